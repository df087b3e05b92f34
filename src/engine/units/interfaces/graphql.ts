import { type EvidenceId, evidenceId, proved, type Span, type UnitEndpoint } from "../../model/index.ts";
import type { GraphqlBody } from "../../readers/interfaces/graphql.ts";
import { folderOf } from "../../syntax/paths.ts";
import { openLedger } from "../facts/placed-ledger.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";
import { homeFor } from "./home.ts";

interface GraphqlUnit extends Unit {
  readonly file: string;
  /** A schema that says the same lies elsewhere too: one of them is a client's copy, and nobody knows which. */
  readonly copied: boolean;
}

const bodyOf = (library: Library, file: string): GraphqlBody | undefined =>
  library.facts(file).find((it) => it.reader === "graphql")?.body as GraphqlBody | undefined;

/** What callers of a GraphQL interface begin with: the fields of its queries, mutations and subscriptions. */
export const graphqlUnits: UnitKind<GraphqlUnit> = {
  id: "graphql",
  title: "GraphQL schemas",
  discover(library) {
    const told = new Map<string, number>();
    for (const { outline } of library.of("graphql")) told.set(outline, (told.get(outline) ?? 0) + 1);
    return library.of("graphql").map(({ file, outline }) => ({
      id: `unit:graphql:${file}`,
      kind: "graphql",
      files: [file],
      file,
      copied: (told.get(outline) ?? 0) > 1,
    }));
  },
  render({ id, file, copied }, library) {
    const body = bodyOf(library, file);
    const ledger = openLedger("graphql");
    const endpoints: UnitEndpoint[] = [];
    for (const { role, field, span } of body === undefined ? [] : rootFields(body)) {
      const name = `${role} ${field}`;
      const at: EvidenceId = evidenceId(file, name);
      ledger.note(at, span, `${file.slice(file.lastIndexOf("/") + 1)} has the ${role} ${field}`);
      endpoints.push({ key: name, home: "server", protocol: "graphql", name, exists: [proved(true as const, "all", at)] });
    }
    const home = homeFor("server", file, []);
    return {
      unit: id,
      system: { name: library.workspaceName, folder: folderOf(file), reason: "The folder that is open." },
      variants: [],
      describes: true,
      main: undefined,
      components: [],
      homes: [copied || (body !== undefined && isComposed(body)) ? { ...home, byName: true } : home],
      uses: [],
      endpoints,
      resources: [],
      evidence: ledger.rows(),
      problems: [],
      places: ledger.places(),
    };
  },
};

/** Put together of the schemas of several services, for a gateway. */
const isComposed = ({ schema }: GraphqlBody): boolean =>
  schema.types.some(({ directives }) => directives.some((it) => it.startsWith("join__")));

/** What federation adds for gateways is nobody's call. */
const federation: ReadonlySet<string> = new Set(["_service", "_entities"]);

function rootFields({ schema, lines }: GraphqlBody): readonly { readonly role: string; readonly field: string; readonly span: Span }[] {
  const roles = new Map<string, string>([
    [schema.roots.query ?? "Query", "query"],
    [schema.roots.mutation ?? "Mutation", "mutation"],
    [schema.roots.subscription ?? "Subscription", "subscription"],
  ]);
  return schema.types.flatMap(({ kind, name, fields }) => {
    const role = kind === "type" ? roles.get(name) : undefined;
    if (role === undefined) return [];
    return fields.filter((it) => !federation.has(it.name)).map((it) => ({ role, field: it.name, span: lines.span(it.start, it.end) }));
  });
}
