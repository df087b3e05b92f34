import { baseName } from "../syntax/paths.ts";
import type { YamlNode } from "../syntax/yaml/tree.ts";
import { type Entry, entriesOf, isMap, isNull, itemsOf, resolve, scalarOf, textOf } from "../syntax/yaml/walk.ts";
import type { SourceFile } from "./reader.ts";

/** `legacy`: the first version of the format, services at the root. `other`: no Compose file. */
export type ComposeForm = "services" | "legacy" | "other";

/** Names that say it: `compose.yaml`, `docker-compose.prod.yml`, `dev.docker-compose.yml`, `docker-stack.yml`. */
export const isComposeName = (path: string): boolean =>
  /^(?:(?:docker-?)?compose(?:[._-].*)?|.*[._-](?:docker-)?compose|docker-stack(?:[._-].*)?|fig)\.ya?ml$/i.test(baseName(path));

/** `docker-compose.yml` and what starts like it, but not documentation of `docker_compose`. */
const isProjectName = (path: string): boolean => /^(?:docker-)?compose(?:[._-].*)?\.ya?ml$/i.test(baseName(path));

const foreign = /^(?:apiVersion|kind|openapi|swagger|asyncapi|AWSTemplateFormatVersion|arazzo)\s*:/m;
const servicesKey = /^(["']?)services\1[ \t]*:[ \t]*(?:[#&!{<].*)?\r?$/m;
/** A list of files, brackets or dashes; of other formats some have one too. */
const includeKey = /^include[ \t]*:[ \t]*(?:[#[].*)?\r?$/m;
const keyAtMargin = /^[A-Za-z0-9_.-]+[ \t]*:[ \t]*\r?$/;
const imageOrBuild = /^[ \t]{1,8}(?:image|build)[ \t]*:[ \t]*\S/;

/** A key at the margin, and below it `image:` or `build:`. Line by line: one expression over all lines can take for ever. */
function mayBeLegacy(text: string): boolean {
  let below = false;
  for (const line of text.split("\n")) {
    if (keyAtMargin.test(line)) below = true;
    else if (below && imageOrBuild.test(line)) return true;
    else if (/^[^\s#]/.test(line)) below = false;
  }
  return false;
}

/** Whether it is worth parsing: many files are YAML, few are Compose. */
export function mayBeCompose({ path, text }: SourceFile): boolean {
  const head = text.length > 200_000 ? text.slice(0, 200_000) : text;
  if (foreign.test(head)) return false;
  if (isComposeName(path)) return true;
  if (servicesKey.test(head)) return true;
  if (includeKey.test(head) && !/\.gitlab-ci/.test(path)) return true;
  return mayBeLegacy(head) && !/^[ \t]*(?:script|steps|jobs|stage)[ \t]*:/m.test(head);
}

export function formOf(path: string, root: YamlNode | undefined): ComposeForm {
  const named = isComposeName(path);
  if (!isMap(root)) return named ? "services" : "other";
  const entries = entriesOf(root).filter((it) => !it.name.startsWith("x-"));
  const services = entries.find((it) => it.name === "services");
  if (services !== undefined) {
    if (named) return "services";
    const others = entries.every((it) => topLevel.has(it.name));
    return others && isMap(services.value) && areServices(entriesOf(services.value)) ? "services" : "other";
  }
  if (entries.every((it) => topLevel.has(it.name))) return named || entries.some(includesFiles) ? "services" : "other";
  if (named && entries.some(({ value }) => entriesOf(value).some((it) => it.name === "image" || it.name === "build"))) return "legacy";
  if (
    !named &&
    entries.length > 0 &&
    areServices(entries) &&
    entries.every(({ value }) => hasText(value, "image") || hasText(value, "build"))
  ) {
    return "legacy";
  }
  // A misspelt section in a file that Compose finds by itself; under any other name it is about something else.
  return isProjectName(path) ? "services" : "other";
}

/** `include` as Compose has it: mappings with a path, or names that say what they are. GitLab's has local, remote, template. */
const includesFiles = ({ name, value }: Entry): boolean => {
  const items = itemsOf(value);
  const isOne = (item: YamlNode): boolean => (isMap(item) ? hasPath(item) : isComposeName(textOf(item) ?? ""));
  return name === "include" && items.length > 0 && items.every(isOne);
};

const includeKeys: ReadonlySet<string> = new Set(["path", "project_directory", "env_file"]);
const hasPath = (item: YamlNode): boolean => {
  const names = entriesOf(item).map((it) => it.name);
  return names.includes("path") && names.every((it) => includeKeys.has(it));
};

/** Mappings that say nothing a service could not say, and at least something. */
function areServices(services: readonly Entry[]): boolean {
  let known = 0;
  for (const { name, value } of services) {
    if (name.startsWith("x-") || isNull(value)) continue;
    if (!isMap(value)) return false;
    for (const it of entriesOf(value)) {
      if (it.name.startsWith("x-")) continue;
      if (!serviceKeys.has(it.name)) return false;
      if (it.name === "image" && resolve(it.value)?.kind !== "scalar") return false;
      known++;
    }
  }
  return known > 0;
}

const hasText = (service: YamlNode, key: string): boolean => {
  const entry = entriesOf(service).find((it) => it.name === key);
  return entry !== undefined && scalarOf(entry.value)?.type === "string";
};

/** The sections of a Compose file, `x-…` aside. */
export const topLevel: ReadonlySet<string> = new Set([
  "version",
  "name",
  "include",
  "services",
  "networks",
  "volumes",
  "configs",
  "secrets",
  "models",
]);

/** Every attribute of a service, those of older versions too. */
const serviceKeys: ReadonlySet<string> = new Set(
  `annotations attach blkio_config build cap_add cap_drop cgroup cgroup_parent command configs container_name cpu_count cpu_percent
  cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares cpus cpuset credential_spec depends_on deploy develop
  device_cgroup_rules devices dns dns_opt dns_search dockerfile domainname entrypoint env_file environment expose extends
  external_links extra_hosts gpus group_add healthcheck hostname image init ipc isolation label_file labels links log_driver log_opt
  logging mac_address mem_limit mem_reservation mem_swappiness memswap_limit models net network_mode networks oom_kill_disable
  oom_score_adj pid pids_limit platform ports post_start pre_start pre_stop privileged profiles provider pull_policy
  pull_refresh_after read_only restart runtime scale secrets security_opt shm_size stdin_open stop_grace_period stop_signal
  storage_opt sysctls tmpfs tty ulimits use_api_socket user userns_mode uts volume_driver volumes volumes_from working_dir`.split(/\s+/),
);
