import { parseYaml } from "../../syntax/yaml/parse.ts";
import { asNumber, get } from "../../syntax/yaml/walk.ts";
import type { Reader, SourceFile } from "../reader.ts";
import { openGathering, type ProductConfig, productFacts } from "./product-config.ts";
import { leavesOf } from "./trees.ts";

/** Envoy: the endpoints of its clusters, in its own file or in one that it loads them from. Listeners are its own addresses. */
export const envoyReader: Reader<ProductConfig> = {
  id: "envoy",
  title: "Envoy configuration",
  wants: (path) => /\.(?:ya?ml|json)$/i.test(path),
  recognises: ({ text }) =>
    text.includes("socket_address") &&
    /\b(?:clusters|resources)\b/.test(text) &&
    /\b(?:static_resources|load_assignment|lb_policy|hosts|lb_endpoints)\b/.test(text),
  read,
};

function read({ path, text }: SourceFile) {
  const gathering = openGathering(text);
  for (const leaf of leavesOf(parseYaml(text))) {
    const cluster = Math.max(leaf.path.lastIndexOf("clusters"), leaf.path.lastIndexOf("lb_endpoints"));
    if (cluster < 0 || leaf.path.at(-1) !== "address" || !leaf.path.includes("socket_address", cluster)) continue;
    const port = asNumber(get(leaf.holder, "port_value"));
    const said = port === undefined ? leaf.text : `${leaf.text}:${port}`;
    gathering.add(said, "endpoint of a cluster", `clusters.${said}`, leaf.start, leaf.end, { scheme: "http" });
  }
  return productFacts("envoy", path, "Envoy", "gateway", gathering.targets);
}
