import { type EvidenceId, type Node, textAt } from "../../model/index.ts";
import { emptyMap, isNull, scalar, seqOf, withEntry } from "./tree.ts";

/** The steps of a field's path as replacements and variables write it: `spec.template.spec.containers.[name=api].image`. */
export function wayOf(path: string): readonly string[] {
  const steps: string[] = [];
  let step = "";
  let open = false;
  for (let at = 0; at < path.length; at++) {
    const char = path.charAt(at);
    if (char === "\\" && path.charAt(at + 1) === ".") {
      step += ".";
      at++;
    } else if (char === "." && !open) {
      if (step !== "") steps.push(step);
      step = "";
    } else {
      if (char === "[" && !open) {
        // `containers[0]` and `containers.[name=api]` are both written.
        if (step !== "") steps.push(step);
        step = "";
        open = true;
      } else if (char === "]") open = false;
      step += char;
    }
  }
  return step === "" ? steps : [...steps, step];
}

/** An item that is asked for by what it says: `[name=api]`. */
const asked = (step: string): readonly [string, string] | undefined => {
  const [, key, value] = /^\[([^=\]]+)=(.*)\]$/.exec(step) ?? [];
  return key === undefined || value === undefined ? undefined : [key, value.replace(/^(["'])(.*)\1$/, "$2")];
};

const numbered = (step: string): number | undefined => {
  const [, number] = /^\[?(\d{1,9})\]?$/.exec(step) ?? [];
  return number === undefined ? undefined : Number(number);
};

const isAsked = (node: Node, [key, value]: readonly [string, string]): boolean => textAt(node, key) === value;

/** What a way leads to. */
export function foundAlong(node: Node, way: readonly string[]): Node | undefined {
  let at: Node | undefined = node;
  for (const step of way) {
    if (at?.kind === "map") at = at.entries.get(step)?.value;
    else if (at?.kind === "seq") {
      const wanted = asked(step);
      const number = numbered(step);
      at =
        wanted !== undefined
          ? at.items.find((it) => isAsked(it, wanted))
          : step === "-"
            ? at.items.at(-1)
            : number === undefined
              ? undefined
              : at.items[number];
    } else return undefined;
  }
  return at;
}

/** A tree with everything a way leads to (`*` goes everywhere) replaced; `undefined` = it leads nowhere. */
export function changedAlong(
  node: Node,
  way: readonly string[],
  set: (node: Node) => Node,
  make: EvidenceId | undefined,
): Node | undefined {
  const [step, ...rest] = way;
  if (step === undefined) return set(node);
  if (node.kind === "map") {
    if (step === "*") {
      let after = node;
      let found = false;
      for (const [name, { at, value }] of node.entries) {
        const inner = changedAlong(value, rest, set, make);
        if (inner === undefined) continue;
        found = true;
        if (inner !== value) after = withEntry(after, name, inner, at);
      }
      return found ? after : undefined;
    }
    const entry = node.entries.get(step);
    const before = entry === undefined || isNull(entry.value) ? fresh(rest, make) : entry.value;
    const inner = before && changedAlong(before, rest, set, make);
    return inner && withEntry(node, step, inner, inner.at === entry?.value.at ? entry.at : inner.at);
  }
  if (node.kind !== "seq") return undefined;
  const wanted = asked(step);
  const number = numbered(step);
  const isMeant = (it: Node, index: number): boolean => step === "*" || (wanted !== undefined && isAsked(it, wanted)) || index === number;
  let found = false;
  const items = node.items.map((it, index) => {
    const inner = isMeant(it, index) ? changedAlong(it, rest, set, make) : undefined;
    found ||= inner !== undefined;
    return inner ?? it;
  });
  if (found) return seqOf(items, node.at);
  if (make === undefined || wanted === undefined) return undefined;
  const [key, value] = wanted;
  const added = changedAlong(withEntry(emptyMap(make), key, scalar(value, make)), rest, set, make);
  return added && seqOf([...node.items, added], node.at);
}

/** What is made on the way where nothing stands: a list where an item is asked for, else a mapping, at its end a text. */
function fresh(rest: readonly string[], make: EvidenceId | undefined): Node | undefined {
  if (make === undefined) return undefined;
  const [next] = rest;
  if (next === undefined) return { ...scalar("", make), type: "null" };
  return asked(next) !== undefined ? seqOf([], make) : emptyMap(make);
}
