import type { Correction, Evidence } from "../model/index.ts";
import type { CorrectionsBody } from "../readers/corrections.ts";
import type { Unit, UnitKind } from "./unit.ts";

/** What people say, a unit a file: it has proofs with places like any other, and nothing else. */
export const correctionsUnit: UnitKind = {
  id: "corrections",
  title: "Corrections",
  discover: (library) =>
    library.of("corrections").map(({ file }): Unit => ({ id: `unit:corrections:${file}`, kind: "corrections", files: [file] })),
  render({ id, files }, library) {
    const file = files[0] ?? "";
    const body = library.facts(file).find((it) => it.reader === "corrections")?.body as CorrectionsBody | undefined;
    const corrections = body?.corrections ?? [];
    return {
      unit: id,
      system: { name: library.workspaceName, folder: "", reason: "What people say about the workspace." },
      variants: [],
      describes: true,
      corrections,
      main: undefined,
      components: [],
      uses: [],
      resources: [],
      evidence: corrections.map(
        (it): Evidence => ({ id: it.at, file, reader: "corrections", strength: "stated", in: "all", says: sentence(it) }),
      ),
      problems: [],
      places: body?.places ?? new Map(),
    };
  },
};

function sentence(it: Correction): string {
  switch (it.do) {
    case "same":
      return `A correction says that ${it.names.join(" and ")} are the same.`;
    case "different":
      return `A correction says that ${it.names.join(" and ")} are not the same.`;
    case "ignore":
      return `A correction says that ${it.name} is no part of the system.`;
    case "external":
      return `A correction says that ${it.name} is somebody else's.`;
    case "kind":
      return `A correction says that ${it.name} is a ${it.kind}.`;
    case "owner":
      return `A correction says that ${it.name} belongs to ${it.owner}.`;
    case "connects":
      return `A correction says that ${it.from} connects to ${it.to}.`;
    case "unconnected":
      return `A correction says that ${it.from} does not connect to ${it.to}.`;
  }
}
