import { eachDirective, parseDirectives } from "../../syntax/directives.ts";
import { baseName } from "../../syntax/paths.ts";
import type { Reader, SourceFile } from "../reader.ts";
import { openGathering, type ProductConfig, productFacts } from "./product-config.ts";

/** Caddy: `reverse_proxy` and `php_fastcgi` of a Caddyfile. */
export const caddyReader: Reader<ProductConfig> = {
  id: "caddy",
  title: "Caddyfile",
  wants: (path) => /^caddyfile(?:\.[\w.-]+)?$|\.caddy(?:file)?$/i.test(baseName(path)),
  recognises: ({ text }) => /\b(?:reverse_proxy|php_fastcgi|proxy)\b/.test(text),
  read,
};

function read({ path, text }: SourceFile) {
  const gathering = openGathering(text);
  let serves = false;
  for (const { directive, holders } of eachDirective(parseDirectives(text, { lines: true }))) {
    if (directive.name === "file_server") serves = true;
    if (directive.name !== "reverse_proxy" && directive.name !== "php_fastcgi") continue;
    const scheme = directive.name === "php_fastcgi" ? "fastcgi" : "http";
    const route = holders.findLast((it) => /^(?:handle|handle_path|route)$/.test(it.name))?.args[0];
    const said = [...directive.args, ...(directive.block ?? []).flatMap((it) => (it.name === "to" ? it.args : []))];
    for (const target of said.map(filled)) {
      // A matcher stands before the targets: `/api/*`, `@api`, `*`.
      if (/^[/@*]/.test(target)) continue;
      const address = target.replace(/^h2c:\/\//, "http://").replace(/^:(\d+)$/, "localhost:$1");
      const where = `${directive.name}${route === undefined ? "" : ` of ${route}`}`;
      gathering.add(address, where, `${directive.name}.${target}`, directive.start, directive.end, { scheme });
    }
  }
  return productFacts("caddy", path, "Caddy", serves ? undefined : "gateway", gathering.targets);
}

/** `{$API:api:8080}` by its default. */
const filled = (text: string): string => text.replace(/\{\$\w{1,80}:([^{}]{0,200})\}/g, "$1");
