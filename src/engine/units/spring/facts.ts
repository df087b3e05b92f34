import { type EvidenceId, evidenceId, type Kind, type Mark, proved, type UnitComponent, type UnitFacts } from "../../model/index.ts";
import { baseName } from "../../syntax/paths.ts";
import { type Ledger, openLedger } from "../facts/placed-ledger.ts";
import type { Library } from "../unit.ts";
import { nameOf, type SpringUnit, sourcesIn } from "./discover.ts";
import { artifactOf, buildOf, dependenciesOf, logTargetsOf, marksOf, starts } from "./modules.ts";
import { roleOf } from "./roles.ts";
import { profilesFor, type Setting, settingsOf } from "./settings.ts";
import { type Application, usesOf } from "./uses.ts";

/** What a Spring application says: what it is, what it is called, and whom it reaches. */
export function factsOf(unit: SpringUnit, library: Library): UnitFacts {
  const ledger = openLedger("spring");
  const name = nameOf(library, unit.module);
  const served = unit.served.filter((it) => !unit.shared.includes(it));
  const sources = [
    ...sourcesIn(library, unit.module.configs, name),
    ...sourcesIn(library, unit.shared, name, "shared"),
    ...sourcesIn(library, served, name, "served"),
  ];
  const build = buildOf(library, unit.module.build);
  const own = settingsOf(sources, new Set(), build?.properties ?? new Map()).get("spring.profiles.active");
  const activated = new Set([...(own?.value ?? "").split(","), ...unit.starters.flatMap((file) => activatedIn(library.text(file) ?? ""))]);
  const profiles = profilesFor(sources, new Set([...activated].map((it) => it.trim()).filter((it) => it !== "")));
  const settings = settingsOf(sources, profiles, build?.properties ?? new Map());
  const dependencies = dependenciesOf(library, unit.builds);
  const marks = unit.sources.flatMap((file) => marksOf(library, file).map((mark) => ({ mark, file })));
  const role = roleOf(
    dependencies.map((it) => it.dependency.artifact),
    marks.map((it) => it.mark),
  );
  const logging = unit.module.logging.flatMap((file) => logTargetsOf(library, file).map((target) => ({ target, file })));
  const application: Application = { name, settings, dependencies, marks, role, registered: unit.registered, logging };
  const { uses, outside } = usesOf(application, ledger);
  const component = componentOf(unit, library, application, ledger);
  return {
    unit: unit.id,
    system: { name: library.workspaceName, folder: "", reason: "The folder that is open." },
    variants: [],
    describes: true,
    main: undefined,
    components: [component, ...outside],
    uses,
    resources: [],
    evidence: ledger.rows(),
    problems: [],
    places: ledger.places(),
  };
}

