import type { UnitKind } from "../unit.ts";
import { factsOf } from "./facts.ts";
import { type CodeUnit, discoverPackages } from "./packages.ts";

/** A package of source code says whom its component reaches. It starts nothing: who it is, is told by its folder, image and name. */
export const codeUnits: UnitKind<CodeUnit> = {
  id: "code",
  title: "Packages of source code",
  discover: discoverPackages,
  render: factsOf,
};
