import { expect, test } from "vitest";
import { meetsConstraint } from "./semver.ts";

test.each([
  [">=1.19-0", "v1.33.0", true],
  [">=1.19-0", "1.33.0-eks-1", true],
  [">=1.19", "1.33.0-eks-1", false],
  ["^1.2.3", "1.9.0", true],
  ["^1.2.3", "2.0.0", false],
  ["^0.2.3", "0.3.0", false],
  ["~1.2.3", "1.2.9", true],
  ["~1.2", "1.3.0", false],
  ["~1", "1.9.0", true],
  ["12.x.x", "12.1.5", true],
  ["12.x.x", "13.0.0", false],
  ["1.2", "1.2.7", true],
  ["*", "3.0.0", true],
  ["<2 || >=3", "3.1.0", true],
  [">1.2 <=1.4", "1.4.9", true],
  ["1.2 - 1.4.5", "1.4.6", false],
  ["!=1.2.3", "1.2.3", false],
  ["=1.2.3", "1.2.3", true],
  ["latest", "1.0.0", undefined],
  [">=1", "latest", undefined],
])("%s by %s: %s", (constraint, version, met) => expect(meetsConstraint(constraint, version)).toBe(met));
