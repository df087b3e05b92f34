import { remembered } from "../model/index.ts";
import { technologies } from "./technologies/index.ts";
import type { Technology } from "./technology.ts";

/** `ghcr.io/acme/billing:1.4@sha256:…` in its parts. */
export interface ImageName {
  readonly registry: string | undefined;
  /** Without registry, tag and digest; the official images without `library/`. */
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

export const imageNameOf: (image: string) => ImageName | undefined = remembered(parsed);

function parsed(image: string): ImageName | undefined {
  const text = image.trim().replace(/^(?:docker(?:-image)?|oci):\/\//, "");
  const at = text.indexOf("@");
  const digest = at < 0 ? undefined : text.slice(at + 1);
  let path = at < 0 ? text : text.slice(0, at);
  let tag: string | undefined;
  // A colon behind the last slash divides the tag; one before it is the registry's port. One in `${…:-…}` is neither.
  const colon = path.replace(/\$\{[^}]*\}/g, (it) => "$".repeat(it.length)).lastIndexOf(":");
  if (colon > path.lastIndexOf("/")) {
    tag = path.slice(colon + 1) || undefined;
    path = path.slice(0, colon);
  }
  const parts = path.split("/").filter((it) => it !== "");
  if (parts.length === 0) return undefined;
  const [first = ""] = parts;
  const registry = parts.length > 1 && (/[.:]/.test(first) || first === "localhost") ? parts.shift()?.toLowerCase() : undefined;
  if (parts[0] === "library" && parts.length > 1) parts.shift();
  return { registry, repository: parts.join("/").toLowerCase(), tag, digest };
}

/** What a tag says about the version: `16-alpine` → `16`, `v2.11.3` → `2.11.3`; `latest`, `alpine`, `main` say nothing. */
export function versionOf(tag: string | undefined): string | undefined {
  if (tag === undefined || tag.includes("$")) return undefined;
  if (/^RELEASE\.\d{4}-/.test(tag)) return tag;
  return /^(?:v|ver|version-|release-)?(\d+(?:\.\d+)*(?:-(?:rc|beta|alpha|m|preview)[.\d]*)?)(?![\w.])/i.exec(tag.replace(/_/g, "-"))?.[1];
}

interface Match {
  readonly technology: Technology;
  /** The image is not known by this name; its name is made of one that is: `acme/postgres-custom`. */
  readonly guessed: boolean;
}

const byPath = new Map<string, Technology>();
const byLast = new Map<string, Technology>();
const official = new Map<string, Technology>();
for (const technology of technologies)
  for (const image of technology.images) {
    if (image.startsWith("=")) official.set(image.slice(1), technology);
    else if (image.includes("/")) byPath.set(image, technology);
    else byLast.set(image, technology);
  }

const stores = new Set(["database", "cache", "search", "storage", "broker"]);
/** What people put behind a product's name for an image of their own that is still that product. */
const still = new Set(
  "alpine custom cluster server standalone replica replicaset ssl tls ha debezium slim single node ce ee enterprise community plugins plus dev local master primary slave secondary test db database 0 1 2 3 4 5".split(
    " ",
  ),
);

/** Longer ones are no names. */
const longest = 300;

/** The product an image is, by its repository's name. */
export const technologyOf: (image: string) => Match | undefined = remembered(known);

function known(image: string): Match | undefined {
  if (image.length > longest) return undefined;
  const name = imageNameOf(image);
  if (name === undefined) return undefined;
  const parts = name.repository.split("/");
  const last = parts.at(-1) ?? "";
  const full = name.registry === undefined ? name.repository : `${name.registry}/${name.repository}`;
  // The longest known path first: `grafana/loki` before `loki`.
  for (const path of [full, ...parts.map((_, index) => parts.slice(index).join("/"))]) {
    const found = byPath.get(path);
    if (found !== undefined) return { technology: found, guessed: false };
  }
  const exact = (parts.length === 1 ? official.get(last) : undefined) ?? byLast.get(last);
  if (exact !== undefined) return { technology: exact, guessed: false };
  // Only what begins with the product's name: `tb-postgres` is a product of its own that brings a PostgreSQL along.
  const guess = technologyNamed(last.replace(/^(?:(?:my|our|custom|example|demo|dev|test|local|base|alpine|docker)-)+/, ""), true);
  return guess && stores.has(guess.kind) ? { technology: guess, guessed: true } : undefined;
}

/** The product a name is made of: `postgres`, `orders-mongodb`, `kafka-1`; `redis-worker` is none. `first`: it begins with it. */
export function technologyNamed(name: string, first = false): Technology | undefined {
  if (name.length > longest) return undefined;
  const words = name
    .toLowerCase()
    .replace(/([a-z])(\d+)$/, "$1-$2")
    .split(/[-_.]/)
    .filter((it) => it !== "");
  while (words.length > 1 && still.has(words.at(-1) ?? "")) words.pop();
  for (let from = 0; from < (first ? 1 : words.length); from++) {
    const found = byLast.get(words.slice(from).join("-"));
    if (found !== undefined) return words.slice(0, from).some((it) => it === "for" || it === "to" || it === "wait") ? undefined : found;
  }
  return undefined;
}

/** What is spoken on a port of a product that is known; nothing where the number is not one of its own. */
export function protocolOn(technology: Technology, port: number | undefined): string | undefined {
  if (port === undefined || port === technology.port) return technology.protocol;
  return technology.also[port];
}
