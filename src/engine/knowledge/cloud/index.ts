import { aws } from "./aws.ts";
import { azure } from "./azure.ts";
import { cloudformation } from "./cloudformation.ts";
import { gcp } from "./gcp.ts";
import { modules } from "./modules.ts";
import type { CloudResource } from "./resource.ts";

const types = new Map(Object.entries({ ...aws, ...gcp, ...azure, ...modules, ...cloudformation }));

/** What a type of resource is; of most (networks, rights, alarms) there is nothing to say. */
export const cloudResource = (type: string): CloudResource | undefined => types.get(type);

/** The registry's module that a source names: `terraform-aws-modules/rds/aws//modules/x` → its first three parts. */
export const registryModule = (source: string): string | undefined => {
  const name = source
    .replace(/^registry\.terraform\.io\//, "")
    .split("/")
    .slice(0, 3)
    .join("/");
  return types.has(name) ? name : undefined;
};
