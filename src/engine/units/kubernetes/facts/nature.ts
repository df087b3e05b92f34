import { imageNameOf, technologyOf, versionOf } from "../../../knowledge/images.ts";
import { itemsAt, type MapNode, nodeAt, textAt } from "../../../model/index.ts";
import { houseNature, type Nature, productNature, shownImage } from "../../facts/nature.ts";
import type { Runner } from "../cluster.ts";
import type { Container, Workload } from "../workload.ts";

/** The container a workload is there for: the one of its name, else the first that is not put beside every other. */
export function mainContainer({ manifest, containers }: Workload, name: string): Container | undefined {
  const lasting = containers.filter((it) => !it.init);
  return lasting.find((it) => it.name === name || it.name === manifest.name) ?? lasting.find((it) => !isSidecar(it)) ?? lasting[0];
}

/** Proxies, agents and exporters that stand beside what somebody wrote. */
function isSidecar({ name, image }: Container): boolean {
  if (/(?:^|-)(?:proxy|sidecar|agent|exporter|reloader|init|metrics)$|^(?:istio|linkerd|envoy|daprd|vault|cloud-?sql)/i.test(name))
    return true;
  const kind = image === undefined ? undefined : technologyOf(image.value)?.technology.kind;
  return kind === "monitoring" || kind === "infra";
}

const known = new WeakMap<MapNode, { readonly name: string; readonly nature: Nature }>();

/** What a component is, as far as its own object says. */
export function natureOf(runner: Runner): Nature {
  const before = known.get(runner.manifest.tree);
  if (before?.name === runner.name) return before.nature;
  const nature = read(runner);
  known.set(runner.manifest.tree, { name: runner.name, nature });
  return nature;
}

function read({ name, manifest, workload, operated }: Runner): Nature {
  if (operated !== undefined || workload === undefined) {
    const match = operated && technologyOf(operated.product);
    const technology = match?.technology;
    const run = `${manifest.kind} ${manifest.name}, which its operator runs${technology === undefined ? "" : ` as ${technology.name}`}`;
    const says = operated?.says ?? run;
    const version =
      textAt(manifest.tree, "spec", "version") ??
      textAt(manifest.tree, "spec", "kafka", "version") ??
      versionOf(operated && imageNameOf(operated.product)?.tag);
    return { kind: technology?.kind ?? "infra", open: false, technology, version, at: manifest.at, says };
  }
  const main = mainContainer(workload, name);
  const image = main?.image;
  const task = workload.task ? `it is a ${manifest.kind}` : undefined;
  const product = productNature({ name, image, command: commandOf(main), task });
  if (product !== undefined) return product;
  const where =
    image === undefined ? `${manifest.kind} ${manifest.name}` : `${manifest.kind} ${manifest.name} runs ${shownImage(image.value)}`;
  const variables = main === undefined ? [] : itemsAt(main.node, "env").flatMap((it) => textAt(it, "name") ?? []);
  const at = image?.at ?? manifest.at;
  const nature = houseNature({ name, at, nameAt: manifest.at, where, image: image?.value, task, variables });
  // What stands on every machine serves the machines, whoever wrote it.
  return nature.open && manifest.kind === "DaemonSet" ? { ...nature, kind: "infra", open: false, says: `${where} on every node` } : nature;
}

function commandOf(container: Container | undefined): string {
  const words = ["command", "args"].flatMap((field) => itemsAt(nodeAt(container?.node, field)).flatMap((it) => textAt(it) ?? []));
  return words.join(" ");
}
