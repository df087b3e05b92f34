/** What the classes of a box say, for those who see colours and those who don't: each kind has a word and an edge of its own. */

import { t } from "../l10n.ts";

/** A colour of the theme. Red is left to what is wrong. */
export type Hue = "blue" | "green" | "orange" | "purple" | "yellow" | "plain";
interface Look {
  /** As the legend says it. */
  readonly word: string;
  readonly hue: Hue;
}

const looks: Readonly<Record<string, Look>> = {
  person: { word: "Person", hue: "plain" },
  frontend: { word: "Front end", hue: "purple" },
  gateway: { word: "Gateway", hue: "purple" },
  service: { word: "Service", hue: "blue" },
  function: { word: "Function", hue: "blue" },
  job: { word: "Job", hue: "blue" },
  database: { word: "Database", hue: "green" },
  cache: { word: "Cache", hue: "yellow" },
  search: { word: "Search engine", hue: "green" },
  storage: { word: "Storage", hue: "green" },
  broker: { word: "Message broker", hue: "orange" },
  config: { word: "Configuration", hue: "plain" },
  discovery: { word: "Service discovery", hue: "plain" },
  identity: { word: "Identity provider", hue: "purple" },
  monitoring: { word: "Monitoring", hue: "plain" },
  infra: { word: "Infrastructure", hue: "plain" },
  external: { word: "Outside system", hue: "plain" },
  whole: { word: "System", hue: "plain" },
  table: { word: "Table", hue: "green" },
};

export const kinds: readonly string[] = Object.keys(looks);

/** The kind among the classes of a box. */
export const kindOf = (classes: Iterable<string>): string | undefined => [...classes].find((it) => Object.hasOwn(looks, it));
export const hueOf = (kind: string | undefined): Hue => (kind === undefined ? "plain" : (looks[kind]?.hue ?? "plain"));
export const wordOf = (kind: string): string => t(looks[kind]?.word ?? kind);
