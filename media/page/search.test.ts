import { expect, test } from "vitest";
import { matches } from "./search.ts";

const entries = [
  { id: "n1", words: "Orders, Service, node 22" },
  { id: "n2", words: "postgres, Database, postgres 16" },
  { id: "e1", words: "Orders to postgres: reads" },
];

test("every word has to be there, in any order and case", () => {
  expect(matches(entries, "POSTGRES orders")).toEqual(["e1"]);
  expect(matches(entries, "node")).toEqual(["n1"]);
  expect(matches(entries, "kafka")).toEqual([]);
});

test("nothing asked, nothing found", () => expect(matches(entries, "  ")).toEqual([]));
