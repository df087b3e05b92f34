import type { BuildFile, Dependency } from "../../readers/build-file.ts";
import type { LogTarget } from "../../readers/jvm-logging.ts";
import type { JvmMark } from "../../readers/jvm-marks.ts";
import type { SpringConfigFile } from "../../readers/spring-config.ts";
import { baseName, folderOf, within } from "../../syntax/paths.ts";
import type { Library } from "../unit.ts";

/** A folder with a build file, and what lies in it. */
export interface Module {
  readonly folder: string;
  readonly build: string;
  /** Its own configuration, what holds least first. */
  readonly configs: readonly string[];
  /** Sources with annotations that say something. */
  readonly sources: readonly string[];
  /** Files that say where its log is sent. */
  readonly logging: readonly string[];
}

/** Every module of the workspace by folder, with the configuration and the sources that lie nearest below it. */
export function modulesOf(library: Library): ReadonlyMap<string, Module> {
  const modules = new Map<string, { folder: string; build: string; configs: string[]; sources: string[]; logging: string[] }>();
  for (const { file } of [...library.of("maven"), ...library.of("gradle")]) {
    const folder = folderOf(file);
    if (/\.gradle(?:\.kts)?$/.test(file) && !/^build\.gradle/.test(baseName(file)) && !isNamedForItsFolder(file)) continue;
    if (!modules.has(folder)) modules.set(folder, { folder, build: file, configs: [], sources: [], logging: [] });
  }
  for (const { file } of library.of("spring-config")) {
    const module = modules.get(nearest(file, modules) ?? "\n");
    const rest = module && file.slice(module.folder === "" ? 0 : module.folder.length + 1);
    if (rest !== undefined && ownConfig.test(rest)) module?.configs.push(file);
  }
  for (const { file, body } of library.of("jvm-marks")) {
    if ((body as readonly JvmMark[]).length > 0) modules.get(nearest(file, modules) ?? "\n")?.sources.push(file);
  }
  for (const { file, body } of library.of("jvm-logging"))
    if ((body as readonly LogTarget[]).length > 0) modules.get(nearest(file, modules) ?? "\n")?.logging.push(file);
  for (const it of modules.values()) it.configs.sort((a, b) => rankOf(a) - rankOf(b) || (a < b ? -1 : 1));
  return modules;
}

/** `orders/orders.gradle`: some builds call the script as the module. */
const isNamedForItsFolder = (file: string): boolean => baseName(file).replace(/\.gradle(?:\.kts)?$/, "") === baseName(folderOf(file));

/** Where Spring looks: the class path's root and its `config` folder, and the same beside the program. */
const ownConfig =
  /^(?:src\/main\/(?:resources|java|kotlin)\/(?:config\/)?|config\/|)(?:application|bootstrap)(?:-[\w.-]+)?\.(?:ya?ml|properties)$/i;

/** `bootstrap` holds least, properties more than YAML, a `config` folder more than what lies beside it. */
const rankOf = (file: string): number =>
  (/(?:^|\/)bootstrap[^/]*$/i.test(file) ? 0 : 4) + (/\/config\/[^/]*$/.test(file) ? 2 : 0) + (/\.properties$/i.test(file) ? 1 : 0);

function nearest(file: string, modules: ReadonlyMap<string, unknown>): string | undefined {
  for (let folder = folderOf(file); ; folder = folderOf(folder)) {
    if (modules.has(folder)) return folder;
    if (folder === "") return undefined;
  }
}

export const buildOf = (library: Library, file: string): BuildFile | undefined =>
  library.facts(file).find((it) => it.reader === "maven" || it.reader === "gradle")?.body as BuildFile | undefined;

export const configOf = (library: Library, file: string): SpringConfigFile | undefined =>
  library.facts(file).find((it) => it.reader === "spring-config")?.body as SpringConfigFile | undefined;

export const marksOf = (library: Library, file: string): readonly JvmMark[] =>
  (library.facts(file).find((it) => it.reader === "jvm-marks")?.body as readonly JvmMark[] | undefined) ?? [];

export const logTargetsOf = (library: Library, file: string): readonly LogTarget[] =>
  (library.facts(file).find((it) => it.reader === "jvm-logging")?.body as readonly LogTarget[] | undefined) ?? [];

/** A build file and those it inherits from, the nearest first. */
export function lineageOf(library: Library, file: string): readonly string[] {
  const found: string[] = [];
  for (let at: string | undefined = file; at !== undefined && !found.includes(at) && found.length < 8; ) {
    const build = buildOf(library, at);
    if (build === undefined) break;
    found.push(at);
    const path: string | undefined = build.parent === undefined ? undefined : within(folderOf(at), build.parent);
    at = path === undefined || path.endsWith(".xml") ? path : `${path === "" ? "" : `${path}/`}pom.xml`;
  }
  return found;
}

/** What it is called before its configuration says better. */
export const artifactOf = (library: Library, { build, folder }: Module): string =>
  buildOf(library, build)?.artifact ?? (folder === "" ? library.workspaceName : baseName(folder));

/** A dependency with the build file that says it. */
export interface DependencySite {
  readonly dependency: Dependency;
  readonly file: string;
}

/** What a module depends on: its own, its parents', and those of modules of this workspace that it is made of. */
export function dependenciesOf(library: Library, builds: readonly string[]): readonly DependencySite[] {
  return builds.flatMap((file) => (buildOf(library, file)?.dependencies ?? []).map((dependency) => ({ dependency, file })));
}

/** Starts as a program of its own, as far as its sources say. */
export const starts: ReadonlySet<string> = new Set([
  "SpringBootApplication",
  "SpringCloudApplication",
  "EnableAutoConfiguration",
  "EnableEurekaServer",
  "EnableConfigServer",
  "EnableAdminServer",
  "EnableZuulProxy",
  "EnableZipkinServer",
  "EnableTurbine",
]);

/** Whether it is a program and no library: its sources start it, or its configuration gives it a name. */
export function isApplication(library: Library, module: Module): boolean {
  if (buildOf(library, module.build)?.aggregate === true) return false;
  if (module.sources.some((file) => marksOf(library, file).some((it) => starts.has(it.name)))) return true;
  return module.configs.some((file) =>
    configOf(library, file)?.documents.some((it) => it.properties.some(({ key }) => key === "spring.application.name")),
  );
}
