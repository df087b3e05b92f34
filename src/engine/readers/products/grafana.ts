import { parseYaml } from "../../syntax/yaml/parse.ts";
import { get, textOf } from "../../syntax/yaml/walk.ts";
import type { Reader, SourceFile } from "../reader.ts";
import { openGathering, type ProductConfig, productFacts } from "./product-config.ts";
import { leavesOf } from "./trees.ts";

/** Grafana's provisioned data sources. */
export const grafanaReader: Reader<ProductConfig> = {
  id: "grafana",
  title: "Grafana data sources",
  wants: (path) => /\.ya?ml$/i.test(path),
  recognises: ({ text }) => /^datasources[ \t]{0,4}:/m.test(text) && /\burl[ \t]{0,4}:/.test(text) && /\btype[ \t]{0,4}:/.test(text),
  read,
};

function read({ path, text }: SourceFile) {
  const gathering = openGathering(text);
  for (const { path: way, text: said, start, end, holder } of leavesOf(parseYaml(text))) {
    if (way.join(".") !== "datasources.[].url") continue;
    const name = textOf(get(holder, "name")) ?? textOf(get(holder, "type")) ?? "";
    gathering.add(said, `data source ${name}`, `datasources.${name}`, start, end, { style: "infrastructure" });
  }
  return productFacts("grafana", path, "Grafana", "monitoring", gathering.targets);
}
