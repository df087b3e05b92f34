import { expect, it } from "vitest";
import { type Directive, parseDirectives } from "./directives.ts";

const shown = (directives: readonly Directive[]): string =>
  directives.map((it) => [it.name, ...it.args].join(" ") + (it.block === undefined ? "" : ` {${shown(it.block)}}`)).join("; ");

it("reads nginx's form", () => {
  const text = 'http { # x\n server { listen 80; location ~ "^/a{2}" { proxy_pass http://${HOST}:80; } } }';
  expect(shown(parseDirectives(text))).toBe("http {server {listen 80; location ~ ^/a{2} {proxy_pass http://${HOST}:80}}}");
});

it("reads Caddy's form, where a line ends a directive", () => {
  const text = "{$SITE:x.test} {\n  reverse_proxy /a/* {$API:api:80} {\n    lb_policy first\n  }\n  log\n}\n";
  expect(shown(parseDirectives(text, { lines: true }))).toBe("{$SITE:x.test} {reverse_proxy /a/* {$API:api:80} {lb_policy first}; log}");
});

it("ends, whatever the text, in time that follows it", () => {
  const started = performance.now();
  for (const text of ["}", "{", "a {", '"', "\\", "{".repeat(100_000), "a ".repeat(100_000), "${".repeat(50_000)])
    for (const lines of [true, false]) parseDirectives(text, { lines });
  expect(performance.now() - started).toBeLessThan(3000);
});
