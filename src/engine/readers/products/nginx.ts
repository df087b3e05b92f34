import { type Directive, eachDirective, parseDirectives } from "../../syntax/directives.ts";
import type { Reader, SourceFile } from "../reader.ts";
import { openGathering, type ProductConfig, productFacts } from "./product-config.ts";

/** nginx: `proxy_pass` and its brothers, `upstream` blocks, variables that hold an address. */
export const nginxReader: Reader<ProductConfig> = {
  id: "nginx",
  title: "nginx configuration",
  wants: (path) =>
    /\.(?:conf|nginx|vhost)$|\.conf\.(?:template|tmpl|tpl|j2|in|erb|sample|example)$|(?:^|\/)nginx[^/]*$|(?:^|\/)(?:sites-(?:available|enabled)|conf\.d)\/[^/]+$/i.test(
      path,
    ) && !/\.(?:md|ts|js|json|ya?ml|sh|png|svg|go|py)$/i.test(path),
  recognises: ({ path, text }) => pass.test(text) && !/\.(?:sample|example)$/i.test(path),
  read,
};

const pass = /(?:^|[;{}])[ \t]*(?:proxy_pass|fastcgi_pass|grpc_pass|uwsgi_pass|scgi_pass|upstream)[ \t]+[^\s=]/m;
const schemes: Readonly<Record<string, string>> = {
  proxy_pass: "http",
  fastcgi_pass: "fastcgi",
  grpc_pass: "grpc",
  uwsgi_pass: "uwsgi",
  scgi_pass: "scgi",
};

function read({ path, text }: SourceFile) {
  const gathering = openGathering(text);
  const all = [...eachDirective(parseDirectives(text))];
  const upstreams = new Map(
    all.flatMap(({ directive }) => (directive.name === "upstream" ? [[directive.args[0] ?? "", directive] as const] : [])),
  );
  const variables = variablesOf(all.map((it) => it.directive));
  let serves = false;
  for (const { directive, holders } of all) {
    if (directive.name === "try_files" || (directive.name === "root" && holders.length > 0)) serves = true;
    const scheme = schemes[directive.name];
    if (scheme === undefined) continue;
    const route = holders.findLast((it) => it.name === "location")?.args.at(-1);
    const stream = holders.some((it) => it.name === "stream");
    const where = `${directive.name}${route === undefined ? "" : ` of ${route}`}`;
    const said = filled(directive.args[0] ?? "", variables);
    const name = /^(?:[a-z]+:\/\/)?([^/:$]+)/i.exec(said)?.[1] ?? "";
    const upstream = upstreams.get(name);
    const options = { scheme: stream ? "tcp" : scheme };
    if (upstream === undefined)
      gathering.add(
        said.replace(/\$[a-z_]\w*$/i, ""),
        where,
        `${directive.name}.${route ?? name}`,
        directive.start,
        directive.end,
        options,
      );
    else
      for (const server of upstream.block ?? [])
        if (server.name === "server")
          gathering.add(
            filled(server.args[0] ?? "", variables),
            `${where}, upstream ${name}`,
            `upstream.${name}.${server.args[0] ?? ""}`,
            server.start,
            server.end,
            options,
          );
  }
  // An upstream may be passed to from another file.
  for (const [name, { block }] of upstreams) {
    const used = all.some(({ directive }) => schemes[directive.name] !== undefined && (directive.args[0] ?? "").includes(name));
    for (const server of used ? [] : (block ?? []))
      if (server.name === "server")
        gathering.add(
          filled(server.args[0] ?? "", variables),
          `upstream ${name}`,
          `upstream.${name}.${server.args[0] ?? ""}`,
          server.start,
          server.end,
          { scheme: "http" },
        );
  }
  return productFacts("nginx", path, "nginx", serves ? undefined : "gateway", gathering.targets);
}

/** `set $api http://api:3000;` */
const variablesOf = (directives: readonly Directive[]): ReadonlyMap<string, string> =>
  new Map(directives.flatMap(({ name, args }) => (name === "set" && args.length === 2 ? [[args[0] ?? "", args[1] ?? ""] as const] : [])));

const filled = (text: string, variables: ReadonlyMap<string, string>): string =>
  text.replace(/\$\{?([a-z_]\w{0,60})\}?/gi, (all, name: string) => variables.get(`$${name}`) ?? all);
