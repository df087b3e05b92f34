import {
  type ContractChange,
  type ContractDifference,
  type EvidenceId,
  evidenceId,
  type Home,
  type ProtoFile,
  proved,
  type Span,
  type UnitEndpoint,
  type UnitFacts,
} from "../../../model/index.ts";
import type { ProtoBody } from "../../../readers/interfaces/proto.ts";
import type { Lines } from "../../../syntax/lines.ts";
import { baseName, folderOf } from "../../../syntax/paths.ts";
import { openLedger } from "../../facts/placed-ledger.ts";
import { anchorsOf } from "../../schema/anchors.ts";
import type { Library, Unit, UnitKind } from "../../unit.ts";
import { homeFor, namesFor } from "../home.ts";
import { type Newline, type Place, protoDifferences } from "./differences.ts";
import { declaredIn, fullName } from "./names.ts";

interface ProtoUnit extends Unit {
  readonly file: string;
  /** Full names of its services that no other file describes. */
  readonly only: readonly string[];
}

const bodyOf = (library: Library, file: string): ProtoBody | undefined =>
  library.facts(file).find((it) => it.reader === "proto")?.body as ProtoBody | undefined;

/** Services of gRPC, and the messages that are sent to them, file by file. */
export const protoUnits: UnitKind<ProtoUnit> = {
  id: "proto",
  title: "Protocol Buffers",
  discover(library) {
    const told = new Map<string, number>();
    const files = library.of("proto").map(({ file, outline }) => ({ file, services: outline === "" ? [] : outline.split("\n") }));
    const gone = library.bases().filter((it) => it.endsWith(".proto") && !library.exists(it));
    for (const { services } of files) for (const it of services) told.set(it, (told.get(it) ?? 0) + 1);
    return [...files, ...gone.map((file) => ({ file, services: [] }))].map(({ file, services }) => ({
      id: `unit:proto:${file}`,
      kind: "proto",
      files: [file],
      file,
      only: services.filter((it) => told.get(it) === 1).map((it) => it.replace(/^\./, "")),
    }));
  },
  render({ id, file, only }, library) {
    const ledger = openLedger("proto");
    const body = bodyOf(library, file);
    const places = new Map<EvidenceId, Span>();
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
    const was = library.base(file)?.facts.find((it) => it.reader === "proto")?.body as ProtoBody | undefined;
    if (body === undefined)
      return was === undefined ? { ...facts, resources: [], evidence: [], places } : { ...facts, ...goneFile(id, file, was) };
    const place = placing(file, body.lines, places);
    const newline: Newline = ({ start }) => `${body.eol}${" ".repeat(body.lines.span(start, start).column + 2)}`;
    const resource = {
      ...resourceOf(id, file, body, place),
      ...(was !== undefined && { differences: protoDifferences(was.source, body.source, place, newline) }),
    };
    const endpoints: UnitEndpoint[] = [];
    const homes: Home[] = [];
    for (const service of resource.services) {
      homes.push({ ...homeOf(service.name, file, body, only), serves: service.name.slice(service.name.lastIndexOf(".") + 1) });
      for (const { name, at } of service.rpcs) {
        const full = `${service.name}/${name}`;
        ledger.note(at, places.get(at), `${baseName(file)} describes ${full}`);
        endpoints.push({ key: full, home: service.name, protocol: "grpc", name: full, exists: [proved(true as const, "all", at)] });
      }
    }
    return { ...facts, homes, endpoints, resources: [resource], evidence: ledger.rows(), places };
  },
};

/** Whoever is called like the service, or like its package; else whose folder the only description lies in. */
function homeOf(service: string, file: string, { source }: ProtoBody, only: readonly string[]): Home {
  const own = source.package?.name ?? "";
  const words = own.split(".").filter((it) => it !== "" && !/^v\d+\w*$/.test(it));
  const home = homeFor(service, file, [service.slice(service.lastIndexOf(".") + 1)]);
  const isOurs = only.includes(service) && !/^(?:google|grpc|envoy|opentelemetry|io)\b/.test(own);
  return {
    ...home,
    names: [...home.names, ...namesFor(words.at(-1) ?? "")],
    ...(!isOurs && { byName: true as const }),
  };
}

/** The same words are the same place, whoever asks. */
function placing(file: string, lines: Lines, places: Map<EvidenceId, Span>): Place {
  const anchors = anchorsOf(file, lines, places);
  const known = new Map<string, EvidenceId>();
  return (words, range) => {
    const key = `${words}\n${range.start}`;
    const id = known.get(key) ?? anchors.at(words, range);
    known.set(key, id);
    return id;
  };
}

/** A file that was there at the base: what it declared is gone, unless others say it now. */
function goneFile(unit: string, file: string, { source, lines }: ProtoBody): Pick<UnitFacts, "resources" | "evidence" | "places"> {
  const places = new Map<EvidenceId, Span>();
  const at = evidenceId(file, "file");
  places.set(at, lines.span(0, 0));
  const { messages, enums, services } = declaredIn(source);
  const top = (names: Iterable<string>): readonly string[] =>
    [...names].filter((it) => !messages.has(it.slice(0, Math.max(0, it.lastIndexOf(".")))));
  const gone = (kind: ContractChange, names: Iterable<string>): readonly ContractDifference[] =>
    top(names).map((subject) => ({ kind, at, subject }));
  const resource: Omit<ProtoFile, "system" | "component"> = {
    id: `resource:${unit}`,
    kind: "proto-file",
    in: "all",
    at,
    file,
    syntax: source.syntax,
    imports: [],
    messages: [],
    enums: [],
    services: [],
    differences: [
      { kind: "file removed", at, subject: file },
      ...gone("message removed", messages.keys()),
      ...gone("enum removed", enums.keys()),
      ...gone("service removed", services.keys()),
    ],
  };
  return { resources: [resource], evidence: [], places };
}

function resourceOf(unit: string, file: string, { source }: ProtoBody, place: Place): Omit<ProtoFile, "system" | "component"> {
  const declared = declaredIn(source);
  const start = source.package ?? { start: 0, end: 0 };
  const at = place("file", start);
  return {
    id: `resource:${unit}`,
    kind: "proto-file",
    in: "all",
    at,
    file,
    syntax: source.syntax,
    ...(source.package !== undefined && { package: { name: source.package.name, at: place("package", source.package) } }),
    imports: source.imports.map((it) => ({ at: place(`import ${it.path}`, it), path: it.path })),
    messages: [...declared.messages].map(([name, node]) => ({
      at: place(`message ${name}`, node.head),
      name,
      required: node.fields
        .filter(
          (it) =>
            it.label === "required" ||
            it.options.some(({ name: option, value }) => option === "features.field_presence" && value === "LEGACY_REQUIRED"),
        )
        .map((it) => ({ at: place(`${name}.${it.name}`, it), name: it.name, number: it.number, required: true })),
    })),
    enums: [...declared.enums].map(([name, node]) => ({
      at: place(`enum ${name}`, node.head),
      name,
      values: node.values.map((it) => ({ at: place(`${name}.${it.name}`, it), name: it.name, number: it.number })),
    })),
    services: [...declared.services].map(([name, node]) => ({
      at: place(`service ${name}`, node.head),
      name,
      rpcs: node.rpcs.map((it) => ({
        at: place(`${name}/${it.name}`, it),
        name: it.name,
        request: fullName(it.request, source.package?.name ?? "", source, declared),
        response: fullName(it.response, source.package?.name ?? "", source, declared),
        requestStream: it.requestStream,
        responseStream: it.responseStream,
      })),
    })),
  };
}
