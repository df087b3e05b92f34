import { parseYaml } from "../../syntax/yaml/parse.ts";
import { asNumber, get, textOf } from "../../syntax/yaml/walk.ts";
import type { Reader, SourceFile } from "../reader.ts";
import { openGathering, type ProductConfig, productFacts } from "./product-config.ts";
import { leavesOf } from "./trees.ts";

/** Kong without a database: its services and the targets of its upstreams. */
export const kongReader: Reader<ProductConfig> = {
  id: "kong",
  title: "Kong declarative configuration",
  wants: (path) => /\.(?:ya?ml|json)$/i.test(path),
  recognises: ({ text }) => /^["'{ ]{0,6}_format_version["']?[ \t]{0,4}:/m.test(text),
  read,
};

function read({ path, text }: SourceFile) {
  const gathering = openGathering(text);
  const file = parseYaml(text);
  const upstreams = new Set([...leavesOf(file)].flatMap((it) => (it.path.join(".") === "upstreams.[].name" ? [it.text] : [])));
  for (const { path: way, text: said, start, end, holder } of leavesOf(file)) {
    const name = textOf(get(holder, "name")) ?? "";
    const key = way.join(".");
    if (key === "services.[].url") gathering.add(said, `service ${name}`, `services.${name}.url`, start, end, { words: false });
    else if (key === "services.[].host" && !upstreams.has(said)) {
      const port = asNumber(get(holder, "port"));
      gathering.add(port === undefined ? said : `${said}:${port}`, `service ${name}`, `services.${name}.host`, start, end, {
        scheme: textOf(get(holder, "protocol")) ?? "http",
      });
    } else if (key === "upstreams.[].targets.[].target")
      gathering.add(said, "target of an upstream", `targets.${said}`, start, end, { scheme: "http" });
  }
  return productFacts("kong", path, "Kong", "gateway", gathering.targets);
}
