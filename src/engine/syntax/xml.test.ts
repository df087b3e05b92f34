import { expect, it } from "vitest";
import { childAt, childrenNamed, parseXml } from "./xml.ts";

it("reads elements, attributes, entities and CDATA; comments say nothing", () => {
  const root = parseXml(
    '<?xml version="1.0"?><!-- <a/> --><m:project v="1 &amp; 2"><a>x &lt; y</a><b><![CDATA[1 < 2]]></b><a/></m:project>',
  );
  expect(root).toMatchObject({ name: "project", attributes: { v: "1 & 2" } });
  expect(childrenNamed(root, "a").map((it) => it.text)).toEqual(["x < y", ""]);
  expect(childAt(root, "b")?.text).toBe("1 < 2");
});

it("goes on after what is not closed, or closes nothing", () => {
  expect(childAt(parseXml("<a><b><c>1</b></x><d>2</d>"), "d")?.text).toBe("2");
  expect(parseXml("no element")).toBeUndefined();
  expect(parseXml('<a b="')).toMatchObject({ name: "a" });
});

it("takes time that follows the text, however deep", () => {
  const started = performance.now();
  parseXml("<a>".repeat(200_000));
  parseXml(`<a ${'x="1" '.repeat(50_000)}/>`);
  parseXml("<!--".repeat(100_000));
  expect(performance.now() - started).toBeLessThan(2000);
});
