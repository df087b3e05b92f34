import type { Reader, SourceFile } from "../reader.ts";
import { openGathering, type ProductConfig, productFacts } from "./product-config.ts";

/** Apache httpd: `ProxyPass`, `BalancerMember`, rewriting to a proxy. */
export const httpdReader: Reader<ProductConfig> = {
  id: "httpd",
  title: "Apache httpd configuration",
  wants: (path) => /\.(?:conf|vhost|htaccess)$|\.conf\.(?:template|tmpl|in)$/i.test(path),
  recognises: ({ text }) => line.test(text) || /^[ \t]*RewriteRule[ \t].*\[(?:[^\]]*,)?P(?:,[^\]]*)?\]/im.test(text),
  read,
};

const line = /^[ \t]*(?:ProxyPass(?:Match)?|BalancerMember)[ \t]+\S/im;
const directive = /^[ \t]*(ProxyPass|ProxyPassMatch|BalancerMember|RewriteRule)[ \t]+([^\r\n]{1,1000})/gim;

function read({ path, text }: SourceFile) {
  const gathering = openGathering(text);
  for (const match of text.matchAll(directive)) {
    const name = match[1] ?? "";
    const args = [...(match[2] ?? "").matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(
      ([, double, single, plain]) => double ?? single ?? plain ?? "",
    );
    const rewrites = /^RewriteRule$/i.test(name);
    if (rewrites && !/^\[(?:.*,)?P(?:,.*)?\]$/i.test(args[2] ?? "")) continue;
    // Inside of a Location the path is not said again.
    const target = args.find((it, index) => /^(?:[a-z0-9+.-]+):\/\//i.test(it) && (index > 0 || !rewrites)) ?? "";
    if (target === "" || /^balancer:|^unix:/i.test(target)) continue;
    const start = match.index + match[0].length - match[0].trimStart().length;
    const route = args[0] === target ? undefined : args[0];
    const where = `${name}${route === undefined ? "" : ` of ${route}`}`;
    gathering.add(target, where, `${name}.${route ?? target}`, start, match.index + match[0].trimEnd().length, {
      scheme: "http",
      words: false,
    });
  }
  return productFacts("httpd", path, "Apache httpd", "gateway", gathering.targets);
}
