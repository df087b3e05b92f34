import { schemeNamed } from "../../knowledge/schemes.ts";
import { type EvidenceId, evidenceId, type Kind, type Mark, proved, type UnitComponent, type UnitUse } from "../../model/index.ts";
import type { ProductConfig, Target } from "../../readers/products/product-config.ts";
import { isIp, isLocal, isPlaceholder, looksPublic } from "../../syntax/addresses/hosts.ts";
import { baseName } from "../../syntax/paths.ts";
import { type Ledger, openLedger } from "../facts/placed-ledger.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";
import { homesOf } from "./homes.ts";

interface ProductUnit extends Unit {
  readonly kind: "products";
  readonly file: string;
  readonly reader: string;
  /** Dockerfiles that put it into an image, or stand beside or above it. */
  readonly dockerfiles: readonly string[];
}

/** Readers whose files configure a product: the ids of `readers/products`. */
export const productReaderIds = [
  "nginx",
  "httpd",
  "haproxy",
  "caddy",
  "envoy",
  "traefik",
  "kong",
  "dotnet-gateways",
  "prometheus",
  "grafana",
  "collectors",
  "log-shippers",
];

/** Configuration of a gateway, a watcher, a collector: it describes the component that is started with it. */
export const productUnits: UnitKind<ProductUnit> = {
  id: "products",
  title: "Configuration of gateways, watchers and collectors",
  discover: (library) => {
    const files = productReaderIds.flatMap((reader) =>
      library.of(reader).flatMap(({ file, body }) => ((body as ProductConfig).targets.length > 0 ? [{ file, reader }] : [])),
    );
    const homes = homesOf(
      files.map((it) => it.file),
      library,
    );
    return files.map(({ file, reader }): ProductUnit => {
      const dockerfiles = homes.get(file) ?? [];
      return { id: `unit:products:${reader}:${file}`, kind: "products", files: [file, ...dockerfiles], file, reader, dockerfiles };
    });
  },
  render,
};

const key = "product";

function render({ id, file, reader, dockerfiles }: ProductUnit, library: Library): ReturnType<UnitKind["render"]> {
  const ledger = openLedger(reader);
  const config = library.facts(file).find((it) => it.reader === reader)?.body as ProductConfig | undefined;
  const { technology = reader, kind, targets = [] } = config ?? {};
  const at = ledger.note(evidenceId(file, "file"), undefined, `${baseName(file)} configures ${technology}`);
  const outside = new Map<string, UnitComponent>();
  const uses = targets.flatMap((it) => useOf(it, file, kind, outside, ledger));
  return {
    unit: id,
    system: { name: library.workspaceName, folder: "", reason: "The folder that is open." },
    variants: [],
    describes: true,
    main: undefined,
    components: [componentOf(file, technology, kind, dockerfiles, at), ...outside.values()],
    uses,
    resources: [],
    evidence: ledger.rows(),
    problems: [],
    places: ledger.places(),
  };
}

function componentOf(
  file: string,
  technology: string,
  kind: Kind | undefined,
  dockerfiles: readonly string[],
  at: EvidenceId,
): UnitComponent {
  const marks: Mark[] = [];
  for (let path = file; path !== ""; path = path.slice(0, Math.max(0, path.lastIndexOf("/"))))
    marks.push({ kind: "mount", value: path, at });
  for (const it of dockerfiles) {
    marks.push({ kind: "dockerfile", value: it, at });
    const folder = it.slice(0, Math.max(0, it.lastIndexOf("/")));
    if (folder !== "" && file.startsWith(`${folder}/`)) marks.push({ kind: "folder", value: folder, at });
  }
  return {
    key,
    name: technology.toLowerCase().replaceAll(" ", "-"),
    standing: "inside",
    weak: true,
    aliases: [],
    kind: kind === undefined ? [] : [proved(kind, "all", at)],
    technology: [proved(technology, "all", at)],
    version: [],
    owner: [],
    replicas: [],
    ports: [],
    exists: [proved(true as const, "all", at)],
    marks,
  };
}

function useOf(
  { host, port, scheme, style, does, where, anchor, span }: Target,
  file: string,
  kind: Kind | undefined,
  outside: Map<string, UnitComponent>,
  ledger: Ledger,
): readonly UnitUse[] {
  if (/[$%{}]/.test(host) || isPlaceholder(host)) return [];
  const at = evidenceId(file, anchor);
  const protocol = scheme === undefined ? undefined : schemeNamed(scheme)?.protocol;
  const rest = { from: key, style, does, ...(protocol !== undefined && { protocol }), ...(port !== undefined && { port }) } as const;
  const exists = [proved(true as const, "all", at)] as const;
  if (isLocal(host)) {
    if (port === undefined) return [];
    ledger.note(at, span, `${where} names port ${port} of this machine`, "inferred");
    // In a container `localhost` is the container itself; only what runs beside others on one machine reaches them so.
    const alone = /^(?:host|gateway)\.(?:docker|containers)\.internal$/i.test(host) ? {} : { unlessStarted: true as const };
    return [{ ...rest, ...alone, to: { near: { port } }, exists }];
  }
  if (isIp(host)) return [];
  if (looksPublic(host)) {
    if (kind !== "gateway" || scheme !== "https") return [];
    ledger.note(at, span, `${where} names ${host}`);
    const name = host.toLowerCase();
    outside.set(name, outsider(name, at));
    return [{ ...rest, to: { key: name }, exists }];
  }
  ledger.note(at, span, `${where} names ${host}${port === undefined ? "" : `:${port}`}`);
  return [{ ...rest, to: { host, ...(port !== undefined && { port }) }, onlyIfKnown: true, exists }];
}

const outsider = (name: string, at: EvidenceId): UnitComponent => ({
  key: name,
  name,
  standing: "outside",
  weak: true,
  aliases: [],
  kind: [proved<Kind>("external", "all", at)],
  technology: [],
  version: [],
  owner: [],
  replicas: [],
  ports: [],
  exists: [proved(true as const, "all", at)],
});
