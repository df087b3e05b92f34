import { openEngine } from "../../src/engine/index.ts";
import { composeFile } from "../compose-file.mjs";
import { median, milliseconds, percentile, table } from "../figures.mjs";

export const title = "The engine alone: read, render, assemble and review";

const sizes = [
  { says: "one file of 800 lines", files: 1, lines: 800 },
  { says: "100 files of 200 lines", files: 100, lines: 200 },
  { says: "one file of 8,000 lines", files: 1, lines: 8000 },
];

export async function measure() {
  const rows = sizes.map(({ says, files, lines }) => {
    const texts = Array.from({ length: files }, (_, at) => ({
      path: `team-${at}/compose.yaml`,
      text: composeFile(lines, { team: `team${at}` }),
    }));
    const from = performance.now();
    const engine = openEngine({ workspaceName: "bench" });
    engine.update(texts);
    const { findings } = engine.review();
    const first = performance.now() - from;
    const keystrokes = [];
    for (let round = 0; round < 120; round++) {
      const text = composeFile(lines, { tag: `2.0.${round}`, team: "team0" });
      const start = performance.now();
      engine.update([{ path: "team-0/compose.yaml", text }]);
      engine.review();
      if (round >= 20) keystrokes.push(performance.now() - start);
    }
    return [
      says,
      milliseconds(first),
      milliseconds(median(keystrokes)),
      milliseconds(percentile(keystrokes, 0.95)),
      String(findings.length),
    ];
  });
  table([["workspace", "opened (cold)", "keystroke p50", "p95", "findings"], ...rows]);
}
