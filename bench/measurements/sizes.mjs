import { openEngine } from "../../src/engine/index.ts";
import { composeFile } from "../compose-file.mjs";
import { median, milliseconds, percentile, table } from "../figures.mjs";
import { manifestFiles } from "../manifest-files.mjs";

export const title = "CPU of a keystroke by the size of what is edited, all findings asked for after each";

/** Teams with a namespace, a folder and some twenty manifests each. */
const teams = (count) =>
  Array.from({ length: count }, (_, at) =>
    manifestFiles(20).map(({ path, text }) => ({
      path: `team-${at}/${path}`,
      text: text.replaceAll("namespace: shop", `namespace: team-${at}`),
    })),
  ).flat();
const projects = (count) =>
  Array.from({ length: count }, (_, at) => ({ path: `team-${at}/compose.yaml`, text: composeFile(60, { team: `team${at}` }) }));

/** The first file that has an image is typed in. */
const workspaces = [
  { says: "a compose file of 800 lines", files: () => [{ path: "compose.yaml", text: composeFile(800) }], rounds: 120 },
  { says: "a compose file of 2,000 lines", files: () => [{ path: "compose.yaml", text: composeFile(2000) }], rounds: 100 },
  { says: "a file of manifests, 2,000 lines", files: () => manifestFiles(136, { together: "all" }), rounds: 100 },
  { says: "a file of manifests, 34,000 lines", files: () => manifestFiles(2310, { together: "all" }), rounds: 20 },
  { says: "100 manifests of 5 teams", files: () => teams(5), rounds: 100 },
  { says: "5,000 manifests of 250 teams", files: () => teams(250), rounds: 60 },
  { says: "100 compose projects", files: () => projects(100), rounds: 100 },
  { says: "5,000 compose projects", files: () => projects(5000), rounds: 60 },
  { says: "100 manifests of one system", files: () => manifestFiles(100), rounds: 100 },
  { says: "5,000 manifests of one system", files: () => manifestFiles(5000), rounds: 20 },
];

export function measure() {
  table([["workspace", "opened (cold)", "keystroke p50", "p95", "findings"], ...workspaces.map(measured)]);
}

function measured({ says, files: filesOf, rounds }) {
  const files = filesOf();
  const engine = openEngine({ workspaceName: "bench" });
  const opened = cpuOf(() => {
    engine.update(files);
    engine.review();
  });
  const { path, text } = files.find((it) => it.text.includes("image:"));
  let findings = [];
  const keystrokes = Array.from({ length: rounds + 10 }, (_, round) => {
    const typed = text.replace(/(image: \S+?):[\w.]+/, `$1:2.0.${round}`);
    return cpuOf(() => {
      engine.update([{ path, text: typed }]);
      findings = engine.review().findings;
    });
  }).slice(10);
  return [
    says,
    milliseconds(opened),
    milliseconds(median(keystrokes)),
    milliseconds(percentile(keystrokes, 0.95)),
    String(findings.length),
  ];
}

function cpuOf(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
