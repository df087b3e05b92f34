import type { UnitFacts } from "../../model/index.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import type { Library } from "../unit.ts";
import { applicationsIn } from "./argo.ts";
import type { Charts } from "./charts.ts";
import type { Deployment } from "./discover.ts";
import { helmfilesIn } from "./helmfile.ts";
import type { Installation, Release } from "./release.ts";

/** A release and where it is said. */
export interface SaidRelease {
  readonly file: string;
  /** The folder whose files are applied together. */
  readonly folder: string;
  readonly environment: string | undefined;
  readonly release: Release;
}

/** What files of the workspace release: helmfiles, and applications of Argo CD. What stands in one folder is installed together. */
export function releasedIn(charts: Charts, library: Library): readonly Deployment[] {
  return [
    ...deploymentsOf(helmfilesIn(charts, library), "helmfile", library),
    ...deploymentsOf(applicationsIn(charts, library), "application", library),
  ];
}

function deploymentsOf(said: readonly SaidRelease[], what: string, library: Library): readonly Deployment[] {
  const folders = new Map<string, SaidRelease[]>();
  for (const it of said) folders.set(it.folder, [...(folders.get(it.folder) ?? []), it]);
  return [...folders].flatMap(([folder, all]) => {
    const environments = [...new Set(all.map((it) => it.environment))];
    const common = environments.length > 1 ? all.filter((it) => it.environment === undefined) : [];
    const installations = environments
      .filter((it) => environments.length === 1 || it !== undefined)
      .sort((a, b) => rank(a) - rank(b))
      .map((environment) =>
        installationOf([...common, ...all.filter((it) => it.environment === environment)], environment, what, environments.length > 1),
      );
    const [first, ...others] = installations;
    return first === undefined ? [] : [{ system: systemOf(folder, library), installations: [first, ...others] as const }];
  });
}

const order = ["production", "prod", "staging", "default", "development", "dev", "test"];
const rank = (environment: string | undefined): number =>
  environment === undefined ? 0 : order.indexOf(environment) < 0 ? 3 : order.indexOf(environment);

function installationOf(said: readonly SaidRelease[], environment: string | undefined, what: string, divided: boolean): Installation {
  const files = [...new Set(said.flatMap(({ file, release }) => [file, ...release.values]))];
  const start = said[0]?.file ?? "";
  return {
    id: divided ? `${start}?${environment}` : start,
    title: `${what === "helmfile" ? start : `${what} ${said.map((it) => it.release.name).join(", ")}`}${divided ? ` for ${environment}` : ""}`,
    environment: environment === "default" ? undefined : environment,
    files,
    releases: said.map((it) => it.release),
  };
}

const deployWords =
  /^(?:helmfile\.d|helm|helmfiles?|argo-?cd|argo|apps?|applications?|k8s|kubernetes|deploys?|deployments?|gitops|infra|infrastructure|ops|clusters?|environments?|envs?)$/i;

function systemOf(folder: string, library: Library): UnitFacts["system"] {
  let at = folder;
  while (at !== "" && deployWords.test(baseName(at))) at = folderOf(at);
  return at === ""
    ? { name: library.workspaceName, folder: at, reason: "the workspace's name" }
    : { name: baseName(at), folder: at, reason: "the folder's name" };
}
