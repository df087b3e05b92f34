import type { ComponentLine, Place, PlacedFinding } from "../../protocol.ts";

/** A kind of component: its codicon, and what several of it are called. */
export const looks: Readonly<Record<ComponentLine["kind"], { readonly icon: string; readonly one: string; readonly many: string }>> = {
  person: { icon: "account", one: "Person", many: "People" },
  frontend: { icon: "browser", one: "Front end", many: "Front ends" },
  gateway: { icon: "globe", one: "Gateway", many: "Gateways" },
  service: { icon: "server-process", one: "Service", many: "Services" },
  function: { icon: "symbol-event", one: "Function", many: "Functions" },
  job: { icon: "watch", one: "Job", many: "Jobs" },
  database: { icon: "database", one: "Database", many: "Databases" },
  cache: { icon: "zap", one: "Cache", many: "Caches" },
  search: { icon: "search", one: "Search engine", many: "Search engines" },
  storage: { icon: "archive", one: "Storage", many: "Storage" },
  broker: { icon: "inbox", one: "Message broker", many: "Message brokers" },
  config: { icon: "settings-gear", one: "Configuration", many: "Configuration" },
  discovery: { icon: "compass", one: "Service discovery", many: "Service discovery" },
  identity: { icon: "key", one: "Identity provider", many: "Identity providers" },
  monitoring: { icon: "pulse", one: "Monitoring", many: "Monitoring" },
  infra: { icon: "tools", one: "Infrastructure", many: "Infrastructure" },
  external: { icon: "link-external", one: "Outside system", many: "Outside" },
};

export const severityLooks: Readonly<
  Record<PlacedFinding["severity"], { readonly icon: string; readonly colour: string; readonly one: string; readonly many: string }>
> = {
  error: { icon: "error", colour: "problemsErrorIcon.foreground", one: "Error", many: "Errors" },
  warning: { icon: "warning", colour: "problemsWarningIcon.foreground", one: "Warning", many: "Warnings" },
  note: { icon: "info", colour: "problemsInfoIcon.foreground", one: "Note", many: "Notes" },
};

/** "compose.yaml:14", counting lines as people do. */
export const placeWords = ({ file, span }: Pick<Place, "file" | "span">): string => (span == null ? file : `${file}:${span.line + 1}`);

/** "PostgreSQL 17": what it is made with. */
export const madeWith = ({ technology, version }: ComponentLine): string =>
  [technology, technology === undefined ? undefined : version].filter((it) => it !== undefined && it !== null).join(" ");

/** "not in this workspace": where it lives, if not here. */
export const whereabouts = ({ standing }: ComponentLine): string =>
  standing === "inside" ? "" : standing === "outside" ? "outside this workspace" : "defined nowhere in this workspace";

export const count = (many: number, word: string): string => `${many} ${word}${many === 1 ? "" : "s"}`;
