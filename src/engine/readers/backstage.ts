import type { Span } from "../model/index.ts";
import { baseName } from "../syntax/paths.ts";
import { parseYaml } from "../syntax/yaml/parse.ts";
import { get, itemsOf, textOf } from "../syntax/yaml/walk.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** A component of a Backstage catalogue, as its team describes it. */
export interface CatalogueComponent {
  readonly name: string;
  readonly span: Span;
  /** As written, without its kind and namespace: `team-orders` of `group:default/team-orders`. */
  readonly owner: { readonly name: string; readonly span: Span } | undefined;
  readonly dependsOn: readonly { readonly kind: string; readonly name: string; readonly span: Span }[];
}

export const backstageReader: Reader<readonly CatalogueComponent[]> = {
  id: "backstage",
  title: "Backstage catalogues",
  wants: (path) => /^catalog-info\.ya?ml$/i.test(baseName(path)),
  recognises: ({ text }) => text.includes("backstage.io/"),
  read,
};

function read({ path, text }: SourceFile): FileFacts<readonly CatalogueComponent[]> {
  const { documents, lines } = parseYaml(text);
  const body = documents.flatMap(({ root }): readonly CatalogueComponent[] => {
    const at = get(root, "metadata", "name");
    const name = textOf(at);
    if (textOf(get(root, "kind")) !== "Component" || at === undefined || name === undefined) return [];
    const owner = get(root, "spec", "owner");
    const said = textOf(owner);
    const dependsOn = itemsOf(get(root, "spec", "dependsOn")).flatMap((it) => {
      const [, kind = "", other = ""] = /^(component|resource):(?:[^/]*\/)?(.+)$/i.exec(textOf(it) ?? "") ?? [];
      return other === "" ? [] : [{ kind: kind.toLowerCase(), name: other, span: lines.span(it.start, it.end) }];
    });
    return [
      {
        name,
        span: lines.span(at.start, at.end),
        owner:
          owner === undefined || said === undefined || said === ""
            ? undefined
            : { name: shortName(said), span: lines.span(owner.start, owner.end) },
        dependsOn,
      },
    ];
  });
  return { file: path, reader: "backstage", body, problems: [], outline: body.map((it) => it.name).join("\n"), mentions: [] };
}

const shortName = (entity: string): string => entity.replace(/^(?:group|user):/i, "").replace(/^[^/]*\//, "");
