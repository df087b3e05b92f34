import * as vscode from "vscode";
import type { FromPanel, Place } from "../../protocol.ts";
import type { Content } from "./content.ts";

/** Messages that name a part of what is shown, to have its proof opened. */
export type Named = Extract<FromPanel, { readonly type: "open-box" | "open-arrow" | "open-finding" | "open-row" }>;

/** A part of what is shown, as people call it. */
export interface NamedPart {
  readonly name: string;
  readonly title: string;
  readonly places: readonly Place[];
}

/** What a message of the page names, if it is shown. */
export function partOf(content: Content | undefined, message: Named): NamedPart | undefined {
  const { drawing, report } = content ?? {};
  const part = (name: string, places: readonly Place[]): NamedPart => ({ name, places, title: vscode.l10n.t("What proves {0}", name) });
  switch (message.type) {
    case "open-box": {
      const box = drawing?.boxes.find(({ id }) => id === message.id);
      return box && part(box.name, box.places);
    }
    case "open-row": {
      const box = drawing?.boxes.find(({ id }) => id === message.id);
      const row = box?.rows?.[message.row];
      if (box === undefined || row === undefined) return undefined;
      // A row that stands for others is proved by what proves the table.
      return row.places.length === 0 ? part(box.name, box.places) : part(`${box.name}.${row.name}`, row.places);
    }
    case "open-arrow": {
      const arrow = drawing?.arrows.find(({ id }) => id === message.id);
      const name = (box: string): string => drawing?.boxes.find(({ id }) => id === box)?.name ?? box;
      return arrow && part(`${name(arrow.from)} → ${name(arrow.to)}`, arrow.places);
    }
    case "open-finding": {
      const finding = report?.findings.find(({ id }) => id === message.id);
      return finding && { name: finding.title, title: finding.message, places: finding.places };
    }
  }
}
