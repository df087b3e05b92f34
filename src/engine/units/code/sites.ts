import { siteForms } from "../../knowledge/code/sites/index.ts";
import { type CodePackage, type EvidenceId, evidenceId, type Site, type Span, type UnitResource } from "../../model/index.ts";
import type { Act, SourceFacts } from "../../readers/code/facts.ts";
import type { CodePackage as CodePackageFacts } from "../../readers/code/package.ts";
import { linesOf } from "../../syntax/lines.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import type { Library } from "../unit.ts";
import type { CodeUnit } from "./packages.ts";
import type { World } from "./world.ts";

interface Placed {
  readonly site: Site;
  readonly act: Act;
  readonly span: Span;
}

/** The places of one file: made once for its facts, whatever else changes in the package. */
const placed = new WeakMap<SourceFacts, readonly Placed[]>();

/** What settles questions about other places is no place of a finding. */
const silent: ReadonlySet<Site["does"]> = new Set<Site["does"]>(["waits", "expires", "serves"]);

/** A package of code with its places that rules ask about; `undefined` = there is none. */
export function packageOf(
  unit: CodeUnit,
  name: string,
  world: World,
  library: Library,
  note: (at: EvidenceId, span: Span, says: string) => void,
): Omit<Extract<UnitResource, { kind: "code-package" }>, "component"> | undefined {
  const sites: Site[] = [];
  const homeOf = homesIn(library, unit, name);
  const homes: Record<string, string> = {};
  const paths = new Set<string>();
  const modules = new Set<string>();
  const languages = new Set<string>();
  let buries = false;
  for (const [file, facts] of world.files) {
    languages.add(facts.language);
    for (const it of facts.imports) modules.add(it.module);
    for (const it of facts.paths) paths.add(it);
    buries ||= facts.buries;
    for (const { site, act, span } of placesIn(file, facts, library)) {
      const home = homeOf(file);
      homes[home.folder] = home.name;
      sites.push({ ...named(site, act, file, world), home: home.folder });
      if (!silent.has(site.does)) note(site.at, span, `${site.what} ${site.does}`);
    }
  }
  const [first] = world.files.keys();
  if (sites.length === 0 || first === undefined) return undefined;
  return {
    kind: "code-package",
    id: `resource:${unit.id}`,
    in: "all",
    at: evidenceId(unit.manifest, "package"),
    name,
    folder: unit.folder,
    languages: [...languages].sort(),
    modules: [...modules].sort(),
    homes,
    files: unit.sources,
    paths: [...paths].sort(),
    buries,
    sites,
  } satisfies Omit<CodePackage, "system" | "component">;
}

interface Home {
  readonly folder: string;
  readonly name: string;
}

/** The package that a file lies in: the nearest folder above it with a manifest. */
function homesIn(library: Library, unit: CodeUnit, name: string): (file: string) => Home {
  const manifests = new Map(library.of("code-package").map(({ file, body }) => [folderOf(file), (body as CodePackageFacts).name] as const));
  const known = new Map<string, Home>();
  const find = (folder: string): Home => {
    const found = known.get(folder);
    if (found !== undefined) return found;
    const own = folder === unit.folder;
    const said = manifests.get(folder)?.replace(/^.*[/\\]/, "");
    const home: Home =
      own || manifests.has(folder) || folder === ""
        ? { folder, name: own ? name : (said ?? (baseName(folder) || library.workspaceName)) }
        : find(folderOf(folder));
    known.set(folder, home);
    return home;
  };
  return (file) =>
    find(unit.sources.length > 0 && unit.folder !== folderOf(unit.manifest) ? nearest(folderOf(file), manifests) : folderOf(file));
}

/** Programs that share a module are one package. */
function nearest(folder: string, manifests: ReadonlyMap<string, unknown>): string {
  for (let at = folder; at !== ""; at = folderOf(at)) if (manifests.has(at)) return at;
  return "";
}

function placesIn(file: string, facts: SourceFacts, library: Library): readonly Placed[] {
  const known = placed.get(facts);
  if (known !== undefined) return known;
  const lines = facts.acts.length === 0 ? undefined : linesOf(library.text(file) ?? "");
  const found = facts.acts.flatMap((act): readonly Placed[] => {
    const form = siteForms[act.form];
    if (lines === undefined) return [];
    const site: Site = {
      at: evidenceId(file, act.anchor),
      file,
      home: "",
      does: form?.does ?? "keeps",
      form: form?.id ?? "keeps:state",
      what: act.what,
      within: act.inside,
      settled: act.settled,
      args: act.args,
      named: act.named,
      ...(act.loop !== undefined && { loop: act.loop }),
      ...(act.checked && { checked: true }),
      ...(facts.browser && { browser: true }),
    };
    return [{ site, act, span: lines.span(act.start, act.end) }];
  });
  placed.set(facts, found);
  return found;
}

/** A site with the address that a name of its file stands for. */
function named(site: Site, { follows }: Act, file: string, world: World): Site {
  if (follows === undefined) return site;
  const first = follows.is === "join" ? follows.parts[0] : follows;
  if (first?.is !== "name") return site;
  const [only, more] = world.definitions(file, first.path.replace(/^(?:this|self)\./, ""));
  return only === undefined || more !== undefined || only.value.is !== "text" ? site : { ...site, address: only.value.text };
}
