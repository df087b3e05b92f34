import type { UnitFacts } from "../../model/index.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import { environmentIn } from "../environments.ts";
import type { Library } from "../unit.ts";
import { commonFolder } from "./layers.ts";

/** Words in a path that say how something is deployed, not what. */
const deployWords =
  /^(?:k8s|kube|kubernetes|kubernetes-manifests|k8s-manifests|manifests?|kustomize|kustomization|deploys?|deployments?|openshift|yamls?|resources?|configs?|config|base|bases|overlays?|release|releases|dist|generated|apps?|cluster|clusters|gitops|infra|infrastructure|ops|devops|src|all)$/i;

/** What a system is called that these files deploy: as the folder they share, or the nearest above it that says more than how. */
export function deployedSystem(paths: readonly string[], library: Library): UnitFacts["system"] {
  let folder = commonFolder(paths);
  while (folder !== "" && (deployWords.test(baseName(folder)) || environmentIn(baseName(folder)) !== undefined)) folder = folderOf(folder);
  return folder === ""
    ? { name: library.workspaceName, folder, reason: "the workspace's name" }
    : { name: baseName(folder), folder, reason: "the folder's name" };
}
