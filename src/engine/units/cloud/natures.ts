import { engineNamed } from "../../knowledge/cloud/engines.ts";
import { imageNameOf, technologyOf } from "../../knowledge/images.ts";
import { kindByName } from "../../knowledge/names.ts";
import type { Kind } from "../../model/index.ts";
import { folderOf, within } from "../../syntax/paths.ts";
import type { Ends } from "./ends.ts";
import type { Stack, StackResource } from "./stack.ts";
import { elementsOf, hole, type Place, type Placed, valuesAt, wholeText } from "./value.ts";
import { containersOf } from "./variables.ts";

/** What a box is, and what it is called. */
export interface Nature {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly kind: Kind;
  readonly technology: string;
  readonly version: string | undefined;
  /** The team's own code runs in it. */
  readonly own: boolean;
  readonly images: readonly { readonly repository: string; readonly at: Place }[];
  readonly folders: readonly { readonly path: string; readonly at: Place }[];
}

/** Where tools keep what they know of their own work. */
const ofTools = /(?:terraform|tf)[-_]?(?:remote[-_]?)?(?:state|lock|backend)|remote[-_]state/i;

/** Labels that say nothing about what they label. */
const empty =
  /^(?:this|main|default|primary|self|resource|it|db|database|cache|queue|topic|bucket|table|function|lambda|service|instance|cluster|server|app|api|module|rds|redis|postgres|mysql)$/i;

/** The boxes of a stack, by address: code first, so that it has the plain name where several are called alike. */
export function naturesOf(stack: Stack, ends: Ends): ReadonlyMap<string, Nature> {
  const boxes = stack.resources.filter(
    (it) => !ofTools.test(it.label) && it.about.box !== undefined && ends.of({ address: it.address, path: [] })[0] === it.address,
  );
  const found = new Map<string, Nature>();
  const taken = new Set<string>();
  for (const it of [...boxes].sort((a, b) => Number(b.about.code !== undefined) - Number(a.about.code !== undefined))) {
    const nature = natureOf(it, stack, ends);
    if (nature === undefined) continue;
    const noun = it.type.slice(it.type.search(/[^_:/]+$/)).toLowerCase();
    const name = [nature.name, `${nature.name}-${noun}`].find((one) => !taken.has(one.toLowerCase())) ?? it.address;
    taken.add(name.toLowerCase());
    found.set(it.address, { ...nature, name });
  }
  return withoutSharedFolders(found);
}

/** A folder that several are made from says of none what it is made from. */
function withoutSharedFolders(natures: ReadonlyMap<string, Nature>): ReadonlyMap<string, Nature> {
  const counts = new Map<string, number>();
  for (const { folders } of natures.values()) for (const { path } of folders) counts.set(path, (counts.get(path) ?? 0) + 1);
  return new Map(
    [...natures].map(([address, it]) => [address, { ...it, folders: it.folders.filter(({ path }) => counts.get(path) === 1) }]),
  );
}

function natureOf(resource: StackResource, stack: Stack, ends: Ends): Nature | undefined {
  const { box, code } = resource.about;
  if (box === undefined) return undefined;
  const own = code !== undefined;
  const { name, aliases } = namesOf(resource, box.names);
  const containers = containersOf(resource, ends);
  const images = [
    ...(code?.image ?? []).flatMap((way) => valuesAt(resource.settings, way)),
    ...containers.flatMap((it) => [...valuesAt(it, "image"), ...valuesAt(it, "Image")]),
  ].flatMap(elementsOf);
  const repositories = images.flatMap((it) => repositoryOf(it, stack) ?? []);
  const [product] = images.flatMap(({ value }) => technologyOf(wholeText(value) ?? "")?.technology ?? []);
  const engine =
    box.engine === undefined
      ? undefined
      : valuesAt(resource.settings, box.engine).flatMap(({ value }) => engineNamed(wholeText(value) ?? "") ?? [])[0];
  const version =
    box.version === undefined ? undefined : valuesAt(resource.settings, box.version).flatMap(({ value }) => wholeText(value) ?? [])[0];
  const byName = own && box.kind === "service" ? kindByName(name) : undefined;
  return {
    name,
    aliases,
    kind: images.length === 1 && product !== undefined ? product.kind : byName === "frontend" || byName === "gateway" ? byName : box.kind,
    technology: images.length === 1 && product !== undefined ? product.name : (engine ?? box.technology),
    version,
    own: own && (images.length !== 1 || product === undefined),
    images: repositories,
    folders: (code?.folder ?? []).flatMap((way) =>
      valuesAt(resource.settings, way).flatMap((it) => foldersOf(it, resource.folder, stack, 0)),
    ),
  };
}

