import type { Problem } from "../model/index.ts";
import { parseHclJson } from "../syntax/hcl/json.ts";
import { parseHcl } from "../syntax/hcl/parse.ts";
import type { Expression, HclBody, HclFile } from "../syntax/hcl/tree.ts";
import { type Lines, linesOf } from "../syntax/lines.ts";
import { baseName, folderOf, within } from "../syntax/paths.ts";
import type { FileFacts, Reader, SourceFile } from "./reader.ts";

/** A file of a Terraform (or OpenTofu) module, or of values for one. */
export interface TerraformFile {
  readonly kind: "module" | "values";
  readonly body: HclBody;
  readonly lines: Lines;
  /** Sources of the modules it calls, as written. */
  readonly calls: readonly string[];
  /** It makes something, by itself or by a module. */
  readonly makes: boolean;
}

export const terraformReader: Reader<TerraformFile> = {
  id: "terraform",
  title: "Terraform",
  wants: (path) => /\.(?:tf|tofu|tfvars)(?:\.json)?$/i.test(path) && !/(?:^|\/)\.terraform\//.test(path),
  recognises: () => true,
  read,
};

function read({ path, text }: SourceFile): FileFacts<TerraformFile> {
  const lines = linesOf(text);
  const { body, problems }: HclFile = /\.json$/i.test(path) ? parseHclJson(text) : parseHcl(text);
  const kind = /\.tfvars(?:\.json)?$/i.test(path) ? "values" : "module";
  const calls = body.blocks.flatMap((block) => (block.type === "module" ? sourceOf(block.body) : []));
  const makes = calls.length > 0 || body.blocks.some((it) => it.type === "resource");
  return {
    file: path,
    reader: "terraform",
    body: { kind, body, lines, calls, makes },
    problems: problems.map(
      ({ message, start, end }): Problem => ({
        message,
        file: path,
        severity: "warning",
        span: lines.span(start, end),
        reader: "terraform",
      }),
    ),
    outline: [kind, makes, ...calls, ...[...filesIn(body, path)]].join("\n"),
    mentions: [...filesIn(body, path)],
  };
}

function sourceOf(body: HclBody): readonly string[] {
  const source = body.attributes.find((it) => it.name === "source")?.value;
  return source?.kind === "literal" ? [source.text] : [];
}

/** Files that it takes texts from: `file("x.json")`, `templatefile("${path.module}/x.tpl", {})`. */
function* filesIn(body: HclBody, path: string): Iterable<string> {
  for (const { value } of body.attributes) yield* filesOf(value, path);
  for (const it of body.blocks) yield* filesIn(it.body, path);
}

function* filesOf(expression: Expression, path: string): Iterable<string> {
  switch (expression.kind) {
    case "call": {
      const [first] = expression.args;
      if (/^(?:file|templatefile)$/.test(expression.name) && first !== undefined) {
        const said = first.kind === "literal" ? first.text : first.kind === "template" ? first.parts.map(pathPart).join("") : "";
        const file = /^[^\0]{1,300}\.(?:json|ya?ml|tpl|tftpl|tmpl|hcl)(?:\.\w{1,8})?$/i.test(said)
          ? within(folderOf(path), said)
          : undefined;
        if (file !== undefined && baseName(file) !== "") yield file;
      }
      for (const it of expression.args) yield* filesOf(it, path);
      break;
    }
    case "template":
      for (const it of expression.parts) if (typeof it !== "string") yield* filesOf(it, path);
      break;
    case "list":
      for (const it of expression.items) yield* filesOf(it, path);
      break;
    case "map":
      for (const it of expression.entries) yield* filesOf(it.value, path);
      break;
    case "for":
      yield* filesOf(expression.value, path);
      break;
    case "choice":
      yield* filesOf(expression.yes, path);
      yield* filesOf(expression.no, path);
      break;
    case "operation":
      for (const it of expression.operands) yield* filesOf(it, path);
      break;
    case "access":
      yield* filesOf(expression.of, path);
  }
}

/** `path.module` is the file's own folder; of anything else the name of the file is not known here. */
const pathPart = (part: string | Expression): string =>
  typeof part === "string" ? part : part.kind === "reference" && part.root === "path" && part.steps[0] === "module" ? "." : "\0";
