import { technologyOf } from "../../knowledge/images.ts";
import { kindByName } from "../../knowledge/names.ts";
import { technologies } from "../../knowledge/technologies/index.ts";
import { type EvidenceId, evidenceId, type Kind, proved, type UnitComponent, type UnitFacts, type UnitUse } from "../../model/index.ts";
import type { AspireCall, AspireStatement } from "../../readers/aspire.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import { openLedger } from "../facts/placed-ledger.ts";
import { protocolOf, styleOf } from "../facts/uses.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";

interface AspireUnit extends Unit {
  readonly kind: "aspire";
  readonly file: string;
}

/** App hosts of .NET Aspire: projects, products and who is given a reference to whom. */
export const aspireUnits: UnitKind<AspireUnit> = {
  id: "aspire",
  title: ".NET Aspire app hosts",
  discover: (library) =>
    library
      .of("aspire")
      .filter((it) => it.outline !== "")
      .map(({ file }) => ({ id: `unit:aspire:${file}`, kind: "aspire", file, files: [file] })),
  render,
};

/** What the methods of a builder start; `undefined` = code of the team's own. */
const products: ReadonlyMap<string, string | undefined> = new Map([
  ...[
    "AddProject",
    "AddExecutable",
    "AddNpmApp",
    "AddNodeApp",
    "AddViteApp",
    "AddJavaScriptApp",
    "AddPythonApp",
    "AddUvicornApp",
    "AddGolangApp",
    "AddSpringApp",
    "AddDockerfile",
    "AddCSharpApp",
    "AddAzureFunctionsProject",
  ].map((it) => [it, undefined] as const),
  ["AddRedis", "Redis"],
  ["AddAzureRedis", "Redis"],
  ["AddValkey", "Valkey"],
  ["AddGarnet", "Garnet"],
  ["AddPostgres", "PostgreSQL"],
  ["AddAzurePostgresFlexibleServer", "PostgreSQL"],
  ["AddSqlServer", "SQL Server"],
  ["AddAzureSqlServer", "SQL Server"],
  ["AddMySql", "MySQL"],
  ["AddMongoDB", "MongoDB"],
  ["AddOracle", "Oracle Database"],
  ["AddRabbitMQ", "RabbitMQ"],
  ["AddKafka", "Apache Kafka"],
  ["AddNats", "NATS"],
  ["AddElasticsearch", "Elasticsearch"],
  ["AddKeycloak", "Keycloak"],
  ["AddSeq", "Seq"],
  ["AddQdrant", "Qdrant"],
  ["AddMilvus", "Milvus"],
  ["AddMeilisearch", "Meilisearch"],
  ["AddAzureServiceBus", "Azure Service Bus"],
  ["AddAzureEventHubs", "Azure Event Hubs"],
  ["AddAzureStorage", "Azure Storage"],
  ["AddAzureCosmosDB", "Azure Cosmos DB"],
]);
const managed: Readonly<Record<string, Kind>> = {
  "Azure Service Bus": "broker",
  "Azure Event Hubs": "broker",
  "Azure Storage": "storage",
  "Azure Cosmos DB": "database",
};

function render({ id, file }: AspireUnit, library: Library): UnitFacts {
  const ledger = openLedger("aspire");
  const statements = (library.facts(file).find((it) => it.reader === "aspire")?.body ?? []) as readonly AspireStatement[];
  const folder = folderOf(folderOf(file));
  const components = new Map<string, UnitComponent>();
  /** Whom a variable stands for: a resource, a database of it, an endpoint of it. */
  const meant = new Map<string, string>();
  const uses: UnitUse[] = [];
  for (const { variable, root, calls } of statements) {
    const [first, ...more] = calls;
    const made = first === undefined ? undefined : componentOf(first, file, ledger);
    const from = made?.key ?? meant.get(root);
    if (made !== undefined) components.set(made.key, made);
    if (from === undefined) continue;
    if (variable !== undefined) meant.set(variable, from);
    for (const call of made === undefined ? calls : more) {
      const { name, args, span } = call;
      if (name !== "WithReference" && name !== "WithEnvironment") continue;
      const said = args[name === "WithReference" ? 0 : 1] ?? "";
      const to = meant.get(/^\w+/.exec(said)?.[0] ?? "");
      const [source, target] = [components.get(from), to === undefined ? undefined : components.get(to)];
      if (to === undefined || to === from || source === undefined || target === undefined) continue;
      const at: EvidenceId = evidenceId(file, `${from}.${name}.${to}`);
      ledger.note(at, span, `${from} is given ${name === "WithReference" ? "a reference to" : "the address of"} ${to}`);
      const ends = [source, target].map((it) => ({
        name: it.name,
        kind: it.kind[0]?.value ?? "service",
        technology: technologies.find((one) => one.name === it.technology[0]?.value),
      }));
      const [one, other] = ends;
      if (one === undefined || other === undefined) continue;
      const protocol = protocolOf(other, undefined, undefined);
      uses.push({
        from,
        to: { key: to },
        style: styleOf(one, other, undefined),
        does: "calls",
        ...(protocol && { protocol }),
        exists: [proved(true as const, "all", at)],
      });
    }
  }
  return {
    unit: id,
    system: {
      name: folder === "" ? library.workspaceName : baseName(folder),
      folder: /^(?:src|apps|source)$/i.test(baseName(folder)) ? folderOf(folder) : folder,
      reason: "The app host's folder.",
    },
    variants: [],
    main: undefined,
    components: [...components.values()],
    uses,
    resources: [],
    evidence: ledger.rows(),
    problems: [],
    places: ledger.places(),
  };
}

function componentOf(
  { name: method, args, span }: AspireCall,
  file: string,
  ledger: ReturnType<typeof openLedger>,
): UnitComponent | undefined {
  const name = /^"([\w.-]{1,100})"$/.exec(args[0] ?? "")?.[1];
  const image = method === "AddContainer" ? /^"([^"]{1,200})"$/.exec(args[1] ?? "")?.[1] : undefined;
  if (name === undefined || (!products.has(method) && image === undefined)) return undefined;
  const at = ledger.note(evidenceId(file, name), span, `${method} makes ${name}`);
  const said = image === undefined ? products.get(method) : technologyOf(image)?.technology.name;
  const kind: Kind =
    said === undefined ? (kindByName(name) ?? "service") : (technologies.find((it) => it.name === said)?.kind ?? managed[said] ?? "infra");
  // `Projects.Shop_Api` is the project `Shop.Api`.
  const project = /^<\s*Projects\.(\w+)\s*>$/.exec(args.at(-1) ?? "")?.[1]?.replaceAll("_", ".");
  return {
    key: name,
    name,
    standing: "inside",
    aliases: [],
    kind: [proved(kind, "all", at)],
    technology: said === undefined ? [] : [proved(said, "all", at)],
    version: [],
    owner: [],
    replicas: [],
    ports: [],
    exists: [proved(true as const, "all", at)],
    ...(project !== undefined && { marks: [{ kind: "package" as const, value: project, at }] }),
  };
}