/** What it is called: as its settings say it in one piece, else as its label, else as the part that it makes. */
function namesOf({ label, part, settings }: StackResource, ways: readonly string[]): Pick<Nature, "name" | "aliases"> {
  const said = ways.flatMap((way) =>
    valuesAt(settings, way)
      .flatMap(elementsOf)
      .flatMap(({ value }) => wholeText(value) ?? []),
  );
  const clean = said.map(plainName).filter((it) => it !== "");
  const speaking = empty.test(label) ? (part ?? clean[0] ?? label) : label;
  const [first] = clean;
  // A name that is put together of project and environment says what the label says, and more.
  const name = first !== undefined && sameWords(first, speaking) ? first : speaking;
  const aliases = [...new Set([label, label.replaceAll("_", "-"), ...clean])];
  return { name, aliases: aliases.filter((it) => it !== name && !empty.test(it)) };
}

const plainName = (name: string): string => (/^[\w.-]{2,80}(?:\.fifo)?$/.test(name) ? name.replace(/\.fifo$/, "") : "");
const sameWords = (a: string, b: string): boolean =>
  a.toLowerCase().replace(/[^a-z0-9]/g, "") === b.toLowerCase().replace(/[^a-z0-9]/g, "");

/** The image without registry and tag; one of a repository that the stack itself makes is called as that. */
function repositoryOf({ value, at }: Placed, { others }: Stack): Nature["images"] {
  if (value.kind !== "text") return [];
  const made = value.refs.flatMap(({ address }) => {
    const settings = others.get(address);
    const name =
      settings && ["name", "repository_id"].flatMap((way) => valuesAt(settings, way).flatMap((it) => wholeText(it.value) ?? []))[0];
    return name === undefined ? [] : [name];
  });
  const [repository] = made;
  if (repository !== undefined) return [{ repository, at }];
  const open = value.text.indexOf(hole);
  // Only the tag may be open: `acme/orders:…`.
  if (open >= 0 && !/^[^…]+[:@]…?$/.test(value.text)) return [];
  const name = imageNameOf(value.text.replace(/[:@]…$/, ""));
  return name === undefined ? [] : [{ repository: name.repository, at }];
}

const deepest = 4;

/** The folder that code is packed from, through archives and uploaded objects. */
function foldersOf({ value, at }: Placed, folder: string, stack: Stack, depth: number): Nature["folders"] {
  if (value.kind !== "text" || depth > deepest) return [];
  if (value.refs.length > 0)
    return value.refs.flatMap(({ address }) => {
      const settings = stack.others.get(address);
      if (settings === undefined) return [];
      return ["source_dir", "source_file", "source"].flatMap((way) =>
        valuesAt(settings, way).flatMap((it) => foldersOf(it, folder, stack, depth + 1)),
      );
    });
  if (!value.whole || /\.(?:zip|jar|tar|gz)$/i.test(value.text)) return [];
  const path = within(folder, value.text);
  if (path === undefined || path === "") return [];
  return [{ path: /\.\w{1,5}$/.test(path) ? folderOf(path) : path, at }];
}
