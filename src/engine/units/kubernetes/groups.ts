import type { KubernetesFile } from "../../readers/kubernetes.ts";
import { folderOf } from "../../syntax/paths.ts";
import { operatedBy } from "./operated.ts";
import { groupOf } from "./workload.ts";

/** A file of manifests that no template engine and no kustomization has first. */
export interface PlainFile {
  readonly path: string;
  readonly body: KubernetesFile;
}

/** Folders people keep what they deploy in. */
const deployFolder =
  /^(?:k8s|kube|kubernetes|manifests?|deploys?|deployments?|openshift|gke|eks|aks|gitops|cluster|clusters)$|(?:^|[-_.])(?:k8s|kubernetes|kube)(?:$|[-_.])/i;
const runs: ReadonlySet<string> = new Set(
  "Deployment StatefulSet DaemonSet ReplicaSet ReplicationController Job CronJob Pod Rollout Service".split(" "),
);
/** Namespaces that everybody uses. */
const commonNamespaces: ReadonlySet<string> = new Set(["default", "kube-system", "kube-public", "kube-node-lease"]);

type Named = KubernetesFile["objects"][number];

/** What an object is told apart by in a cluster. */
export const identityOf = (it: Named): string => `${it.namespace ?? ""}/${nameIn(it)}`;

/** Only the beginning of its name is said, or nothing: what is applied twice under such a name is two objects. */
const isNamed = ({ name }: Named): boolean => !name.endsWith("*");

/** The same in whichever namespace. */
const nameIn = ({ apiVersion, kind, name }: Named): string => `${groupOf(apiVersion)}/${kind}/${name}`;

/**
 * Which files are one system. Files of one folder are. Folders are together
 * - that lie under one folder named like a place to deploy from (`k8s`, `manifests`, `deploy` …), the outermost of those;
 * - that run something in one namespace that is said, and not one that every cluster has;
 * - of which one names an object (ConfigMap, Secret, claim, account, or a Service in a variable's value) that only the other defines;
 * - that define the same: two or more workloads and Services by the same names, in whichever namespace, at least half of the smaller
 *   one's. Those are variants (layers.ts).
 *
 * What none of these joins is a system of its own: a folder of an examples repository.
 */
export function groupsOf(files: readonly PlainFile[]): readonly (readonly PlainFile[])[] {
  const folders = byFolder(files);
  const sets = openSets(folders.keys());
  const first = new Map<string, string>();
  const together = (key: string, folder: string): void => {
    const other = first.get(key);
    if (other === undefined) first.set(key, folder);
    else sets.unite(other, folder);
  };
  const definers = new Map<string, Set<string>>();
  for (const [folder, members] of folders) {
    const root = deployRoot(folder);
    if (root !== undefined) together(`root ${root}`, folder);
    for (const { body } of members)
      for (const { kind, namespace, name } of body.objects) {
        if (runs.has(kind) && namespace !== undefined && !commonNamespaces.has(namespace)) together(`namespace ${namespace}`, folder);
        if (name === "*") continue;
        const key = `${kind} ${name}`;
        definers.set(key, (definers.get(key) ?? new Set()).add(folder));
      }
  }
  for (const [folder, members] of folders)
    for (const name of new Set(members.flatMap(({ body }) => body.references))) {
      const [only, ...others] = definers.get(name) ?? [];
      if (only !== undefined && others.length === 0) sets.unite(folder, only);
    }
  for (const [one, other] of alternatives(folders)) sets.unite(one, other);
  const groups = new Map<string, PlainFile[]>();
  for (const [folder, members] of folders) {
    const root = sets.root(folder);
    groups.set(root, [...(groups.get(root) ?? []), ...members]);
  }
  return [...groups.values()];
}

function byFolder(files: readonly PlainFile[]): ReadonlyMap<string, readonly PlainFile[]> {
  const folders = new Map<string, PlainFile[]>();
  for (const it of files) {
    const folder = folderOf(it.path);
    const list = folders.get(folder);
    if (list === undefined) folders.set(folder, [it]);
    else list.push(it);
  }
  return folders;
}

/** For each file what it must be the only one of its variant to define: in a folder that stands for another one, in any namespace. */
export function definitionsOf(files: readonly PlainFile[]): (file: PlainFile) => readonly string[] {
  const instead = new Set([...alternatives(byFolder(files))].flat());
  const known = new Map<PlainFile, readonly string[]>();
  return (file) => {
    let names = known.get(file);
    if (names === undefined) {
      const objects = file.body.objects.filter((it) => isNamed(it) && !everywhere.has(it.kind));
      names = [...new Set(objects.map(instead.has(folderOf(file.path)) ? nameIn : identityOf))];
      known.set(file, names);
    }
    return names;
  };
}

/** Objects that many define and that are the same everywhere. */
const everywhere: ReadonlySet<string> = new Set(
  "Namespace ServiceAccount CustomResourceDefinition StorageClass PriorityClass IngressClass".split(" "),
);

/** The outermost folder that is named like a place to deploy from. */
function deployRoot(folder: string): string | undefined {
  const parts = folder.split("/");
  const at = parts.findIndex((it) => deployFolder.test(it));
  return at < 0 ? undefined : parts.slice(0, at + 1).join("/");
}

/** Whether something of it runs, as far as kinds of Kubernetes itself and operators' well-known ones say. */
export const runsIn = ({ body }: PlainFile): boolean => body.objects.some((it) => runs.has(it.kind) || operatedBy(it) !== undefined);

/** Pairs of folders that define the same. */
function* alternatives(folders: ReadonlyMap<string, readonly PlainFile[]>): Iterable<readonly [string, string]> {
  const own = new Map<string, ReadonlySet<string>>();
  const holders = new Map<string, string[]>();
  for (const [folder, members] of folders) {
    const names = new Set(members.flatMap(({ body }) => body.objects.filter((it) => isNamed(it) && runs.has(it.kind)).map(nameIn)));
    own.set(folder, names);
    for (const name of names) holders.set(name, [...(holders.get(name) ?? []), folder]);
  }
  for (const [folder, names] of own) {
    const shared = new Map<string, number>();
    // A name that dozens of folders have (`nginx` of examples) says nothing, and would cost a comparison for each pair of them.
    for (const name of names) {
      const list = holders.get(name) ?? [];
      if (list.length <= mostHolders) for (const other of list) if (other < folder) shared.set(other, (shared.get(other) ?? 0) + 1);
    }
    for (const [other, count] of shared)
      if (count >= 2 && count * 2 >= Math.min(names.size, own.get(other)?.size ?? 0)) yield [folder, other];
  }
}
const mostHolders = 24;

interface Sets {
  root(of: string): string;
  unite(a: string, b: string): void;
}

function openSets(members: Iterable<string>): Sets {
  const parents = new Map<string, string>([...members].map((it) => [it, it]));
  const root = (of: string): string => {
    let at = of;
    for (let parent = parents.get(at) ?? at; parent !== at; parent = parents.get(at) ?? at) {
      parents.set(at, parents.get(parent) ?? parent);
      at = parent;
    }
    return at;
  };
  return {
    root,
    unite(a, b) {
      const [x, y] = [root(a), root(b)];
      if (x < y) parents.set(y, x);
      else if (y < x) parents.set(x, y);
    },
  };
}
