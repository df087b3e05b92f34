import type { Evidence, UnitResource } from "../model/index.ts";
import type { TeamRulesBody } from "../readers/team-rules.ts";
import type { Unit, UnitKind } from "./unit.ts";

/** What a team rules about its architecture, a unit a file: it starts nothing and names nothing new. */
export const teamRulesUnit: UnitKind = {
  id: "team-rules",
  title: "Team rules",
  discover: (library) =>
    library.of("team-rules").map(({ file }): Unit => ({ id: `unit:team-rules:${file}`, kind: "team-rules", files: [file] })),
  render({ id, files }, library) {
    const file = files[0] ?? "";
    const body = library.facts(file).find((it) => it.reader === "team-rules")?.body as TeamRulesBody | undefined;
    const rules = body?.rules ?? [];
    return {
      unit: id,
      system: { name: library.workspaceName, folder: "", reason: "What people say about the workspace." },
      variants: [],
      describes: true,
      corrections: [],
      main: undefined,
      components: [],
      uses: [],
      resources: rules.map((it): UnitResource => ({ kind: "team-rule", id: `resource:${it.at}`, in: "all", ...it })),
      evidence: rules.map(
        (it): Evidence => ({
          id: it.at,
          file,
          reader: "team-rules",
          strength: "stated",
          in: "all",
          says: `The rule ${it.name}: ${it.because}`,
        }),
      ),
      problems: [],
      places: body?.places ?? new Map(),
    };
  },
};
