import { isOwnName, type Sink, sinks } from "../../knowledge/code/index.ts";
import { thirdPartyAt } from "../../knowledge/code/third-parties.ts";
import { schemeNamed } from "../../knowledge/schemes.ts";
import {
  type EvidenceId,
  evidenceId,
  type Kind,
  type Mark,
  proved,
  type Said,
  type UnitComponent,
  type UnitFacts,
  type UnitUse,
} from "../../model/index.ts";
import type { SourceFacts } from "../../readers/code/facts.ts";
import { isIp, isLocal, isPlaceholder, looksPublic } from "../../syntax/addresses/hosts.ts";
import { linesOf } from "../../syntax/lines.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import { type Ledger, openLedger } from "../facts/placed-ledger.ts";
import type { Library } from "../unit.ts";
import { type Far, farOf } from "./far.ts";
import { type Said as Followed, follow, type Proof, textOf } from "./follow.ts";
import { type Found, isOwn, key, reachedFrom } from "./found.ts";
import { carriedBy, endpointsOf, stubsOf } from "./offers.ts";
import type { CodeUnit } from "./packages.ts";
import { programsOf } from "./programs.ts";
import { packageOf } from "./sites.ts";
import { type World, worldOf } from "./world.ts";

/** Places of one package that say the same are proof enough. */
const mostForOne = 20;

/** Lines of files are counted once for their facts, whatever else changes in the package. */
const lines = new WeakMap<SourceFacts, ReturnType<typeof linesOf>>();

/** What the code of a package says: whom it reaches, and under which names others find it. */
export function factsOf(unit: CodeUnit, library: Library): UnitFacts {
  const ledger = openLedger("source");
  const world = worldOf(unit, library);
  const note = ({ file, anchor, place }: Pick<Proof, "file" | "anchor" | "place">, says: string, sure: boolean): EvidenceId => {
    let span = "line" in place ? place : undefined;
    if (span === undefined) {
      const facts = world.files.get(file);
      const known = (facts && lines.get(facts)) ?? linesOf(library.text(file) ?? "");
      if (facts !== undefined) lines.set(facts, known);
      span = known.span(place.start, place.end);
    }
    return ledger.note(evidenceId(file, anchor), span, says, sure ? "declared" : "inferred");
  };
  const reached = programsOf(unit, world, library.text(unit.manifest));
  const found: Found = {
    uses: [],
    outside: new Map(),
    counts: new Map(),
    names: [],
    own: nameOf(unit, library.workspaceName),
    note,
    reached,
    libraries: unit.libraries,
  };
  for (const [file, facts] of world.files) {
    for (const site of facts.sites) {
      const sink = sinks[site.sink];
      if (sink === undefined) continue;
      const here = { file, within: site.within };
      for (const value of site.values) {
        for (const said of follow(value, here, world)) {
          for (const far of farOf(said, sink)) {
            const port =
              "host" in far && far.port === undefined ? portOf(site.ports.flatMap((it) => follow(it, here, world))[0]) : undefined;
            reach(
              far,
              port,
              sink,
              { file, anchor: site.anchor, place: site, says: site.what },
              isOwn(file, far.by, found),
              aboutOf(said, sink, site.what),
              found,
            );
          }
        }
      }
    }
  }
  const endpoints = endpointsOf(world, found);
  const topics = carriedBy(world, found);
  const serves = stubsOf(world, found);
  const says = found.uses.length + found.names.length + endpoints.length + topics.length + serves.length > 0;
  return {
    unit: unit.id,
    system: { name: library.workspaceName, folder: "", reason: "The folder that is open." },
    variants: [],
    describes: true,
    main: undefined,
    components: says ? [component(unit, found, serves, ledger), ...found.outside.values()] : [],
    uses: found.uses,
    endpoints,
    topics,
    ...placesOf(unit, found.own, world, library, ledger, says),
    evidence: ledger.rows(),
    problems: [],
    places: ledger.places(),
  };
}

