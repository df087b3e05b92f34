import { technologyOf } from "../../../knowledge/images.ts";
import { isTaskName } from "../../../knowledge/names.ts";
import { nodeAt, textAt } from "../../../model/index.ts";
import { houseNature, type Nature, productNature, shownImage } from "../../facts/nature.ts";
import type { Service } from "../project.ts";
import type { Described } from "./service.ts";

/** `awaited`: services whose end somebody waits for. */
export function natureOf(service: Service, described: Described, awaited: ReadonlySet<string>): Nature {
  const { name } = service;
  const task = taskReason(service, described, awaited);
  const { image, build, entrypoint, command } = described;
  const run = { name, image: build === undefined ? image : undefined, command: `${entrypoint?.value ?? ""} ${command?.value ?? ""}`, task };
  const product = productNature(run);
  if (product !== undefined) return product;
  if (textAt(service.value, "provider", "type") !== undefined)
    return {
      kind: "external",
      open: false,
      technology: undefined,
      version: undefined,
      at: service.at,
      says: `${name} is supplied from outside by a provider`,
    };
  return ownNature(service, described, task);
}

/** Built here, or an image of the house: its name, and what its build starts from, is all there is. */
function ownNature(service: Service, described: Described, task: string | undefined): Nature {
  const { name } = service;
  const { build, image } = described;
  const where =
    build !== undefined
      ? `${name} is built from ${build.context === "" ? "the root" : build.context}`
      : image === undefined
        ? `service ${name}`
        : `${name} runs ${shownImage(image.value)}`;
  const inline = technologyOf(lastBase(textAt(service.value, "build", "dockerfile_inline") ?? ""))?.technology;
  if (task === undefined && build !== undefined && inline !== undefined) {
    const says = `${where}, its Dockerfile starts from ${inline.name}`;
    return { kind: inline.kind, open: false, technology: inline, version: undefined, at: build.at, says };
  }
  const variables = described.environment.map((it) => it.name);
  const nature = houseNature({
    name,
    at: build?.at ?? image?.at ?? service.at,
    nameAt: build?.at ?? service.at,
    where,
    image: image?.value,
    task,
    variables,
  });
  // The tag of what is built here is a name for it, not a version that runs.
  return build === undefined ? nature : { ...nature, version: undefined };
}

const lastBase = (dockerfile: string): string => [...dockerfile.matchAll(/^\s*FROM\s+(?:--\S+\s+)*(\S+)/gim)].at(-1)?.[1] ?? "";

/** Why it is something that runs to its end. */
function taskReason(
  service: Service,
  { command, entrypoint, ports, restart }: Described,
  awaited: ReadonlySet<string>,
): string | undefined {
  if (awaited.has(service.name)) return "others wait for its end";
  if (textAt(service.value, "deploy", "mode")?.endsWith("-job")) return "it is deployed as a job";
  if (isTaskName(service.name) && ports.length === 0) return "its name says so";
  const never = restart?.value === "no" || textAt(service.value, "deploy", "restart_policy", "condition") === "none";
  const bare = ports.length === 0 && nodeAt(service.value, "expose") === undefined;
  return never && bare && (command ?? entrypoint) !== undefined ? "it has a command and is not started again" : undefined;
}
