import { type ComposeDependency, type ComposeService, entriesAt, nodeAt, numberAt, textAt } from "../../../model/index.ts";
import type { Project, Service } from "../project.ts";
import { commandField, isTrue, pairsAt, pathFrom, textField, wordsAt } from "./fields.ts";
import { mountsOf } from "./mounts.ts";
import { exposedOf, portsOf } from "./ports.ts";

/** A service in the format's own words, before it has an id and before its addresses are looked up. */
export type Described = Omit<ComposeService, "id" | "system" | "component" | "in" | "addresses">;

export function describe(service: Service, project: Project): Described {
  const { value: node, folder } = service;
  const image = textField(node, "image");
  const command = commandField(node, "command");
  const entrypoint = commandField(node, "entrypoint");
  const networkMode = textField(node, "network_mode");
  const restart = textField(node, "restart");
  const restartPolicy = restartPolicyOf(service);
  const [pid, ipc, userns] = [textField(node, "pid"), textField(node, "ipc"), textField(node, "userns_mode")];
  const privileged = textField(node, "privileged");
  const containerName = textField(node, "container_name");
  const memoryLimit = textField(node, ...limits, "memory") ?? textField(node, "mem_limit");
  const cpuLimit = textField(node, ...limits, "cpus") ?? textField(node, "cpus") ?? textField(node, "cpu_quota");
  const resourcesAt = entriesAt(node, "deploy").get("resources")?.at;
  const build = buildOf(service, folder);
  const healthcheck = healthcheckOf(service);
  return {
    kind: "compose-service",
    at: service.at,
    project: project.name,
    name: service.name,
    ...(image && { image }),
    ...(build && { build }),
    ...(command && { command }),
    ...(entrypoint && { entrypoint }),
    profiles: wordsAt(node, "profiles").map((it) => it.text),
    ports: portsOf(node),
    expose: exposedOf(node),
    mounts: mountsOf(node),
    environment: service.environment.map(({ at, name, value, written, templated, from }) => ({
      at,
      name,
      ...(value !== undefined && { value }),
      from,
      templated,
      ...(written !== undefined && { written }),
    })),
    ...(healthcheck && { healthcheck }),
    dependsOn: dependenciesOf(service),
    networks: networksOf(service),
    ...(networkMode && { networkMode }),
    ...(pid && { pid }),
    ...(ipc && { ipc }),
    ...(userns && { userns }),
    ...(privileged && { privileged }),
    ...(containerName && { containerName }),
    ...(restart && { restart }),
    ...(restartPolicy && { restartPolicy }),
    ...(memoryLimit && { memoryLimit }),
    ...(cpuLimit && { cpuLimit }),
    ...(resourcesAt && { resourcesAt }),
    replicas: replicasOf(service)?.count ?? 1,
    labels: Object.fromEntries(labelsOf(service).map(({ name, value }) => [name, value ?? ""])),
    keys: [...node.entries.keys()],
  };
}

export const labelsOf = (service: Service) => [...pairsAt(service.value, "labels"), ...pairsAt(service.value, "deploy", "labels")];

/** The networks it says it is on; the project's default one where it says nothing. */
export function networksOf({ value }: Service): readonly string[] {
  const said = wordsAt(value, "networks").map((it) => it.text);
  return said.length > 0 || textAt(value, "network_mode") !== undefined ? said : ["default"];
}

export function replicasOf({ value }: Service) {
  for (const names of [["deploy", "replicas"], ["scale"]] as const) {
    const count = numberAt(value, ...names);
    const at = nodeAt(value, ...names)?.at;
    if (count !== undefined && at !== undefined && Number.isInteger(count) && count >= 0) return { count, at };
  }
  return undefined;
}

function buildOf({ value }: Service, folder: string): Described["build"] {
  const build = value.entries.get("build");
  if (build === undefined) return undefined;
  const context = textAt(build.value) ?? textAt(build.value, "context") ?? ".";
  const dockerfile = textAt(build.value, "dockerfile");
  const target = textAt(build.value, "target");
  return { at: build.at, context: pathFrom(folder, context), ...(dockerfile && { dockerfile }), ...(target && { target }) };
}

const limits = ["deploy", "resources", "limits"] as const;

function restartPolicyOf({ value }: Service): Described["restartPolicy"] {
  const entry = entriesAt(value, "deploy").get("restart_policy");
  if (entry?.value.kind !== "map") return undefined;
  const attempts = textAt(entry.value, "max_attempts");
  return { at: entry.at, condition: textAt(entry.value, "condition") ?? "any", ...(attempts !== undefined && { attempts }) };
}

function healthcheckOf({ value }: Service): Described["healthcheck"] {
  const entry = value.entries.get("healthcheck");
  if (entry?.value.kind !== "map") return undefined;
  const test = commandField(entry.value, "test")?.value;
  const disabled = isTrue(textAt(entry.value, "disable")) || test === "NONE";
  return { at: entry.at, disabled, ...(test !== undefined && { test }) };
}

const conditions = ["service_started", "service_healthy", "service_completed_successfully"] as const;

function dependenciesOf({ value }: Service): readonly ComposeDependency[] {
  return wordsAt(value, "depends_on").map(({ text, at }) => {
    const more = entriesAt(value, "depends_on").get(text)?.value;
    const said = textAt(more, "condition");
    return {
      at,
      service: text,
      condition: conditions.find((it) => it === said) ?? "service_started",
      required: textAt(more, "required") === undefined || isTrue(textAt(more, "required")),
    };
  });
}
