import type { UnitKind } from "../unit.ts";
import { type ComposeUnit, discoverProjects } from "./discover.ts";
import { factsOf } from "./facts/facts.ts";
import { projectsOf } from "./load.ts";

/** Compose projects: the files of one, with overrides, includes and profiles, as variants of one system. */
export const composeUnits: UnitKind<ComposeUnit> = {
  id: "compose",
  title: "Compose projects",
  discover: discoverProjects,
  render: (unit, library) => factsOf(unit, projectsOf(unit, library)),
};
