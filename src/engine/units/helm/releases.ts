import type { Library } from "../unit.ts";
import type { Charts } from "./charts.ts";
import type { Deployment } from "./discover.ts";

/** What files of the workspace release: helmfiles, and applications of Argo CD. */
export const releasedIn = (_charts: Charts, _library: Library): readonly Deployment[] => [];
