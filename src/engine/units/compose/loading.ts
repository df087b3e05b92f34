import { type EvidenceId, fileOf, type Problem, type Span } from "../../model/index.ts";
import type { ComposeFile } from "../../readers/compose.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { YamlFile } from "../../syntax/yaml/tree.ts";
import type { Library } from "../unit.ts";
import type { Clash } from "./merge.ts";
import { nodesOf, reader } from "./nodes.ts";
import type { Node } from "./project.ts";
import { type EnvFiles, lookupIn, openEnvFiles, type Variables } from "./variables.ts";

/** One rendering of a unit: files are parsed and filled in once, however many variants use them, and problems are told once. */
export interface Loading {
  readonly library: Library;
  readonly places: Map<EvidenceId, Span>;
  readonly problems: Problem[];
  readonly envFiles: EnvFiles;
  yaml(path: string): YamlFile | undefined;
  /** The documents of a compose file under these variables; `undefined` = the file is not there, or not read. */
  documents(path: string, variables: Variables): readonly Node[] | undefined;
  say(severity: Problem["severity"], message: string, at: EvidenceId): void;
  readonly clash: Clash;
  /** Takes from what one rendering may include and extend from other files; `false` = it is used up. */
  spend(): boolean;
}

/** Files that one unit may load through `include` and `extends`, each as often as it is named. */
const mostFiles = 600;

export function openLoading(library: Library): Loading {
  const places = new Map<EvidenceId, Span>();
  const problems: Problem[] = [];
  const said = new Set<string>();
  const told = new Map<string, Set<string>>();
  const made = new Map<Variables, Map<string, readonly Node[] | undefined>>();
  let left = mostFiles;

  const yamls = new Map<string, YamlFile | undefined>();
  const yamlOf = (path: string): YamlFile | undefined => {
    if (yamls.has(path)) return yamls.get(path);
    const yaml = knownYaml(path) ?? parsed(path);
    yamls.set(path, yaml);
    return yaml;
  };
  const knownYaml = (path: string): YamlFile | undefined => {
    const facts = library.facts(path).find((it) => it.reader === reader);
    const file = facts?.body as ComposeFile | undefined;
    // Of a file that looks like something else the reader keeps its problems to itself.
    return file === undefined || file.outline.form === "other" ? undefined : file.yaml;
  };
  /** Another file names it, so it is one, whatever it looks like. */
  const parsed = (path: string): YamlFile | undefined => {
    const text = library.text(path);
    const yaml = text === undefined ? undefined : parseYaml(text);
    for (const { message, severity, start, end } of yaml?.problems ?? []) {
      problems.push({ message, severity, file: path, span: yaml?.lines.span(start, end) as Span, reader });
    }
    return yaml;
  };

  const say: Loading["say"] = (severity, message, at) => {
    const key = `${at}\n${message}`;
    if (said.has(key)) return;
    said.add(key);
    const span = places.get(at);
    problems.push({ message, file: fileOf(at), severity, reader, ...(span === undefined ? {} : { span }) });
  };

  return {
    library,
    places,
    problems,
    envFiles: openEnvFiles(library, problems),
    yaml: yamlOf,
    documents(path, variables) {
      const under = made.get(variables) ?? new Map<string, readonly Node[] | undefined>();
      made.set(variables, under);
      if (under.has(path)) return under.get(path);
      const yaml = yamlOf(path);
      const once = told.get(path) ?? new Set<string>();
      told.set(path, once);
      const lookup = lookupIn(variables);
      const nodes = yaml && nodesOf({ file: path, yaml, lookup, places, problems, told: once, hasEnvFile: variables.hasFile });
      under.set(path, nodes);
      return nodes;
    },
    say,
    clash: (over) =>
      say(
        "error",
        "Another file says this as a mapping where here is a list, or the other way round: Compose refuses to merge them.",
        over.at,
      ),
    spend: () => left-- > 0,
  };
}

/** Where loading stands: which folder paths start from, which variables there are, and which files led here. */
export interface Scope {
  readonly folder: string;
  readonly variables: Variables;
  readonly chain: readonly string[];
  /** Every file that has a part in the project, gathered on the way. */
  readonly used: Set<string>;
  /** Files that were named and could not be read: what is not defined may be defined there. */
  readonly gaps: Set<string>;
}

export function missing(path: string, at: EvidenceId, scope: Scope, loading: Loading): void {
  scope.gaps.add(path);
  if (loading.library.exists(path)) loading.say("warning", `${path} could not be read.`, at);
  else loading.say("error", `There is no file ${path}.`, at);
}