/** The places of the code that rules ask about, and whose they are. */
function placesOf(
  unit: CodeUnit,
  name: string,
  world: World,
  library: Library,
  ledger: Ledger,
  says: boolean,
): Pick<UnitFacts, "resources" | "homes"> {
  const resource = packageOf(unit, name, world, library, (at, span, what) => void ledger.note(at, span, what));
  if (resource === undefined) return { resources: [] };
  const home = "home";
  const homes = says ? [] : [{ key: home, folder: unit.folder, names: [name] }];
  return { resources: [{ ...resource, component: says ? key : home }], homes };
}

function portOf(said: { readonly parts: readonly { readonly is: string; readonly text?: string }[] } | undefined): number | undefined {
  const text = said?.parts.length === 1 && said.parts[0]?.is === "text" ? said.parts[0].text : undefined;
  return text !== undefined && /^[1-9]\d{0,4}$/.test(text) && Number(text) < 65536 ? Number(text) : undefined;
}

function reach(far: Far, port: number | undefined, sink: Sink, site: Proof, sure: boolean, about: string | undefined, found: Found): void {
  const more = { ...reachedFrom(site.file, found), ...(about !== undefined && { about }) };
  const same = `${sink.far.style} ${sink.far.protocol} ${"variable" in far ? `$${far.variable}` : `${far.host}:${far.port ?? port ?? ""}`}`;
  const count = found.counts.get(same) ?? 0;
  found.counts.set(same, count + 1);
  if (count >= mostForOne) return;
  if ("variable" in far) {
    if (isOwnName(sink)) return;
    const at = found.note(site, `${site.says} takes ${far.variable}`, sure);
    found.uses.push({
      ...shared(sink, undefined, undefined),
      ...more,
      to: { variable: far.variable },
      exists: [proofs(true as const, at, far.by, found)],
    });
    return;
  }
  const { host } = far;
  if (isPlaceholder(host)) return;
  if (isOwnName(sink)) {
    const at = found.note(site, `${site.says} registers it as ${host}`, true);
    found.names.push(proofs(host, at, far.by, found));
    return;
  }
  const number = far.port ?? port;
  const says = `${site.says} names ${host}${number === undefined ? "" : `:${number}`}`;
  const rest = { ...shared(sink, far.scheme, number), ...more, ...(far.unless.length > 0 && { unless: far.unless }) };
  if (isLocal(host)) {
    const near = number ?? (far.scheme === undefined ? undefined : schemeNamed(far.scheme)?.port);
    if (near === undefined) return;
    const at = found.note(site, says, false);
    found.uses.push({ ...rest, to: { near: { port: near } }, unlessStarted: true, exists: [proofs(true as const, at, far.by, found)] });
    return;
  }
  if (isIp(host)) return;
  if (looksPublic(host)) {
    const party = thirdPartyAt(host);
    if (party === undefined || signsIn.test(site.file)) return;
    const at = found.note(site, says, sure && !pluggedIn.test(site.file));
    if (!found.outside.has(party)) found.outside.set(party, outsider(party, at));
    found.uses.push({ ...rest, to: { key: party }, exists: [proofs(true as const, at, far.by, found)] });
    return;
  }
  const at = found.note(site, says, sure);
  found.uses.push({
    ...rest,
    to: { host, ...(number !== undefined && { port: number }), ...(far.scheme !== undefined && { scheme: far.scheme }) },
    onlyIfKnown: true,
    exists: [proofs(true as const, at, far.by, found)],
  });
}

function shared(
  { far }: Sink,
  scheme: string | undefined,
  port: number | undefined,
): Pick<UnitUse, "from" | "style" | "does" | "protocol" | "port"> {
  const spoken = scheme === undefined ? undefined : schemeNamed(scheme);
  return {
    from: key,
    style: spoken?.style ?? far.style,
    does: far.does,
    protocol: spoken?.protocol ?? far.protocol,
    ...(port !== undefined && { port }),
  };
}

