import { isTestInput } from "../knowledge/files.ts";
import type { Span } from "../model/index.ts";
import { parseYaml } from "../syntax/yaml/parse.ts";
import { get, itemsOf, textOf } from "../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** A building block that Dapr's sidecars offer to applications: a broker, a store, a binding. */
export interface DaprComponent {
  readonly name: string;
  /** `pubsub.redis`, `state.postgresql`. */
  readonly type: string;
  readonly metadata: readonly { readonly name: string; readonly value: string; readonly span: Span }[];
  /** The applications that have it; empty = all that run beside it. */
  readonly scopes: readonly { readonly app: string; readonly span: Span }[];
}

export const daprReader: Reader<readonly DaprComponent[]> = {
  id: "dapr",
  title: "Dapr components",
  wants: (path) => /\.ya?ml$/i.test(path),
  recognises: ({ path, text }) => !isTestInput(path) && /^apiVersion:[ \t]{0,9}["']?dapr\.io\//m.test(text),
  read,
};

function read({ path, text }: SourceFile): FileFacts<readonly DaprComponent[]> {
  const { documents, lines } = parseYaml(text);
  const body = documents.flatMap(({ root }): readonly DaprComponent[] => {
    const name = textOf(get(root, "metadata", "name"));
    const type = textOf(get(root, "spec", "type"));
    if (textOf(get(root, "kind")) !== "Component" || name === undefined || type === undefined) return [];
    const metadata = itemsOf(get(root, "spec", "metadata")).flatMap((it) => {
      const [called, value] = [textOf(get(it, "name")), textOf(get(it, "value"))];
      return called === undefined || value === undefined ? [] : [{ name: called, value, span: lines.span(it.start, it.end) }];
    });
    const scopes = itemsOf(get(root, "scopes")).flatMap((it) => {
      const app = textOf(it);
      return app === undefined ? [] : [{ app, span: lines.span(it.start, it.end) }];
    });
    return [{ name, type, metadata, scopes }];
  });
  return { file: path, reader: "dapr", body, problems: [], outline: body.map((it) => it.name).join("\n"), mentions: [] };
}
