import { baseName, folderOf } from "../../syntax/paths.ts";
import type { Library, Unit } from "../unit.ts";
import { artifactOf, buildOf, configOf, dependenciesOf, isApplication, lineageOf, type Module, marksOf, modulesOf } from "./modules.ts";
import { roleOf } from "./roles.ts";
import { profileIn, type Served, servedBy } from "./served.ts";
import { type Settings, type Source, settingsOf } from "./settings.ts";

/** One Spring application: its build, its configuration, and what a config server of this workspace adds to it. */
export interface SpringUnit extends Unit {
  readonly kind: "spring";
  readonly module: Module;
  /** Served to it by a config server, what holds least first. */
  readonly served: readonly string[];
  /** Of these, what every application is served. */
  readonly shared: readonly string[];
  /** Its own build file, those it inherits from, and those of the modules it is made of. */
  readonly builds: readonly string[];
  /** Sources of the module and of those it is made of. */
  readonly sources: readonly string[];
  /** Files that say which profiles are active where it is deployed. */
  readonly starters: readonly string[];
  /** Names under which the other applications register, for gateways that route to all of them. */
  readonly registered: readonly string[];
  /** A config server: nobody serves its own configuration. */
  readonly serves: boolean;
}

/** One unit for each application of the workspace. */
export function discoverApplications(library: Library): readonly SpringUnit[] {
  if (library.of("maven").length + library.of("gradle").length === 0) return [];
  const modules = modulesOf(library);
  const applications = [...modules.values()].filter((it) => isSpring(library, it) && isApplication(library, it));
  if (applications.length === 0) return [];
  const byArtifact = new Map([...modules.values()].map((it) => [artifactOf(library, it), it]));
  const described = applications.map((module) => {
    const parts = partsOf(library, module, byArtifact, new Set(applications));
    const builds = parts.flatMap((it) => lineageOf(library, it.build));
    const sources = parts.flatMap((it) => it.sources);
    const marks = sources.flatMap((file) => marksOf(library, file));
    const role = roleOf(
      dependenciesOf(library, builds).map((it) => it.dependency.artifact),
      marks,
    );
    return { module, builds: [...new Set(builds)], sources, role, name: nameOf(library, module) };
  });
  const names = new Set(described.map((it) => it.name.toLowerCase()));
  const servers = described.filter((it) => it.role?.technology === "Spring Cloud Config");
  const served = servedBy(
    library,
    servers.map((it) => it.module),
    names,
  );
  const starters = startersOf(library);
  return described.map(({ module, builds, sources, role, name }): SpringUnit => {
    const serves = servers.some((it) => it.module === module);
    const extra = serves ? [] : servedTo(served, name);
    const registered =
      role?.kind === "gateway" ? described.filter((it) => it.role === undefined && it.module !== module).map((it) => it.name) : [];
    const local = ["Dockerfile", "docker/Dockerfile", "src/main/docker/Dockerfile"].map((it) =>
      module.folder === "" ? it : `${module.folder}/${it}`,
    );
    const files = [
      ...module.configs,
      ...module.logging,
      ...extra,
      ...builds,
      ...sources,
      ...starters,
      ...local.filter((it) => library.exists(it)),
    ];
    return {
      id: `unit:spring:${module.folder}`,
      kind: "spring",
      files,
      module,
      served: extra,
      shared: served.all.filter((it) => extra.includes(it)),
      builds,
      sources,
      starters: [...starters, ...local.filter((it) => library.exists(it))],
      registered,
      serves,
    };
  });
}

/** A module with Spring on its class path, or configuration that only Spring reads. */
const isSpring = (library: Library, module: Module): boolean =>
  module.configs.length > 0 ||
  dependenciesOf(library, lineageOf(library, module.build)).some(({ dependency }) => /^spring-(?:boot|cloud)/.test(dependency.artifact)) ||
  module.sources.length > 0;

/** A module and the libraries of this workspace it is made of; other applications are no part of it. */
function partsOf(
  library: Library,
  module: Module,
  byArtifact: ReadonlyMap<string, Module>,
  applications: ReadonlySet<Module>,
): readonly Module[] {
  const parts = [module];
  for (const part of parts) {
    for (const { artifact, group, module: own } of buildOf(library, part.build)?.dependencies ?? []) {
      const other = byArtifact.get(artifact);
      if (other === undefined || parts.includes(other) || applications.has(other) || parts.length > 50) continue;
      if (own || !/^(?:org\.springframework|com\.netflix)/.test(group)) parts.push(other);
    }
  }
  return parts;
}

/** What the application calls itself in its own files. */
export function nameOf(library: Library, module: Module): string {
  const settings = ownSettings(library, module);
  const said = settings.get("spring.application.name")?.value;
  return said === undefined || said === "" || /[${}@\s]/.test(said) ? artifactOf(library, module) : said;
}

const ownSettings = (library: Library, module: Module): Settings =>
  settingsOf(sourcesIn(library, module.configs, ""), new Set(), buildOf(library, module.build)?.properties ?? new Map());

/** The documents of files, in order, each with the profile its file is named for. */
export const sourcesIn = (library: Library, files: readonly string[], name: string, from: Source["from"] = "own"): readonly Source[] =>
  files.flatMap((file) =>
    (configOf(library, file)?.documents ?? []).map((document) => ({ file, profile: profileIn(file, name), from, document })),
  );

const servedTo = ({ all, byName }: Served, name: string): readonly string[] => [...all, ...(byName.get(name.toLowerCase()) ?? [])];

/** Files that deploy and name a profile. */
function startersOf(library: Library): readonly string[] {
  return library
    .of("compose")
    .map((it) => it.file)
    .filter((file) => /spring[._]profiles[._]active/i.test(library.text(file) ?? ""))
    .sort((a, b) => (folderOf(a) === folderOf(b) ? (baseName(a) < baseName(b) ? -1 : 1) : folderOf(a) < folderOf(b) ? -1 : 1));
}
