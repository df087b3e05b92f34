import type { UnitFacts } from "../../model/index.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import { environmentIn } from "../environments.ts";
import type { Library } from "../unit.ts";

/** Words in a path that say how something is deployed, not what. */
const deployWords =
  /^(?:terraform|tf|tofu|opentofu|iac|infra|infrastructure|infra-as-code|cloud|cloudformation|cfn|sam|serverless|deploy|deploys|deployment|deployments|provision(?:ing)?|stacks?|envs?|environments?|live|accounts?|root|roots|main|aws|gcp|google|azure|ops|devops|platform|templates?|resources?|src|default|ecs|eks|gke|aks|fargate|apprunner|lambda|cloud-?run)$/i;

/** What a system is called that this folder deploys: as the nearest above it that says more than how and where. */
export function deployedSystem(from: string, library: Library): UnitFacts["system"] {
  let folder = from;
  while (folder !== "" && (deployWords.test(baseName(folder)) || environmentIn(baseName(folder)) !== undefined)) folder = folderOf(folder);
  return folder === ""
    ? { name: library.workspaceName, folder, reason: "the workspace's name" }
    : { name: baseName(folder), folder, reason: "the folder's name" };
}
