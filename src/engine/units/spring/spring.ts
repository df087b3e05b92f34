import type { UnitKind } from "../unit.ts";
import { discoverApplications, type SpringUnit } from "./discover.ts";
import { factsOf } from "./facts.ts";

/** Spring applications: what is built from one module and runs as one program. */
export const springUnits: UnitKind<SpringUnit> = {
  id: "spring",
  title: "Spring applications",
  discover: discoverApplications,
  render: factsOf,
};
