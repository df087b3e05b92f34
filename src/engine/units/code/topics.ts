import { tellings } from "../../knowledge/code/index.ts";
import type { Told } from "../../readers/code/facts.ts";
import { follow, textOf } from "./follow.ts";
import type { World } from "./world.ts";

/** A topic that a place of the code sends to or takes from. */
export interface Carried {
  readonly name: string;
  readonly does: "publishes" | "consumes";
  readonly protocol: string | undefined;
  readonly file: string;
  readonly told: Told;
}

const most = 500;

/** Topics, queues, exchanges and subjects by the names that the code gives, as far as they are known before it runs. */
export function topicsOf(world: World): readonly Carried[] {
  const found: Carried[] = [];
  for (const [file, { told }] of world.files) {
    for (const it of told) {
      const row = tellings[it.row];
      if (row === undefined || (row.tells !== "publishes" && row.tells !== "consumes") || found.length >= most) continue;
      const here = { file, within: it.within };
      const said = it.values.flatMap((value) => follow(value, here, world)).map(textOf);
      const names = said.map(nameOf).filter((name) => name !== undefined);
      const chosen = row.all ? names : names.slice(0, 1);
      if (chosen.length === 0 && row.otherwise !== undefined && it.values.length === 0) chosen.push(row.otherwise);
      for (const name of new Set(chosen)) found.push({ name, does: row.tells, protocol: row.protocol, file, told: it });
    }
  }
  return found;
}

/** A name as brokers know it: of a queue's address the last part. What is known only when it runs is no name. */
function nameOf(text: string): string | undefined {
  const name = /^(?:https?:\/\/|arn:)/.test(text) ? (text.split(/[/:]/).at(-1) ?? "") : text.replace(/\$\{[^{}:]+:([^{}]+)\}/g, "$1");
  return name !== "" && name.length <= 200 && !/[\s{}]/.test(name) && /[A-Za-z]/.test(name) ? name : undefined;
}
