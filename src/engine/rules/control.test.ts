import { expect, test } from "vitest";
import { type Engine, openEngine } from "../engine.ts";

const compose = `services:
  cache:
    image: redis
    command: redis-server --maxmemory 100mb --maxmemory-policy allkeys-lru
    ports: ["6379:6379"]
`;
const open = (files: Readonly<Record<string, string>>): Engine => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return engine;
};
const config = (text: string, files: Readonly<Record<string, string>> = { "compose.yaml": compose }) =>
  open({ ...files, ".architect/config.yaml": text });
const told = (engine: Engine, rules?: readonly string[]): readonly string[] =>
  engine
    .review(rules === undefined ? {} : { rules })
    .findings.map(({ rule, severity, at: [at] }) => `${at.slice(0, at.lastIndexOf("#"))} ${rule} ${severity}`)
    .sort();
const problems = (engine: Engine): readonly string[] => [...engine.problems(), ...engine.review().problems].map(({ message }) => message);

test("a rule is switched off, weighs what is said, or is switched on", () => {
  const engine = config(`rules:
  "compose-*": off
  compose-cpu-limit-missing: on
  image-not-pinned: error
  store-published: { level: note }
`);
  expect(told(engine)).toEqual([
    "compose.yaml compose-cpu-limit-missing note",
    "compose.yaml image-not-pinned error",
    "compose.yaml store-published note",
  ]);
  expect(problems(engine)).toEqual([]);
});

test("who asks for a rule by name gets it, at the weight that was set", () => {
  const engine = config("rules:\n  store-published: off\n  image-not-pinned: note\n");
  expect(told(engine, ["store-published", "image-not-pinned"])).toEqual([
    "compose.yaml image-not-pinned note",
    "compose.yaml store-published warning",
  ]);
});

test("a part of the workspace is judged otherwise, and a folder's own file has the last word there", () => {
  const files = { "a/compose.yaml": compose, "dev/compose.yaml": compose, "own/compose.yaml": compose };
  const engine = config(
    `rules: { "compose-*": off, store-published: error }
overrides:
  - paths: [dev, own]
    rules: { store-published: off, image-not-pinned: off }
`,
    { ...files, "own/.architect/config.yaml": "rules: { store-published: note }\n" },
  );
  expect(told(engine)).toEqual([
    "a/compose.yaml image-not-pinned warning",
    "a/compose.yaml store-published error",
    "own/compose.yaml store-published note",
  ]);
});

test("a rule that is off by default and switched on for one folder is silent in the others", () => {
  const engine = config('overrides: [{ paths: [a], rules: { compose-cpu-limit-missing: warning } }]\nrules: { "compose-[hr]*": off }\n', {
    "a/compose.yaml": compose,
    "b/compose.yaml": compose,
  });
  expect(told(engine).filter((it) => it.includes("cpu-limit"))).toEqual(["a/compose.yaml compose-cpu-limit-missing warning"]);
});

test("files that are excluded are not read, and read again when they no longer are", () => {
  const engine = config("exclude: [examples, '*.gen.yaml']\n", { "compose.yaml": compose, "examples/compose.yaml": compose });
  const files = () => [...new Set(told(engine).map((it) => it.split(" ")[0]))];
  expect(files()).toEqual(["compose.yaml"]);
  expect([...engine.architecture().systems.keys()]).toEqual(["shop"]);
  engine.update([{ path: "examples/compose.yaml", text: `${compose}\n` }]);
  expect(files()).toEqual(["compose.yaml"]);
  engine.update([{ path: ".architect/config.yaml", text: "rules: {}\n" }]);
  expect(files()).toEqual(["compose.yaml", "examples/compose.yaml"]);
  engine.update([{ path: ".architect/config.yaml", text: "exclude: ['**/*.yaml']\n" }]);
  expect(files()).toEqual([]);
});

test("a rule's options are set, and its answers are asked for again when they change", () => {
  const engine = config("rules: { image-not-pinned: { allow: ['red*'] } }\n");
  expect(told(engine, ["image-not-pinned"])).toEqual([]);
  expect(problems(engine)).toEqual([]);
  engine.update([{ path: ".architect/config.yaml", text: "rules: { image-not-pinned: { allow: [acme/*], level: error } }\n" }]);
  expect(told(engine, ["image-not-pinned"])).toEqual(["compose.yaml image-not-pinned error"]);
  engine.update([{ path: ".architect/config.yaml", text: "rules: { image-not-pinned: { allow: 5 } }\n" }]);
  expect(problems(engine)).toEqual(["allow of image-not-pinned is a list of texts."]);
});

test("the editor's settings are outranked by the workspace's files", () => {
  const engine = config("rules: { image-not-pinned: error }\n");
  const settings = [
    { rules: "image-not-pinned", level: "off" },
    { rules: "compose-*", level: "off" },
  ] as const;
  expect(engine.review({ settings }).findings.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
    "image-not-pinned error",
    "store-published warning",
  ]);
});

test("a setting that sets nothing is told", () => {
  expect(
    problems(
      config(`rules:
  image-not-pined: off
  image-not-pinned: quiet
  store-published: { level: note, colour: red }
overrides:
  - rules: { store-published: off }
sort: x
`),
    ),
  ).toEqual([
    "sort is not known here; there are rules, overrides, exclude, baseline.",
    "An override needs paths: the files it is about.",
    "image-not-pinned is one of off, on, note, warning, error, or a mapping with level and options.",
    "There is no rule image-not-pined; this sets nothing.",
    "store-published has no option colour.",
  ]);
});

test.each(["", "rules:", "- a", "rules: [a]", "overrides: {}", "exclude: 5", "{{{", "rules: {[a]: off}"])("%j breaks nothing", (text) =>
  expect(told(config(text)).length).toBeGreaterThan(0),
);
