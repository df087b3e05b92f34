import { parseYaml } from "../../syntax/yaml/parse.ts";
import type { Reader, SourceFile } from "../reader.ts";
import { openGathering, type ProductConfig, productFacts } from "./product-config.ts";
import { leavesOf } from "./trees.ts";

/** Traefik's dynamic configuration in files, YAML or TOML: the servers of its services. Labels are Compose's. */
export const traefikReader: Reader<ProductConfig> = {
  id: "traefik",
  title: "Traefik configuration",
  wants: (path) => /\.(?:ya?ml|toml)$/i.test(path),
  recognises: ({ path, text }) =>
    /\.toml$/i.test(path)
      ? /^[ \t]*\[+(?:http|tcp|udp)\.services\.[^\]]+\]/m.test(text) || /^[ \t]*\[+backends\.[^\]]+\.servers/m.test(text)
      : /\bloadBalancer\b/i.test(text) && /^(?:http|tcp|udp)[ \t]{0,4}:/m.test(text),
  read,
};

function read({ path, text }: SourceFile) {
  const gathering = openGathering(text);
  if (/\.toml$/i.test(path)) {
    for (const match of text.matchAll(/^[ \t]*(url|address)[ \t]*=[ \t]*["']([^"'\r\n]{1,300})["']/gm)) {
      const start = match.index + match[0].length - match[0].trimStart().length;
      gathering.add(match[2] ?? "", "server of a service", `servers.${match[2]}`, start, match.index + match[0].length, { scheme: "http" });
    }
    return productFacts("traefik", path, "Traefik", "gateway", gathering.targets);
  }
  for (const { path: way, text: said, start, end } of leavesOf(parseYaml(text))) {
    const [family = "", services, service = ""] = way;
    if (!/^(?:http|tcp|udp)$/.test(family) || services !== "services" || !/^(?:url|address)$/.test(way.at(-1) ?? "")) continue;
    if (way.some((it) => it.toLowerCase() === "servers"))
      gathering.add(said, `server of ${service}`, `${service}.${said}`, start, end, { scheme: family });
  }
  return productFacts("traefik", path, "Traefik", "gateway", gathering.targets);
}
