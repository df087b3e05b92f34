import { imageNameOf, technologyNamed, technologyOf, versionOf } from "../../../knowledge/images.ts";
import { isTaskName, kindByName } from "../../../knowledge/names.ts";
import type { Technology } from "../../../knowledge/technology.ts";
import { nameSays } from "../../../knowledge/variables.ts";
import { type EvidenceId, type Kind, nodeAt, storeKinds, textAt } from "../../../model/index.ts";
import type { Service } from "../project.ts";
import type { Described } from "./service.ts";

/** What a service is, as far as its own lines say. */
export interface Nature {
  readonly kind: Kind;
  /** Nothing but the default said so: how others reach it may know better. */
  readonly open: boolean;
  readonly technology: Technology | undefined;
  readonly version: string | undefined;
  readonly at: EvidenceId;
  readonly says: string;
}

/** Servers that people put in front of others, and that as often serve the files of a frontend. */
const pages = new Set(["nginx", "Apache httpd", "Caddy", "OpenResty"]);

/** `awaited`: services whose end somebody waits for. */
export function natureOf(service: Service, described: Described, awaited: ReadonlySet<string>): Nature {
  const { name } = service;
  const task = taskReason(service, described, awaited);
  const image = described.build === undefined ? described.image : undefined;
  const match = image === undefined ? undefined : technologyOf(image.value);
  if (image !== undefined && match !== undefined) {
    const { technology } = match;
    const shown = shownImage(image.value);
    const version = versionOf(imageNameOf(image.value)?.tag);
    const known = { technology, version, at: image.at, open: false };
    if (task !== undefined || (storeKinds.has(technology.kind) && runsClient(described, technology)))
      return {
        kind: "job",
        open: false,
        technology: undefined,
        version: undefined,
        at: image.at,
        says: `${name} runs ${shown} for a task: ${task ?? "its command is a client's"}`,
      };
    if (pages.has(technology.name) && kindByName(name) === "frontend")
      return { ...known, kind: "frontend", says: `image ${shown} serves what ${name} is named for` };
    return {
      ...known,
      kind: technology.kind,
      says: match.guessed ? `image ${shown} is named like ${technology.name}` : `image ${shown} is ${technology.name}`,
    };
  }
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
  const at = build?.at ?? image?.at ?? service.at;
  const version = build === undefined && image !== undefined ? versionOf(imageNameOf(image.value)?.tag) : undefined;
  const where =
    build !== undefined
      ? `${name} is built from ${build.context === "" ? "the root" : build.context}`
      : image === undefined
        ? `service ${name}`
        : `${name} runs ${shownImage(image.value)}`;
  const plain = { technology: undefined, version, at, open: false };
  if (task !== undefined) return { ...plain, kind: "job", says: `${where}, a task: ${task}` };
  const inline =
    build === undefined ? undefined : technologyOf(lastBase(textAt(service.value, "build", "dockerfile_inline") ?? ""))?.technology;
  const named = inline ?? technologyNamed(name);
  if (named !== undefined) {
    const how = inline === undefined ? "named like" : "its Dockerfile starts from";
    return {
      kind: named.kind,
      open: false,
      technology: named,
      version: undefined,
      at: build?.at ?? service.at,
      says: `${where}, ${how} ${named.name}`,
    };
  }
  const last = image === undefined ? undefined : imageNameOf(image.value)?.repository.split("/").at(-1);
  const byName = kindByName(name) ?? (last === undefined ? undefined : kindByName(last));
  if (byName !== undefined) return { ...plain, kind: byName, says: `${where}, by its name a ${byName}` };
  const browser = described.environment.find((it) => nameSays(it.name).browser)?.name;
  if (browser !== undefined) return { ...plain, kind: "frontend", says: `${where}, with ${browser} for pages in a browser` };
  return { ...plain, kind: "service", open: true, says: where };
}

const lastBase = (dockerfile: string): string => [...dockerfile.matchAll(/^\s*FROM\s+(?:--\S+\s+)*(\S+)/gim)].at(-1)?.[1] ?? "";

/** An image without what a private registry's address may hold. */
const shownImage = (image: string): string => image.replace(/^[^/@]*@(?=[^/]*\/)/, "");

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

const clients =
  /(?:^|[\s/"'`;&|(])(?:psql|pg_dump|pg_restore|pg_isready|mysql|mysqldump|mysqladmin|mariadb|mongo|mongosh|mongoimport|mongorestore|mongodump|redis-cli|valkey-cli|cqlsh|kafka-(?:topics|console-(?:producer|consumer)|configs|consumer-groups)(?:\.sh)?|rabbitmqadmin|mc|rpk\s+topic|nats|sqlcmd|clickhouse-client|curl|wget)(?=$|[\s"'])/;
const servers =
  /(?:-server|mongod\b|mongos\b|postgres\s+-|mysqld|mariadbd|docker-entrypoint|\/run\b|\/etc\/confluent|start-|\brun\.sh|kafka-storage|server\s|minio\s+server|rpk\s+redpanda|redpanda\s+start|\bexec\s)/;

/** The image of a store, started to talk to another one: `kafka-topics --create`, `mongosh --host mongo1`. */
function runsClient({ command, entrypoint }: Described, technology: Technology): boolean {
  const text = `${entrypoint?.value ?? ""} ${command?.value ?? ""}`.trim();
  if (text === "" || servers.test(text)) return false;
  const first = /^(?:\/\S*\/)?(\S+)/.exec(text)?.[1] ?? "";
  if (first === technology.images[0]) return false;
  return clients.test(` ${text}`);
}
