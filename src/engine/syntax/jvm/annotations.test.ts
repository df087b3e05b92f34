import { expect, it } from "vitest";
import { annotationsIn } from "./annotations.ts";

const names = new Set(["FeignClient", "EnableX"]);
const found = (text: string) =>
  annotationsIn(text, names).map(({ name, strings }) =>
    [name, ...[...strings].map(([key, values]) => `${key}=${values.join("|")}`)].join(" "),
  );

it("reads arguments as they are written", () => {
  expect(found('@FeignClient("orders") interface A {}')).toEqual(["FeignClient value=orders"]);
  expect(found('@org.x.FeignClient(name = "a", url = "${a.url}", path = A.B)')).toEqual(["FeignClient name=a url=${a.url}"]);
  expect(found('@FeignClient(name = "a" + SUFFIX)\n@EnableX class A')).toEqual(["FeignClient", "EnableX"]);
  expect(found('@FeignClient(url = "\\${a.url}")')).toEqual(["FeignClient url=${a.url}"]);
});

it("passes over comments, strings and other annotations", () => {
  expect(found('// @EnableX\n/* @EnableX */\nString s = "@EnableX";\n@EnableXY @Other class A {}')).toEqual([]);
});

it("ends, whatever the text, in time that follows it", () => {
  const started = performance.now();
  for (const text of ["@", "@FeignClient(", '@FeignClient("', "@EnableX(".repeat(20_000), "/*".repeat(100_000), "'".repeat(100_000)])
    found(text);
  expect(performance.now() - started).toBeLessThan(3000);
});
