import type { Runner } from "./cluster.ts";
import type { Manifest } from "./manifest.ts";

type Unnamed = Omit<Runner, "key" | "name">;

const suffix = /[-.](?:deployment|deploy|deploymentconfig|dep|statefulset|sts|daemonset|ds|replicaset|rs|rc|pod)$/;

/**
 * What components are called: as the object is, but
 * - without what a chart's release puts before the application's own name (`app.kubernetes.io/instance` before `…/name`)
 * - without a word for its kind at the end, where labels or a Service call it so (`api-deployment` with the Service `api`)
 *
 * Keys are the names, so that the same object of another namespace in another variant has the same. Where two of one variant have one
 * name, the kind, then the namespace tells them apart.
 */
export function namesOf(runners: readonly Unnamed[], objects: readonly Manifest[]): readonly Runner[] {
  const services = new Set(objects.filter((it) => it.kind === "Service").map((it) => it.name));
  const taken = new Set<string>();
  return runners.map((it) => {
    const { manifest } = it;
    const name = nameOf(it, services);
    const { kind, namespace } = manifest;
    const inNamespace = namespace === undefined ? [] : [`${namespace}/${name}`, `${namespace}/${name}-${kind.toLowerCase()}`];
    const candidates = [name, `${name}-${kind.toLowerCase()}`, ...inNamespace];
    let key = candidates.find((candidate) => !taken.has(candidate));
    for (let number = 2; key === undefined; number++) if (!taken.has(`${name}~${number}`)) key = `${name}~${number}`;
    taken.add(key);
    return { ...it, key, name: key.startsWith(name) && !key.includes("~") ? key : name };
  });
}

function nameOf({ manifest, workload, operated }: Unnamed, services: ReadonlySet<string>): string {
  if (operated?.runsAs !== undefined) return operated.runsAs;
  const said = manifest.name.replace(/[-.]?\*$/, "");
  const labels = { ...workload?.labels, ...manifest.labels };
  const application = labels["app.kubernetes.io/name"];
  const instance = labels["app.kubernetes.io/instance"];
  if (application !== undefined && instance !== undefined && said === `${instance}-${application}`) return application;
  const bare = said.replace(suffix, "");
  if (bare !== said && bare !== "" && (services.has(bare) || Object.values(labels).includes(bare))) return bare;
  return said === "" ? manifest.kind.toLowerCase() : said;
}
