import { parseYaml } from "../../syntax/yaml/parse.ts";
import { asNumber, get, textOf } from "../../syntax/yaml/walk.ts";
import type { Reader, SourceFile } from "../reader.ts";
import { openGathering, type ProductConfig, productFacts } from "./product-config.ts";
import { leavesOf } from "./trees.ts";

/** Prometheus: what it scrapes, where it sends alerts and samples. */
export const prometheusReader: Reader<ProductConfig> = {
  id: "prometheus",
  title: "Prometheus configuration",
  wants: (path) => /\.(?:ya?ml|ya?ml\.(?:tmpl|template))$/i.test(path),
  recognises: ({ text }) => /^scrape_configs[ \t]{0,4}:/m.test(text),
  read,
};

function read({ path, text }: SourceFile) {
  const gathering = openGathering(text);
  for (const { path: way, text: said, start, end, holder } of leavesOf(parseYaml(text))) {
    const key = way.join(".");
    const options = { scheme: "http", style: "infrastructure" } as const;
    if (/^(?:scrape_configs\.\[\]|alerting\.alertmanagers\.\[\])\.static_configs\.\[\]\.targets\.\[\]$/.test(key))
      gathering.add(said, way[0] === "alerting" ? "alertmanager" : "scrape target", `${way[0]}.${said}`, start, end, options);
    else if (key === "scrape_configs.[].dns_sd_configs.[].names.[]") {
      // Swarm answers with every task of a service, Kubernetes with its named port.
      const name = said.replace(/^(?:tasks\.|_[^.]+\._(?:tcp|udp)\.)+/, "");
      const port = asNumber(get(holder, "port"));
      gathering.add(port === undefined ? name : `${name}:${port}`, "scrape target", `dns.${said}`, start, end, options);
    } else if (/^remote_(?:write|read)\.\[\]\.url$/.test(key))
      gathering.add(said, way[0] ?? "", `${way[0]}.${textOf(get(holder, "name")) ?? said}`, start, end, options);
  }
  return productFacts("prometheus", path, "Prometheus", "monitoring", gathering.targets);
}
