import { type EvidenceId, evidenceId, type Mark, proved, type UnitComponent, type UnitUse } from "../../model/index.ts";
import type { SettingText } from "../../readers/settings.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import { describedUses } from "../facts/described.ts";
import { variableMentions } from "../facts/mentions.ts";
import { type Ledger, openLedger } from "../facts/placed-ledger.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";
import { type Home, homesOf } from "./homes.ts";

interface SettingsUnit extends Unit {
  readonly kind: "settings";
  readonly file: string;
  readonly home: Home;
}

/** Configuration that a program reads itself: it says whom the component reaches whose code it lies beside. */
export const settingsUnits: UnitKind<SettingsUnit> = {
  id: "settings",
  title: "Configuration of programs",
  discover: (library) =>
    homesOf(library).map(
      ({ file, home }): SettingsUnit => ({ id: `unit:settings:${file}`, kind: "settings", files: [file, home.sign], file, home }),
    ),
  render,
};

const key = "program";

function render({ id, file, home }: SettingsUnit, library: Library): ReturnType<UnitKind["render"]> {
  const ledger = openLedger("settings");
  const body = library.facts(file).find((it) => it.reader === "settings")?.body as readonly SettingText[] | undefined;
  const uses = usesOf(file, body ?? [], baseName(home.folder), ledger);
  return {
    unit: id,
    system: { name: library.workspaceName, folder: "", reason: "The folder that is open." },
    variants: [],
    describes: true,
    main: undefined,
    components: uses.length === 0 ? [] : [component(file, home, ledger)],
    uses,
    resources: [],
    evidence: ledger.rows(),
    problems: [],
    places: ledger.places(),
  };
}

/** A list of who is where, shared by all, names its own owner too; what each of them reaches it does not say. */
const registry = 4;

function usesOf(file: string, texts: readonly SettingText[], own: string, ledger: Ledger): readonly UnitUse[] {
  const at = (text: SettingText): EvidenceId => evidenceId(file, text.anchor);
  const spans = new Map(texts.map((it) => [at(it), it]));
  const variables = texts.map((it) => ({ name: it.key, value: withDefaults(it.value), at: at(it) }));
  const found = [...variableMentions(variables)].flatMap((mention) =>
    mention.says.own && !mention.addresses.some((it) => it.scheme !== undefined && it.scheme !== "http")
      ? []
      : describedUses(key, own, mention).map((it) => ({ ...it, name: mention.name })),
  );
  const hosts = new Set(found.map(({ use: { to } }) => ("host" in to ? to.host.toLowerCase() : "")));
  if (hosts.size >= registry && hosts.has(own.toLowerCase())) return [];
  return found.map(({ use, at: place, named, name }) => {
    const text = spans.get(place);
    // What .NET looks up as a connection string is one.
    const sure = /^appsettings/i.test(baseName(file)) && /^ConnectionStrings\b/i.test(name);
    ledger.note(place, text?.span, `${name} in ${baseName(file)} names ${named}`, sure ? "declared" : "inferred");
    return { ...use, unless: [name, ...variablesIn(text?.value ?? "")] };
  });
}

const placeholder = /\$\{(\w{1,100})(?::-?([^{}]{0,500}))?\}/g;
/** `amqp://${USER:guest}@${HOST:rabbit}` by its defaults. */
const withDefaults = (text: string): string => text.replace(placeholder, (all, _, otherwise?: string) => otherwise ?? all);
const variablesIn = (text: string): readonly string[] => [...text.matchAll(placeholder)].map((it) => it[1] ?? "");

function component(file: string, { folder, sign, dockerfiles }: Home, ledger: Ledger): UnitComponent {
  const at = ledger.note(evidenceId(file, "file"), undefined, `${baseName(file)} lies beside ${sign}`, "inferred");
  const marks: Mark[] = dockerfiles
    .filter((it) => folderOf(it) === folder || dockerfiles.length === 1)
    .map((value) => ({ kind: "dockerfile", value, at }));
  marks.push({ kind: "folder", value: folder, at });
  return {
    key,
    name: baseName(folder),
    standing: "inside",
    weak: true,
    faint: true,
    aliases: [],
    kind: [],
    technology: [],
    version: [],
    owner: [],
    replicas: [],
    ports: [],
    exists: [proved(true as const, "all", at)],
    marks,
  };
}
