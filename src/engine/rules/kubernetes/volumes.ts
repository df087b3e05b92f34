import { isTrue, mapAt, mapsAt } from "../../graph/kubernetes/names.ts";
import type { Container, Pod } from "../../graph/kubernetes/pods.ts";
import { type EvidenceId, type MapNode, textAt } from "../../model/index.ts";

export interface HostPath {
  /** The volume's name. */
  readonly name: string | undefined;
  readonly path: string;
  readonly at: EvidenceId;
}

/** Folders and files of the node that a pod has as volumes. */
export const hostPathsOf = ({ spec }: Pod): readonly HostPath[] =>
  mapsAt(spec, "volumes").flatMap((volume) => {
    const node = mapAt(volume, "hostPath");
    const path = textAt(node, "path");
    return node === undefined || path === undefined
      ? []
      : [{ name: textAt(volume, "name"), path, at: node.entries.get("path")?.at ?? node.at }];
  });

/** Whoever can write to it commands every container of the node. */
export const isRuntimeSocket = (path: string): boolean =>
  /(?:^|\/)(?:docker|dockershim|containerd|crio|cri-dockerd|podman)\.sock\/?$/.test(path);

export interface Mount {
  readonly container: Container;
  readonly volume: string | undefined;
  readonly readOnly: boolean;
  readonly node: MapNode;
}

export const mountsOf = ({ containers }: Pod): readonly Mount[] =>
  containers.flatMap((container) =>
    mapsAt(container.node, "volumeMounts").map((node) => ({
      container,
      volume: textAt(node, "name"),
      readOnly: isTrue(node, "readOnly"),
      node,
    })),
  );
