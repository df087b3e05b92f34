import { baseName } from "../../syntax/paths.ts";
import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { Reader, SourceFile } from "../reader.ts";
import { openGathering, type ProductConfig, productFacts } from "./product-config.ts";
import { leavesOf } from "./trees.ts";

/** Collectors of traces, metrics and logs: OpenTelemetry's exporters and scrapers, Beats' outputs, Promtail's clients. */
export const collectorsReader: Reader<ProductConfig> = {
  id: "collectors",
  title: "OpenTelemetry Collector, Beats, Promtail",
  wants: (path) => /\.ya?ml$/i.test(path),
  recognises: ({ path, text }) =>
    (/^exporters[ \t]{0,4}:/m.test(text) && /^service[ \t]{0,4}:/m.test(text) && /^receivers[ \t]{0,4}:/m.test(text)) ||
    (isBeat(path) && /^output(?:\.\w+)?[ \t]{0,4}:/m.test(text)) ||
    (/^clients[ \t]{0,4}:/m.test(text) && /^scrape_configs[ \t]{0,4}:/m.test(text)),
  read,
};

const isBeat = (path: string): boolean => /^(?:file|metric|packet|heart|audit|winlog)beat[\w.-]*\.ya?ml$/i.test(baseName(path));

function read({ path, text }: SourceFile) {
  const gathering = openGathering(text);
  const options = { style: "infrastructure" } as const;
  const beat = isBeat(path);
  for (const { path: way, text: said, start, end } of leavesOf(parseYaml(text))) {
    const key = way.join(".");
    if (
      /^exporters\.[^.]+\.(?:.*\.)?(?:endpoint|[a-z]+_endpoint|brokers\.\[\]|endpoints\.\[\])$/.test(key) &&
      !/^exporters\.prometheus(?:\/|\.)/.test(key)
    )
      gathering.add(said, `exporter ${way[1]}`, key, start, end, options);
    else if (
      /^receivers\.[^.]+\..*(?:targets\.\[\]|endpoint)$/.test(key) &&
      /^(?:prometheus|redis|postgresql|mysql|rabbitmq|mongodb|kafka\w*|httpcheck|nginx|elasticsearch)(?:\/|$)/.test(way[1] ?? "")
    )
      gathering.add(said, `receiver ${way[1]}`, `${key}.${said}`, start, end, options);
    else if (beat && /^output[.\w]*\.hosts\.\[\]$/.test(key)) gathering.add(said, "output", `${key}.${said}`, start, end, options);
    else if (key === "clients.[].url") gathering.add(said, "client", key, start, end, options);
  }
  const technology = beat ? "Beats" : /^clients[ \t]{0,4}:/m.test(text) ? "Promtail" : "OpenTelemetry Collector";
  return productFacts("collectors", path, technology, "monitoring", gathering.targets);
}
