import * as vscode from "vscode";
import type { ComponentLine, Place, PlacedFinding } from "../../protocol.ts";

const { t } = vscode.l10n;

/** A kind of component: its codicon, and what one and several of it are called. */
export const looks: Readonly<
  Record<ComponentLine["kind"], { readonly icon: string; readonly one: () => string; readonly many: () => string }>
> = {
  person: { icon: "account", one: () => t("Person"), many: () => t("People") },
  frontend: { icon: "browser", one: () => t("Front end"), many: () => t("Front ends") },
  gateway: { icon: "globe", one: () => t("Gateway"), many: () => t("Gateways") },
  service: { icon: "server-process", one: () => t("Service"), many: () => t("Services") },
  function: { icon: "symbol-event", one: () => t("Function"), many: () => t("Functions") },
  job: { icon: "watch", one: () => t("Job"), many: () => t("Jobs") },
  database: { icon: "database", one: () => t("Database"), many: () => t("Databases") },
  cache: { icon: "zap", one: () => t("Cache"), many: () => t("Caches") },
  search: { icon: "search", one: () => t("Search engine"), many: () => t("Search engines") },
  storage: { icon: "archive", one: () => t("Storage"), many: () => t("Storage") },
  broker: { icon: "inbox", one: () => t("Message broker"), many: () => t("Message brokers") },
  config: { icon: "settings-gear", one: () => t("Configuration"), many: () => t("Configuration") },
  discovery: { icon: "compass", one: () => t("Service discovery"), many: () => t("Service discovery") },
  identity: { icon: "key", one: () => t("Identity provider"), many: () => t("Identity providers") },
  monitoring: { icon: "pulse", one: () => t("Monitoring"), many: () => t("Monitoring") },
  infra: { icon: "tools", one: () => t("Infrastructure"), many: () => t("Infrastructure") },
  external: { icon: "link-external", one: () => t("Outside system"), many: () => t("Outside") },
};

export const severityLooks: Readonly<
  Record<
    PlacedFinding["severity"],
    { readonly icon: string; readonly colour: string; readonly one: () => string; readonly many: () => string }
  >
> = {
  error: { icon: "error", colour: "problemsErrorIcon.foreground", one: () => t("Error"), many: () => t("Errors") },
  warning: { icon: "warning", colour: "problemsWarningIcon.foreground", one: () => t("Warning"), many: () => t("Warnings") },
  note: { icon: "info", colour: "problemsInfoIcon.foreground", one: () => t("Note"), many: () => t("Notes") },
};

/** "compose.yaml:14", counting lines as people do. */
export const placeWords = ({ file, span }: Pick<Place, "file" | "span">): string => (span == null ? file : `${file}:${span.line + 1}`);

/** "PostgreSQL 17": what it is made with. */
export const madeWith = ({ technology, version }: ComponentLine): string =>
  [technology, technology === undefined ? undefined : version].filter((it) => it !== undefined && it !== null).join(" ");

/** "outside this workspace": where it lives, if not here. */
export const whereabouts = ({ standing }: ComponentLine): string => {
  if (standing === "inside") return "";
  return standing === "outside" ? t("outside this workspace") : t("defined nowhere in this workspace");
};

/** Numbers with what they count. Languages have more plurals than two; these two say what there is in English. */
export const counted = {
  components: (many: number) => (many === 1 ? t("1 component") : t("{0} components", many)),
  connections: (many: number) => (many === 1 ? t("1 connection") : t("{0} connections", many)),
  systems: (many: number) => (many === 1 ? t("1 system") : t("{0} systems", many)),
  files: (many: number) => (many === 1 ? t("1 file") : t("{0} files", many)),
  findings: (many: number) => (many === 1 ? t("1 finding") : t("{0} findings", many)),
  error: (many: number) => (many === 1 ? t("1 error") : t("{0} errors", many)),
  warning: (many: number) => (many === 1 ? t("1 warning") : t("{0} warnings", many)),
  note: (many: number) => (many === 1 ? t("1 note") : t("{0} notes", many)),
} as const;

/** The parts that say something, with something between them. */
export const joined = (parts: readonly (string | undefined)[], between = ", "): string =>
  parts.filter((it) => it !== undefined && it !== "").join(between);