/** Profiles that a file activates: `SPRING_PROFILES_ACTIVE: docker`, `-Dspring.profiles.active=docker,cloud`. */
function activatedIn(text: string): readonly string[] {
  const found: string[] = [];
  for (const match of text.matchAll(/spring[._]profiles[._]active["']?\s{0,4}[=:,]\s{0,4}["']?(?:\$\{\w{1,60}:?-)?([\w,.-]{1,200})/gi))
    found.push(...(match[1] ?? "").split(","));
  return found;
}

function componentOf(
  { module, builds }: SpringUnit,
  library: Library,
  { name, settings, marks, role, dependencies }: Application,
  ledger: Ledger,
): UnitComponent {
  const said = settings.get("spring.application.name");
  const start = marks.find(({ mark }) => starts.has(mark.name));
  const at =
    said !== undefined && said.value === name
      ? ledger.note(said.at, said.span, `spring.application.name is ${name}`)
      : start !== undefined
        ? ledger.note(evidenceId(start.file, start.mark.anchor), start.mark.span, `@${start.mark.name} starts an application`)
        : ledger.note(evidenceId(module.build, "build"), undefined, `${module.build} builds ${name}`);
  const kindAt = role === undefined ? undefined : roleEvidence({ marks, dependencies, role }, ledger);
  const artifact = artifactOf(library, module);
  const build = evidenceId(module.build, "build");
  if (at !== build) ledger.note(build, undefined, `${module.build} builds ${artifact}`);
  return {
    key: "application",
    name,
    standing: "inside",
    aliases: artifact.toLowerCase() === name.toLowerCase() ? [] : [proved(artifact, "all", build)],
    kind: role === undefined || kindAt === undefined ? [proved<Kind>("service", "all", at)] : [proved(role.kind, "all", kindAt)],
    technology: role === undefined || kindAt === undefined ? [] : [proved(role.technology, "all", kindAt)],
    version: [],
    owner: [],
    replicas: [],
    ports: portsOf(settings.get("server.port"), name, ledger),
    exists: [proved(true as const, "all", at)],
    marks: [...signsOf(module.folder, name, artifact, at, build, library), ...imagesOf(library, builds.slice(0, 1), ledger)],
  };
}

function portsOf(setting: Setting | undefined, name: string, ledger: Ledger): UnitComponent["ports"] {
  if (setting === undefined || !/^[1-9]\d{1,4}$/.test(setting.value)) return [];
  const at = ledger.note(setting.at, setting.span, `${name} listens on ${setting.value}`);
  return [proved({ number: Number(setting.value), protocol: "tcp" as const }, "all", at)];
}

function roleEvidence(
  { marks, dependencies, role }: Pick<Application, "marks" | "dependencies"> & { readonly role: NonNullable<Application["role"]> },
  ledger: Ledger,
): EvidenceId | undefined {
  const marked = marks.find(({ mark }) => role.annotations.includes(mark.name));
  if (marked !== undefined)
    return ledger.note(evidenceId(marked.file, marked.mark.anchor), marked.mark.span, `@${marked.mark.name}: ${role.technology}`);
  const site = dependencies.find(({ dependency }) => role.artifacts.test(dependency.artifact));
  if (site === undefined) return undefined;
  const { dependency, file } = site;
  return ledger.note(
    evidenceId(file, dependency.anchor),
    dependency.span,
    `${dependency.artifact} makes it ${role.technology}`,
    "inferred",
  );
}

function* signsOf(folder: string, name: string, artifact: string, at: EvidenceId, build: EvidenceId, library: Library): Iterable<Mark> {
  yield { kind: "package", value: name, at };
  if (artifact.toLowerCase() !== name.toLowerCase()) yield { kind: "package", value: artifact, at: build };
  if (folder !== "") {
    yield { kind: "folder", value: folder, at: build };
    const own = baseName(folder);
    if (own.toLowerCase() !== name.toLowerCase() && own !== artifact && !/^(?:app|src|server|backend|service|java)$/i.test(own))
      yield { kind: "package", value: own, at: build };
  }
  for (const it of ["Dockerfile", "docker/Dockerfile", "src/main/docker/Dockerfile"]) {
    const file = folder === "" ? it : `${folder}/${it}`;
    if (library.exists(file)) yield { kind: "dockerfile", value: file, at: build };
  }
}

/** Images that its build makes, where their name can be filled in. */
function* imagesOf(library: Library, builds: readonly string[], ledger: Ledger): Iterable<Mark> {
  for (const file of builds) {
    const build = buildOf(library, file);
    for (const { name, span, anchor } of build?.images ?? []) {
      const image = name.replace(/\$\{([^}]{1,200})\}/g, (all, it: string) => build?.properties.get(it) ?? all).replace(/[:@][^/]*$/, "");
      const path = image
        .split("/")
        .filter((it, index) => index > 0 || !/[.:]/.test(it))
        .join("/");
      if (path !== "" && !path.includes("$"))
        yield {
          kind: "image",
          value: path.toLowerCase(),
          at: ledger.note(evidenceId(file, anchor), span, `the build makes the image ${path}`),
        };
    }
  }
}
