import type { Deed, Kind, Problem, Span, Style } from "../../model/index.ts";
import { addressesIn, hostWordsIn } from "../../syntax/addresses/addresses.ts";
import { type Lines, linesOf } from "../../syntax/lines.ts";
import type { FileFacts } from "../reader.ts";

/** The configuration of a product somebody runs: a gateway, a watcher, a collector. What it is, and whom it reaches. */
export interface ProductConfig {
  /** As `knowledge/technologies` calls it, where it is there. */
  readonly technology: string;
  /** What a component is that runs with it; `undefined` = that depends on more than this file (a web server that serves pages). */
  readonly kind: Kind | undefined;
  readonly targets: readonly Target[];
}

/** A far end, with the place that names it. */
export interface Target {
  readonly host: string;
  readonly port: number | undefined;
  readonly scheme: string | undefined;
  readonly style: Style;
  readonly does: Deed;
  /** For people: "proxy_pass of /api". */
  readonly where: string;
  readonly anchor: string;
  readonly span: Span;
}

/** Gathers the targets of one file. */
export interface Gathering {
  /** Every address in `text`; a bare word is a host where `words` is said. */
  add(text: string, where: string, anchor: string, start: number, end: number, more?: TargetOptions): void;
  readonly lines: Lines;
  readonly targets: readonly Target[];
}
export interface TargetOptions {
  readonly scheme?: string;
  readonly style?: Style;
  readonly does?: Deed;
  readonly words?: boolean;
}

const most = 2000;

export function openGathering(text: string): Gathering {
  const lines = linesOf(text);
  const targets: Target[] = [];
  const seen = new Map<string, number>();
  return {
    lines,
    targets,
    add(value, where, anchor, start, end, { scheme, style = "call", does = "calls", words = true } = {}) {
      const found = addressesIn(value);
      const addresses = found.length > 0 || !words ? found : hostWordsIn(value);
      if (addresses.length === 0 || targets.length > most) return;
      const clean = anchor.replace(/[#\s]+/g, "_").slice(0, 120);
      const repeats = seen.get(clean) ?? 0;
      seen.set(clean, repeats + 1);
      const span = lines.span(start, end);
      for (const { host, port, scheme: said } of addresses)
        targets.push({
          host,
          port,
          scheme: said === undefined || said === "tcp" ? (scheme ?? said) : said,
          style,
          does,
          where,
          anchor: repeats === 0 ? clean : `${clean}~${repeats}`,
          span,
        });
    },
  };
}

export const productFacts = (
  reader: string,
  file: string,
  technology: string,
  kind: Kind | undefined,
  targets: readonly Target[],
  problems: readonly Problem[] = [],
): FileFacts<ProductConfig> => ({
  file,
  reader,
  body: { technology, kind, targets },
  problems,
  outline: targets.length === 0 ? "" : technology,
  mentions: [],
});
