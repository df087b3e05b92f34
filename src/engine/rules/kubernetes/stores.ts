import type { Pod } from "../../graph/kubernetes/pods.ts";
import { technologyOf } from "../../knowledge/images.ts";
import { storeKinds, textAt } from "../../model/index.ts";

/** A container runs a product that keeps state: another replica of it is no second one. */
export const isStore = ({ containers }: Pod): boolean =>
  containers.some(({ node, init }) => {
    const image = init ? undefined : textAt(node, "image");
    const found = image === undefined ? undefined : technologyOf(image);
    return found !== undefined && storeKinds.has(found.technology.kind);
  });

/** Runs on every node to look after it: it needs what belongs to the node. */
export const isAgent = ({ workload }: Pod): boolean => workload.type === "DaemonSet";
