import type { Node } from "./project.ts";
import { deviceIndex, envFileIndex, mountIndex, nameIndex, portIndex, targetIndex, textIndex } from "./short.ts";

/**
 * How an attribute is merged when a later file says it too: the specification's rules as data. What has no shape is merged by
 * its kind: mappings key by key, lists one behind the other, anything else by the later one.
 */
export interface Shape {
  /**
   * - `replace`: the later one stands alone
   * - `pairs`: `KEY=value`, as list or mapping
   * - `list`: one or several
   * - `hosts`: `name=address`, the same name may have several
   * - `names`: a list of names, or a mapping from them
   * - `dependencies`: the same, a name alone says that the service is started
   * - `build`: a path alone is the context
   * - `logging`: options belong to their driver
   * - `subnets`: address ranges, known by their subnet
   */
  readonly how?: "replace" | "pairs" | "list" | "hosts" | "names" | "dependencies" | "build" | "logging" | "subnets";
  /** Items of a list that are known by the same word are one; the later stands in the earlier's place. */
  readonly index?: (item: Node) => string | undefined;
  readonly fields?: Readonly<Record<string, Shape>>;
  /** Every value of a mapping from names. */
  readonly each?: Shape;
}

const pairs: Shape = { how: "pairs", index: nameIndex };
const words: Shape = { how: "list", index: nameIndex };
const unique = (index: Shape["index"]): Shape => (index === undefined ? {} : { index });

const build: Shape = {
  how: "build",
  fields: {
    args: pairs,
    additional_contexts: pairs,
    labels: pairs,
    extra_hosts: { how: "hosts" },
    tags: unique(nameIndex),
  },
};

export const serviceShape: Shape = {
  fields: {
    annotations: pairs,
    build,
    cap_add: unique(nameIndex),
    cap_drop: unique(nameIndex),
    command: { how: "replace" },
    configs: unique(mountIndex("")),
    depends_on: { how: "dependencies" },
    deploy: { fields: { labels: pairs } },
    devices: unique(deviceIndex),
    dns: words,
    dns_opt: words,
    dns_search: words,
    entrypoint: { how: "replace" },
    env_file: { how: "list", index: envFileIndex },
    environment: pairs,
    expose: unique(textIndex),
    extra_hosts: { how: "hosts" },
    healthcheck: { fields: { test: { how: "replace" } } },
    label_file: { how: "list" },
    labels: pairs,
    links: unique(nameIndex),
    logging: { how: "logging" },
    models: { how: "names" },
    networks: { how: "names", each: { fields: { aliases: unique(nameIndex), link_local_ips: unique(nameIndex) } } },
    ports: unique(portIndex),
    profiles: unique(nameIndex),
    secrets: unique(mountIndex("/run/secrets")),
    sysctls: pairs,
    tmpfs: words,
    ulimits: { each: { how: "replace" } },
    volumes: unique(targetIndex),
  },
};

export const sections = ["networks", "volumes", "configs", "secrets", "models"] as const;
export type Section = (typeof sections)[number];

export const sectionShapes: Readonly<Record<Section, Shape>> = {
  networks: { fields: { labels: pairs, ipam: { fields: { config: { how: "subnets" }, options: pairs } } } },
  volumes: { fields: { labels: pairs } },
  configs: {},
  secrets: {},
  models: {},
};
