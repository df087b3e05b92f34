import { expect, it } from "vitest";
import { f1, scoreOf, type Truth } from "../bench/recovery-score.ts";

const truth: Truth = {
  nodes: [
    { name: "orders", aliases: ["order-api"], kind: "service" },
    { name: "kafka", kind: "broker" },
    { name: "db", kind: "database" },
    { name: "debug", kind: "service", optional: true },
  ],
  edges: [
    { from: "orders", to: "db" },
    { from: "orders", to: "kafka" },
    { from: "orders", to: "debug" },
  ],
  ignore: ["tests"],
};
const node = (name: string, kind = "service") => ({ name, kind, aliases: [] });

it("scores what was recovered: by name or alias, brokers either way round, what is optional nowhere", () => {
  const nodes = [node("Orders-Service"), node("kafka", "broker"), node("db"), node("debug"), node("tests"), node("ghost")];
  const edges = [
    { from: "db", to: "Orders-Service" },
    { from: "kafka", to: "Orders-Service" },
    { from: "debug", to: "db" },
    { from: "ghost", to: "db" },
  ];
  const score = scoreOf({ nodes, edges }, truth);
  expect(score.nodes).toEqual({ found: 3, missed: [], invented: ["ghost"] });
  expect(score.edges).toEqual({ found: 2, missed: [], invented: ["ghost -> db"] });
  expect(score.directed.missed).toEqual(["orders -> db"]);
  expect(score.kinds).toBeCloseTo(2 / 3);
  expect(f1(score.nodes)).toBeCloseTo(6 / 7);
});
