import { type ApiDescription, type Home, proved, type UnitEndpoint, type UnitResource } from "../../../model/index.ts";
import type { OpenApiBody } from "../../../readers/interfaces/openapi.ts";
import { targetOf } from "../../../syntax/api/references.ts";
import { baseName, folderOf } from "../../../syntax/paths.ts";
import { textOf } from "../../../syntax/yaml/walk.ts";
import { openLedger } from "../../facts/placed-ledger.ts";
import type { Library, Unit, UnitKind } from "../../unit.ts";
import { basePartOf, filesOf, openParts, openPlacing, type Part, type Parts, type Placing, partOf, type Spot, under } from "../files.ts";
import { homeFor } from "../home.ts";
import { circlesIn } from "./circles.ts";
import { apiDifferences } from "./differences.ts";
import { operationOf, operationSpots, pathItems, securityAt } from "./operations.ts";
import { schemesOf, serversOf } from "./servers.ts";

interface OpenApiUnit extends Unit {
  readonly file: string;
}

/** A description of an HTTP interface, with the files it is spread over. */
export const openApiUnits: UnitKind<OpenApiUnit> = {
  id: "openapi",
  title: "OpenAPI descriptions",
  discover: (library) => {
    const gone = library.bases().filter((it) => !library.exists(it) && basePartOf(library, it)?.isDescription === true);
    const files = library.of("openapi").flatMap(({ file, body }) => ((body as OpenApiBody).version === "" ? [] : [file]));
    return [...files, ...gone].map((file) => ({ id: `unit:openapi:${file}`, kind: "openapi", files: filesOf(library, file), file }));
  },
  render: ({ id, file }, library) => {
    const main = partOf(library, file);
    const ledger = openLedger("openapi");
    const placing = openPlacing();
    const facts = {
      unit: id,
      system: { name: library.workspaceName, folder: folderOf(file), reason: "The folder that is open." },
      variants: [],
      describes: true,
      main: undefined,
      components: [],
      uses: [],
      problems: [],
    } as const;
    if (main?.root === undefined) return { ...facts, ...goneDescription(id, file, library, placing), evidence: [], places: placing.places };
    const parts = openParts(main, (it) => partOf(library, it));
    const root: Spot = { part: main, node: main.root, way: undefined };
    const title = textOf(under(root, "info", "title")?.node) ?? baseName(file);
    const endpoints: UnitEndpoint[] = [];
    const operations = operationSpots(parts);
    for (const { method, path, spot } of operations) {
      const name = `${method.toUpperCase()} ${path}`;
      const at = placing.at(spot);
      ledger.note(at, placing.places.get(at), `${baseName(spot.part.file)} describes ${name}`);
      endpoints.push({ key: name, home: "server", protocol: "http", name, exists: [proved(true as const, "all", at)] });
    }
    const homes: readonly Home[] = [homeFor("server", file, [title])];
    const resource = describe(root, parts, placing, { id, file, title, library });
    return {
      ...facts,
      homes,
      endpoints,
      resources: [resource],
      evidence: ledger.rows(),
      places: new Map([...placing.places, ...ledger.places()]),
    };
  },
};

interface About {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly library: Library;
}

/** Of what repeats by the thousand, this many are shown. */
const shown = 40;

function describe(root: Spot, parts: Parts, placing: Placing, { id, file, title, library }: About): UnitResource {
  const versionKey = under(root, "openapi") ?? under(root, "swagger") ?? root;
  const security = securityAt(under(root, "security"), placing);
  const lists = [...partsIn(parts, library, file)].flatMap((part) => part.scan.unbounded.map((it) => ({ ...it, part })));
  const description: Omit<ApiDescription, "system" | "component"> = {
    id: `resource:${id}`,
    kind: "api-description",
    in: "all",
    at: placing.at(versionKey),
    file,
    version: textOf(versionKey.node) ?? "",
    title,
    servers: serversOf(root, parts, placing),
    ...(security !== undefined && { security }),
    schemes: schemesOf(root, parts, placing),
    paths: pathItems(parts).map(({ path, said }) => ({ at: placing.at(said), path })),
    operations: operationSpots(parts).map((it) => operationOf(it, parts, placing)),
    unbounded: { count: lists.length, first: lists.slice(0, shown).map((it) => ({ at: placing.at(it), name: it.name })) },
    lost: lostIn(parts, library, placing),
    circles: circlesIn(parts.main).map(({ names, spot }) => ({ at: placing.at(spot), names })),
    ...differencesOf(parts, library, file, placing),
  };
  return description;
}

/** What was there at the base and is not any more: all of it is told as one. */
function goneDescription(unit: string, file: string, library: Library, placing: Placing): { readonly resources: readonly UnitResource[] } {
  const was = library.exists(file) ? undefined : basePartOf(library, file);
  if (was?.root === undefined) return { resources: [] };
  const root: Spot = { part: was, node: was.root, way: undefined };
  const title = textOf(under(root, "info", "title")?.node) ?? baseName(file);
  const at = placing.at(root);
  const nothing = { servers: [], schemes: [], paths: [], operations: [], unbounded: { count: 0, first: [] }, lost: [], circles: [] };
  const description: Omit<ApiDescription, "system" | "component"> = {
    id: `resource:${unit}`,
    kind: "api-description",
    in: "all",
    at,
    file,
    version: "",
    title,
    ...nothing,
    differences: [{ kind: "file removed", at, subject: title }],
  };
  return { resources: [description] };
}

/** Compared with the base, if one of its files was another then. */
function differencesOf(parts: Parts, library: Library, file: string, placing: Placing): Pick<ApiDescription, "differences"> {
  const differs = (it: string): boolean => library.base(it) !== undefined && library.base(it)?.text !== library.text(it);
  if (!filesOf(library, file).some(differs)) return {};
  const main = basePartOf(library, file) ?? parts.main;
  if (main.root === undefined) return {};
  return {
    differences: apiDifferences(
      openParts(main, (it) => basePartOf(library, it) ?? parts.part(it)),
      parts,
      placing,
    ),
  };
}

const partsIn = (parts: Parts, library: Library, file: string): readonly Part[] =>
  filesOf(library, file).flatMap((it) => (it === file ? parts.main : (parts.part(it) ?? [])));

/** References of the description itself that lead nowhere, and those of its parts to files that are not there. */
function lostIn(parts: Parts, library: Library, placing: Placing): ApiDescription["lost"] {
  const lost: { at: ReturnType<Placing["at"]>; target: string }[] = [];
  for (const { target, node, way } of parts.main.scan.references) {
    if (lost.length >= shown) break;
    if (parts.target(target, parts.main) !== undefined) continue;
    const there = targetOf(target, parts.main.file)?.file;
    // A file that is there and was not read (too large, no text) may hold anything.
    if (there !== undefined && library.exists(there) && parts.part(there) === undefined) continue;
    lost.push({ at: placing.at({ part: parts.main, node, way }), target });
  }
  return lost;
}
