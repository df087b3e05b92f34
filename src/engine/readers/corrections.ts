import { type ComponentName, type Correction, evidenceId, type NonEmpty, type Problem, type Span } from "../model/index.ts";
import { itemAnchors } from "../syntax/yaml/anchors.ts";
import { parseYaml } from "../syntax/yaml/parse.ts";
import type { YamlFile, YamlNode } from "../syntax/yaml/tree.ts";
import { entriesOf, get, itemsOf, resolve, textOf } from "../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";
import { kinds, styles } from "./words.ts";

/** What a file of corrections says, and where each of them stands. */
export interface CorrectionsBody {
  readonly corrections: readonly Correction[];
  readonly places: ReadonlyMap<Correction["at"], Span>;
}

/**
 * What people say about the architecture where the files cannot be understood otherwise, one line each:
 *
 *     corrections:
 *       - same: [db, postgres]
 *       - ignore: wiremock
 *       - kind: { of: edge, is: gateway }
 *       - connects: { from: billing, to: broker, style: message }
 *       - unconnected: { from: web, to: db }
 */
export const correctionsReader: Reader<CorrectionsBody> = {
  id: "corrections",
  title: "Corrections",
  wants: (path) => /(^|\/)\.architect\/corrections\.ya?ml$/.test(path),
  recognises: () => true,
  read,
};

/** A correction but for its place, or what is wrong with it. */
type Parsed = DistributiveOmit<Correction, "at"> | { readonly wrong: string };
type DistributiveOmit<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;

/** How each is written, by its key. */
const forms: Readonly<Record<Correction["do"], (value: YamlNode) => Parsed>> = {
  same: (value) => several("same", value),
  different: (value) => several("different", value),
  ignore: (value) => single("ignore", value),
  external: (value) => single("external", value),
  kind: (value) => {
    const [of, is] = [textOf(get(value, "of")), textOf(get(value, "is"))];
    if (of === undefined || is === undefined) return { wrong: "kind needs a component and what it is: kind: { of: edge, is: gateway }." };
    const kind = kinds.find((it) => it === is);
    return kind === undefined ? { wrong: `${is} is no kind of component; there are ${kinds.join(", ")}.` } : { do: "kind", name: of, kind };
  },
  owner: (value) => {
    const [of, is] = [textOf(get(value, "of")), textOf(get(value, "is"))];
    if (of === undefined || is === undefined)
      return { wrong: "owner needs a component and who owns it: owner: { of: billing, is: team-money }." };
    return { do: "owner", name: of, owner: is };
  },
  connects: (value) => {
    const [from, to, protocol] = [textOf(get(value, "from")), textOf(get(value, "to")), textOf(get(value, "protocol"))];
    if (from === undefined || to === undefined)
      return { wrong: "connects needs both ends: connects: { from: billing, to: broker, style: message }." };
    const said = textOf(get(value, "style")) ?? "call";
    const style = styles.find((it) => it === said);
    if (style === undefined) return { wrong: `${said} is no style of connection; there are ${styles.join(", ")}.` };
    return { do: "connects", from, to, style, ...(protocol !== undefined && { protocol }) };
  },
  unconnected: (value) => {
    const [from, to] = [textOf(get(value, "from")), textOf(get(value, "to"))];
    if (from === undefined || to === undefined) return { wrong: "unconnected needs both ends: unconnected: { from: web, to: db }." };
    return { do: "unconnected", from, to };
  },
};

function several(what: "same" | "different", value: YamlNode): Parsed {
  const names = itemsOf(value).flatMap((it) => textOf(it) ?? []);
  const [first, second] = names;
  if (first === undefined || second === undefined)
    return { wrong: `${what} needs the names of two components or more: ${what}: [db, postgres].` };
  return { do: what, names: names as unknown as NonEmpty<ComponentName> };
}

function single(what: "ignore" | "external", value: YamlNode): Parsed {
  const name = textOf(value);
  return name === undefined ? { wrong: `${what} needs the name of a component: ${what}: wiremock.` } : { do: what, name };
}

function read({ path, text }: SourceFile): FileFacts<CorrectionsBody> {
  const yaml = parseYaml(text);
  const problems: Problem[] = yaml.problems.map(({ message, severity, start, end }) => problem(yaml, path, severity, message, start, end));
  const says = (node: YamlNode, message: string): void => void problems.push(problem(yaml, path, "warning", message, node.start, node.end));
  const corrections: Correction[] = [];
  const places = new Map<Correction["at"], Span>();
  const root = resolve(yaml.documents[0]?.root);
  const list = get(root, "corrections");
  for (const { name, key } of entriesOf(root)) {
    if (name !== "corrections") says(key, `${name} is not known here; this file has a list called corrections.`);
  }
  if (root !== undefined && root.kind !== "map" && !(root.kind === "scalar" && root.text === ""))
    says(root, "This file has a list called corrections.");
  if (list !== undefined && resolve(list)?.kind === "map") says(list, "corrections is a list: each begins with a dash.");
  const anchors = itemAnchors("corrections", list);
  for (const [index, item] of itemsOf(list).entries()) {
    const [entry, another] = entriesOf(item);
    if (entry === undefined || another !== undefined || !Object.hasOwn(forms, entry.name)) {
      says(item, `A correction says one of ${Object.keys(forms).join(", ")}.`);
      continue;
    }
    const parsed = forms[entry.name as Correction["do"]](entry.value);
    if ("wrong" in parsed) {
      says(entry.value, parsed.wrong);
      continue;
    }
    const at = evidenceId(path, anchors[index] ?? "corrections");
    corrections.push({ ...parsed, at });
    places.set(at, yaml.lines.span(item.start, item.end));
  }
  return { file: path, reader: "corrections", body: { corrections, places }, problems, outline: "", mentions: [] };
}

const problem = (yaml: YamlFile, file: string, severity: Problem["severity"], message: string, start: number, end: number): Problem => ({
  message,
  file,
  severity,
  span: yaml.lines.span(start, end),
  reader: "corrections",
});
