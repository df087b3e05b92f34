import { type Deed, type Kind, storeKinds } from "../../model/index.ts";
import type { Ends } from "./ends.ts";
import type { Stack, StackResource } from "./stack.ts";
import { readTree } from "./texts.ts";
import { elementsOf, type Place, type Placed, refsIn, textsIn, valuesAt, wholeText } from "./value.ts";

/** Who may do what to whom: said by policies and grants, so it may be used, and no more. */
export interface Right {
  readonly from: string;
  readonly to: string;
  readonly does: Deed;
  readonly at: Place;
  readonly says: string;
}

/** What may be done to something, as one statement of a policy says it. */
interface Statement {
  readonly actions: readonly string[];
  readonly on: readonly Placed[];
  readonly at: Place;
}

export function* rightsOf({ resources }: Stack, ends: Ends): Iterable<Right> {
  for (const resource of resources) {
    const { policy, grant } = resource.about;
    if (policy !== undefined && !resource.type.startsWith("data.")) {
      const who = (policy.to ?? ["self"]).flatMap((way) => ends.identitiesAt(resource, way)).flatMap(ends.codeOf);
      const said = who.length === 0 ? [] : policy.text.flatMap((way) => valuesAt(resource.settings, way));
      for (const { actions, on, at } of said.flatMap((it) => [...statementsIn(it, ends, new Set())]))
        for (const to of new Set(
          on.flatMap(({ value }) => (refsIn(value).length > 0 ? refsIn(value).flatMap(ends.of) : (ends.named(value) ?? []))),
        ))
          for (const from of new Set(who)) if (from !== to) yield right(from, to, actions, at, ends);
    }
    if (grant !== undefined) yield* granted(resource, grant, ends);
  }
}

function* granted(resource: StackResource, { who, role, on }: NonNullable<StackResource["about"]["grant"]>, ends: Ends): Iterable<Right> {
  const codes = new Set(ends.identitiesAt(resource, who).flatMap(ends.codeOf));
  const roles = valuesAt(resource.settings, role).flatMap(({ value }) => wholeText(value) ?? []);
  for (const way of on)
    for (const { address, at } of ends.at(resource, way))
      for (const from of codes) if (from !== address) yield right(from, address, roles, at, ends);
}

function right(from: string, to: string, actions: readonly string[], at: Place, ends: Ends): Right {
  const kind = ends.resource(to)?.about.box?.kind ?? "service";
  const shown = actions.filter((it) => /^[\w:*./ -]{1,60}$/.test(it)).slice(0, 3);
  return { from, to, does: deedOf(actions, kind), at, says: `may ${shown.length === 0 ? "use" : shown.join(", ")} on it` };
}

const deepest = 40;

function* statementsIn(it: Placed, ends: Ends, seen: Set<string>, depth = 0): Iterable<Statement> {
  if (depth > deepest) return;
  if (it.value.kind === "text") {
    const tree = readTree(it.value, it.at);
    if (tree !== undefined && tree.kind !== "text") yield* statementsIn({ value: tree, at: it.at }, ends, seen, depth + 1);
    else
      for (const { address } of it.value.refs) {
        const other = ends.resource(address);
        if (other?.about.policy === undefined || seen.has(address)) continue;
        seen.add(address);
        for (const way of other.about.policy.text)
          for (const one of valuesAt(other.settings, way)) yield* statementsIn(one, ends, seen, depth + 1);
      }
    return;
  }
  if (it.value.kind === "list") {
    for (const one of elementsOf(it)) if (one.value.kind !== "list") yield* statementsIn(one, ends, seen, depth + 1);
    return;
  }
  const { entries } = it.value;
  const [actions, on] = [entries.get("Action") ?? entries.get("actions"), entries.get("Resource") ?? entries.get("resources")];
  // Templates of the Serverless Application Model: `SQSSendMessagePolicy: { QueueName: … }`.
  for (const [name, entry] of entries)
    if (/^[A-Z]\w+Policy$/.test(name) && entry.value.kind === "map") yield { actions: [name], on: textsIn(entry), at: entry.at };
  if (actions === undefined || on === undefined) {
    for (const one of entries.values()) yield* statementsIn(one, ends, seen, depth + 1);
    return;
  }
  if (/deny/i.test(wholeText((entries.get("Effect") ?? entries.get("effect"))?.value) ?? "")) return;
  yield { actions: textsIn(actions).flatMap(({ value }) => wholeText(value) ?? []), on: textsIn(on), at: on.at };
}

/** What actions and roles let one do: `sqs:SendMessage`, `roles/pubsub.subscriber`, `Storage Blob Data Reader`. */
function deedOf(actions: readonly string[], kind: Kind): Deed {
  const all = actions.join(" ");
  if (kind === "broker") {
    const out = /send|publish|put|produc|write/i.test(all);
    const into = /receive|consum|subscri|get(?:shard|record)|read(?:data|er)?\b|deletemessage/i.test(all);
    return out === into ? "calls" : out ? "publishes" : "consumes";
  }
  if (!storeKinds.has(kind)) return "calls";
  const reads = /get|query|scan|select|read|view|list|connect/i.test(all);
  const writes = /put|write|update|delete|insert|create|edit|admin|contribut|owner/i.test(all);
  return reads === writes ? "calls" : reads ? "reads" : "writes";
}