/** What the place and those that lead to it prove. */
function proofs<T>(value: T, at: EvidenceId, by: readonly Proof[], found: Found): Said<T> {
  const others = by.map((it) => found.note(it, `${it.says} holds the address`, true)).filter((it) => it !== at);
  return { value, in: "all", ground: { by: "evidence", proof: [at, ...new Set(others)] } };
}

/** Where users may sign in with an account that they have elsewhere: what they choose is nobody that the system is built on. */
const signsIn = /(?:^|[/._-])(?:oauth2?|oidc|passport|social[-_]?(?:auth|login|accounts?))(?:[/._-]|$)/i;
/** One of many that can be switched on. */
const pluggedIn = /(?:^|\/)(?:integrations?|plugins?|destinations?|connectors?|channels|apps?[-_]store)\//i;

/** What is asked of whoever answers: the verb, where the call's name is one, and the path behind the host. */
function aboutOf(said: Followed, { far }: Sink, what: string): string | undefined {
  if (far.protocol !== "http" || far.style !== "call") return undefined;
  const [first] = said.parts;
  const text = textOf(first?.is === "variable" ? { ...said, parts: said.parts.slice(1) } : said);
  const path = first?.is === "variable" ? text : /^[a-z+]+:\/\/[^/\s]+(\/.*)$/i.exec(text)?.[1];
  const plain = path?.replace(/[?#].*$/, "").replace(/\{\}\{\}/g, "{}");
  if (plain === undefined || !/^\/[\w{}]/.test(plain) || plain.length > 200 || /\s/.test(plain)) return undefined;
  const word = what.slice(what.lastIndexOf(".") + 1);
  const verb = /^(?:get|post|put|patch|delete|head)/i.exec(word)?.[0]?.toUpperCase();
  return verb === undefined ? plain : `${verb} ${plain}`;
}

const outsider = (name: string, at: EvidenceId): UnitComponent => ({
  key: name,
  name,
  standing: "outside",
  aliases: [],
  kind: [proved<Kind>("external", "all", at)],
  technology: [],
  version: [],
  owner: [],
  replicas: [],
  ports: [],
  exists: [proved(true as const, "all", at)],
});

const generic = /^(?:app|apps|src|server|backend|service|services|api|web|main|cmd|code|lib|libs|packages?|pkg|root|project|core)$/i;

/** What the package is called: by its manifest without a scope, else as its folder. */
function nameOf({ name, folder }: CodeUnit, workspace: string): string {
  const said = name?.replace(/^.*[/\\]/, "");
  const own = baseName(folder);
  return said !== undefined && said !== "" && !generic.test(said) ? said : own !== "" ? own : (said ?? workspace);
}

function component(unit: CodeUnit, found: Found, serves: readonly string[], ledger: Ledger): UnitComponent {
  const at = ledger.note(evidenceId(unit.manifest, "package"), undefined, `${unit.manifest} holds the code of ${found.own}`);
  const marks: Mark[] = unit.dockerfiles
    .filter((it) => folderOf(it) === unit.folder || unit.dockerfiles.length === 1)
    .map((value) => ({ kind: "dockerfile", value, at }));
  marks.push({ kind: "folder", value: unit.folder, at });
  const names = new Set([found.own, baseName(unit.folder)].filter((it) => it !== "" && (it === found.own || !generic.test(it))));
  for (const value of names) if (!generic.test(value)) marks.push({ kind: "package", value, at });
  for (const { value, ground } of found.names) if (ground.by === "evidence") marks.push({ kind: "package", value, at: ground.proof[0] });
  return {
    key,
    name: found.own,
    standing: "inside",
    weak: true,
    faint: true,
    aliases: found.names,
    kind: [],
    technology: [],
    version: [],
    owner: [],
    replicas: [],
    ports: [],
    ...(unit.single && { single: true as const }),
    ...(found.reached.programs !== undefined && { programs: found.reached.programs }),
    ...(serves.length > 0 && { serves }),
    exists: [proved(true as const, "all", at)],
    marks,
  };
}
