import type { Stack, StackResource } from "./stack.ts";
import { elementsOf, type Placed, type Reference, refsIn, type Value, valuesAt, wholeText } from "./value.ts";

/** Whom the resources of a stack mean when they speak of each other. */
export interface Ends {
  readonly resource: (address: string) => StackResource | undefined;
  /** The boxes that a reference leads to, through what is only a part, a secret or a pool. */
  of(reference: Reference): readonly string[];
  /** The box whose name, or whose ARN, a value is. */
  named(value: Value): string | undefined;
  /** The boxes that the values under a way lead to, by reference or by their names. */
  at(resource: StackResource, way: string): readonly End[];
  /** The code that acts with an identity. */
  codeOf(address: string): readonly string[];
  /** The identities that the values under a way name: roles, accounts, resources themselves. */
  identitiesAt(resource: StackResource, way: string): readonly string[];
}

/** A box that is meant, and the place that says it. */
export interface End {
  readonly address: string;
  readonly at: Placed["at"];
  readonly value: Placed["value"];
  readonly sure: boolean;
}

const deepest = 12;

/** What is taken of a resource without reaching it. */
const silent: ReadonlySet<string> = new Set([
  "region",
  "location",
  "project",
  "hosted_zone_id",
  "zone_id",
  "vpc_id",
  "tags",
  "owner_id",
  "account_id",
  "availability_zone",
]);

export function openEnds({ resources }: Stack): Ends {
  const byAddress = new Map(resources.map((it) => [it.address, it]));
  const byName = namesOf(resources);
  const members = new Map<string, { readonly resource: StackResource; readonly way: string | undefined }[]>();
  for (const resource of resources)
    for (const { pool, member } of resource.about.joins ?? [])
      for (const address of poolsAt(resource, pool)) members.set(address, [...(members.get(address) ?? []), { resource, way: member }]);
  const starters = new Map<string, string[]>();
  for (const it of resources)
    if (it.about.code?.definition !== undefined)
      for (const { value } of valuesAt(it.settings, it.about.code.definition))
        for (const ref of refsIn(value)) starters.set(ref.address, [...(starters.get(ref.address) ?? []), it.address]);

  const named = (value: Value): string | undefined => {
    if (value.kind !== "text") return undefined;
    if (value.whole && byName.has(value.text)) return byName.get(value.text);
    // `arn:aws:dynamodb:…:table/orders/index/*`, `arn:aws:s3:::receipts/*`
    const [, resource = ""] = /^arn:[^:]*:[^:]*:[^:]*:[^:]*:(.+)$/.exec(value.text) ?? [];
    return resource.split(/[:/]/).flatMap((it) => byName.get(it) ?? [])[0];
  };
  const boxes = (address: string, seen: ReadonlySet<string>): readonly string[] => {
    const resource = byAddress.get(address);
    if (resource === undefined || seen.has(address) || seen.size > deepest) return [];
    const next = new Set(seen).add(address);
    const { about } = resource;
    const through = (ways: readonly string[]): readonly string[] =>
      ways.flatMap((way) => valuesAt(resource.settings, way).flatMap((it) => lead(it, next)));
    const above = through(about.partOf ?? []);
    if (above.length > 0) return above;
    if (about.box !== undefined) return [address];
    if (about.definition !== undefined) return starters.get(address) ?? [];
    if (about.pool)
      return (members.get(address) ?? []).flatMap((it) =>
        it.way === undefined ? boxes(it.resource.address, next) : valuesAt(it.resource.settings, it.way).flatMap((one) => lead(one, next)),
      );
    return through(about.holds ?? []);
  };
  const lead = ({ value }: Placed, seen: ReadonlySet<string>): readonly string[] => {
    const refs = refsIn(value);
    if (refs.length > 0) return refs.flatMap((it) => boxes(it.address, seen));
    const address = named(value);
    return address === undefined ? [] : [address];
  };
  const raw = (address: string, depth = 0): readonly string[] => {
    const resource = byAddress.get(address);
    const above = resource?.about.box === undefined ? (resource?.about.partOf ?? []) : [];
    if (resource === undefined || above.length === 0 || depth > deepest) return [address];
    return above.flatMap((way) =>
      valuesAt(resource.settings, way).flatMap(({ value }) => refsIn(value).flatMap((it) => raw(it.address, depth + 1))),
    );
  };
  const identitiesAt = (resource: StackResource, way: string): readonly string[] =>
    way === "self"
      ? [resource.address]
      : valuesAt(resource.settings, way).flatMap(({ value }) => refsIn(value).flatMap((it) => raw(it.address)));

  const codeBy = new Map<string, Set<string>>();
  for (const resource of resources) {
    const { code, definition } = resource.about;
    const ways = code?.identity ?? definition?.identity ?? (code === undefined ? [] : ["self"]);
    const acting = code === undefined ? (starters.get(resource.address) ?? []) : [resource.address];
    for (const way of [...ways, ...(code === undefined ? [] : ["self"])])
      for (const identity of identitiesAt(resource, way)) {
        const known = codeBy.get(identity) ?? new Set();
        for (const it of acting) known.add(it);
        codeBy.set(identity, known);
      }
  }

  return {
    resource: (address) => byAddress.get(address),
    named: (value) => {
      const address = named(value);
      return address === undefined ? undefined : boxes(address, new Set())[0];
    },
    of: (reference) => (silent.has(reference.path.at(-1) ?? "") ? [] : [...new Set(boxes(reference.address, new Set()))]),
    at(resource, way) {
      return valuesAt(resource.settings, way)
        .flatMap(elementsOf)
        .flatMap((it) => {
          const sure = !refsIn(it.value).some((ref) => ref.unsure);
          return [...new Set(lead(it, new Set()))].map((address) => ({ address, at: it.at, value: it.value, sure }));
        });
    },
    codeOf: (address) => [...(codeBy.get(address) ?? [])],
    identitiesAt,
  };
}

const poolsAt = (resource: StackResource, way: string): readonly string[] =>
  way === "id" ? [resource.address] : valuesAt(resource.settings, way).flatMap(({ value }) => refsIn(value).map((it) => it.address));

/** Boxes by the names that their settings give them; a name that two have says nothing. */
function namesOf(resources: readonly StackResource[]): ReadonlyMap<string, string> {
  const found = new Map<string, string | undefined>();
  for (const { address, about, settings } of resources) {
    for (const way of about.box?.names ?? [])
      for (const { value } of valuesAt(settings, way)) {
        const name = wholeText(value);
        if (name !== undefined && name.length > 2) found.set(name, found.has(name) && found.get(name) !== address ? undefined : address);
      }
  }
  return new Map([...found].flatMap(([name, address]) => (address === undefined ? [] : [[name, address] as const])));
}
