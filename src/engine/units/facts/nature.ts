import { imageNameOf, technologyNamed, technologyOf, versionOf } from "../../knowledge/images.ts";
import { kindByName } from "../../knowledge/names.ts";
import type { Technology } from "../../knowledge/technology.ts";
import { nameSays } from "../../knowledge/variables.ts";
import { type EvidenceId, type Kind, storeKinds } from "../../model/index.ts";

/** What a component is, as far as its own lines say. */
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

/** What runs, under a name. */
export interface Run {
  readonly name: string;
  readonly image: { readonly value: string; readonly at: EvidenceId } | undefined;
  /** Entrypoint and command as one text. */
  readonly command: string;
  /** Why it is something that runs to its end; `undefined` = nothing says so. */
  readonly task: string | undefined;
}

/** What an image says that is a known product's. */
export function productNature({ name, image, command, task }: Run): Nature | undefined {
  const match = image === undefined ? undefined : technologyOf(image.value);
  if (image === undefined || match === undefined) return undefined;
  const { technology } = match;
  const shown = shownImage(image.value);
  const version = versionOf(imageNameOf(image.value)?.tag);
  const known = { technology, version, at: image.at, open: false };
  if (task !== undefined || (storeKinds.has(technology.kind) && runsClient(command, technology)))
    return {
      ...known,
      kind: "job",
      technology: undefined,
      version: undefined,
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

/** What is known of code of the house. */
export interface House {
  readonly name: string;
  readonly at: EvidenceId;
  /** Where its name stands. */
  readonly nameAt: EvidenceId;
  /** For people: "api is built from ./api". */
  readonly where: string;
  readonly image: string | undefined;
  readonly task: string | undefined;
  /** Names of its variables. */
  readonly variables: Iterable<string>;
}

/** Code of the house: its name is all there is. */
export function houseNature({ name, at, nameAt, where, image, task, variables }: House): Nature {
  const version = image === undefined ? undefined : versionOf(imageNameOf(image)?.tag);
  const plain = { technology: undefined, version, at, open: false };
  if (task !== undefined) return { ...plain, kind: "job", says: `${where}, a task: ${task}` };
  const named = technologyNamed(name);
  if (named !== undefined)
    return { ...plain, at: nameAt, kind: named.kind, technology: named, version: undefined, says: `${where}, named like ${named.name}` };
  const last = image === undefined ? undefined : imageNameOf(image)?.repository.split("/").at(-1);
  const byName = kindByName(name) ?? (last === undefined ? undefined : kindByName(last));
  if (byName !== undefined) return { ...plain, kind: byName, says: `${where}, by its name a ${byName}` };
  for (const it of variables)
    if (nameSays(it).browser) return { ...plain, kind: "frontend", says: `${where}, with ${it} for pages in a browser` };
  return { ...plain, kind: "service", open: true, says: where };
}

/** An image without what a private registry's address may hold. */
export const shownImage = (image: string): string => image.replace(/^[^/@]*@(?=[^/]*\/)/, "");

const clients =
  /(?:^|[\s/"'`;&|(])(?:psql|pg_dump|pg_restore|pg_isready|mysql|mysqldump|mysqladmin|mariadb|mongo|mongosh|mongoimport|mongorestore|mongodump|redis-cli|valkey-cli|cqlsh|kafka-(?:topics|console-(?:producer|consumer)|configs|consumer-groups)(?:\.sh)?|rabbitmqadmin|mc|rpk\s+topic|nats|sqlcmd|clickhouse-client|curl|wget)(?=$|[\s"'])/;
const servers =
  /(?:^|[\s/"'])(?:[a-z]+-server(?:-start)?(?:\.sh)?(?=\s|$)|server\s|mongod\b|mongos\b|postgres\s+-|mysqld|mariadbd|docker-entrypoint|run\b|run\.sh|start-|kafka-storage|rpk\s+redpanda|redpanda\s+start|exec\s)|\/etc\/confluent/;

/** The image of a store, started to talk to another one: `kafka-topics --create`, `mongosh --host mongo1`. */
function runsClient(command: string, technology: Technology): boolean {
  const text = command.trim();
  if (text === "" || servers.test(text)) return false;
  const first = /^(?:\/\S*\/)?(\S+)/.exec(text)?.[1] ?? "";
  if (first === technology.images[0]) return false;
  return clients.test(` ${text}`);
}
