import { expect, it } from "vitest";
import { distanceUpTo, nearest } from "./near.ts";

it.each([
  ["postgress", ["postgres", "redis"], ["postgres"]],
  ["dbb", ["db", "web"], ["db"]],
  ["rabbit", ["rabbitmq", "api"], ["rabbitmq"]],
  ["database", ["db", "orders-database"], ["orders-database"]],
  ["postgres", ["postgres-db", "postgres2"], ["postgres2", "postgres-db"]],
  ["api", ["web", "db"], []],
])("%s may be meant as %s", (name, candidates, expected) => expect(nearest(name, candidates)).toEqual(expected));

it("neighbours that changed places are one step", () => expect(distanceUpTo("rdeis", "redis", 2)).toBe(1));
