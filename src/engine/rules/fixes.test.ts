import { describe, expect, test } from "vitest";
import { isCollection, isMap, isSeq, parseAllDocuments } from "yaml";
import { openEngine } from "../engine.ts";
import type { Finding, Fix } from "../model/index.ts";
import { rules } from "./index.ts";
import type { BadExample } from "./rule.ts";

/**
 * What every certain fix promises, whatever the file it is made in looks like: the finding is gone, nothing that was there is lost, no
 * problem is new, and once more changes nothing.
 */

type Files = Readonly<Record<string, string>>;

/** `undefined` = every rule that is on by default. */
function reviewed(files: Files, id: string | undefined, base: Files = {}) {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(base).map(([path, text]) => ({ path, base: text })));
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  const { findings } = engine.review(id === undefined ? {} : { rules: [id] });
  return { engine, findings };
}

const certainOf = (findings: readonly Finding[]): readonly Fix[] => findings.flatMap((it) => it.fixes.filter((fix) => fix.certain));

function mended(files: Files, id: string, base?: Files): { readonly files: Files; readonly refused: readonly string[] } {
  let now = files;
  for (let round = 0; round < 20; round++) {
    const { engine, findings } = reviewed(now, id, base);
    const refused: string[] = [];
    let done = false;
    for (const fix of certainOf(findings)) {
      const edits = engine.edits(fix);
      if ("reason" in edits) {
        refused.push(edits.reason);
        continue;
      }
      const texts: Record<string, string> = { ...now };
      for (const { file, start, end, text } of [...edits].reverse())
        texts[file] = (texts[file] ?? "").slice(0, start) + text + (texts[file] ?? "").slice(end);
      now = texts;
      done = true;
      break;
    }
    if (!done) return { files: now, refused };
  }
  throw new Error("The fixes never end.");
}

const isYaml = (path: string): boolean => /\.ya?ml$/.test(path) && !path.startsWith(".architect/");
const each = (files: Files, change: (text: string, path: string) => string): Files =>
  Object.fromEntries(Object.entries(files).map(([path, text]) => [path, change(text, path)]));

/** How people write the same: none of it changes what a file says. */
const hands: readonly (readonly [string, (text: string, path: string) => string])[] = [
  ["with line ends of Windows", (text) => text.replace(/\n/g, "\r\n")],
  ["without a last line end", (text) => text.replace(/\n$/, "")],
  ["with a mark of its encoding", (text, path) => (isYaml(path) ? `\ufeff${text}` : text)],
  ["with a comment above all and below", (text, path) => (isYaml(path) ? `# ours\n\n${text}# the end\n` : text)],
  [
    "with comments at line ends",
    (text, path) => (isYaml(path) && !/[|>][+-]?\n/.test(text) ? text.replace(/^(\s*[\w-]+:)(?= *$)/gm, "$1 # of ours") : text),
  ],
  ["with anchors", (text, path) => (isYaml(path) ? text.replace(/^(\s*(?:spec|services|build):)(?= *$)/m, "$1 &own") : text)],
  [
    "with blank lines",
    (text, path) => (isYaml(path) && !/[|>][+-]?\n/.test(text) ? text.replace(/^(\s*(?:containers|ports|image):)/gm, "\n$1") : text),
  ],
  [
    "with tabs before comments",
    (text, path) => (isYaml(path) && !/[|>][+-]?\n/.test(text) ? text.replace(/^(\s*[\w-]+:)(?= *$)/gm, "$1\t# of ours") : text),
  ],
  [
    "with a text in a block beside it that looks alike",
    (text, path) =>
      isYaml(path) && /^services:/m.test(text) ? `${text.trimEnd()}\nx-note: |\n  services:\n    api:\n      image: x\n` : text,
  ],
  ["in flow style", (text, path) => (isYaml(path) ? inFlow(text) : text)],
  [
    "with another document behind it",
    (text, path) =>
      isYaml(path) && /^kind:/m.test(text) ? `${text}---\n# of others\nkind: Note\ntext: |\n  spec:\n    replicas: 3\n` : text,
  ],
];

/** The same with braces and brackets from the second level on. */
function inFlow(text: string): string {
  const documents = parseAllDocuments(text);
  for (const document of documents) {
    if (!isMap(document.contents)) continue;
    for (const { value } of document.contents.items) {
      const inner = isMap(value) ? value.items.map((it) => it.value) : isSeq(value) ? value.items : [];
      for (const it of inner) if (isCollection(it)) it.flow = true;
    }
  }
  return documents.map((it) => it.toString({ lineWidth: 0 })).join("---\n");
}

const fixable: readonly (readonly [string, BadExample])[] = rules.flatMap((rule) =>
  rule.bad.flatMap((it) => (it.fixed === undefined ? [] : [[`${rule.id}: ${it.title}`, it] as const])),
);

describe.each(fixable)("%s", (name, { files, base }) => {
  const id = name.slice(0, name.indexOf(":"));
  const expected = mended(files, id, base).files;

  test.each(hands)("%s", (_, hand) => {
    const written = each(files, hand);
    const before = reviewed(written, id, base);
    expect(certainOf(before.findings).length).toBeGreaterThan(0);
    const { files: after, refused } = mended(written, id, base);
    expect(refused).toEqual([]);
    const { engine, findings } = reviewed(after, id, base);
    expect(findings).toEqual([]);
    expect(engine.problems().map((it) => it.message)).toEqual(before.engine.problems().map((it) => it.message));
    for (const [path, text] of Object.entries(after)) {
      if (isYaml(path)) expect(meaningOf(text)).toEqual(meaningOf(hand(expected[path] ?? "", path)));
      if (written[path]?.includes("\r\n") === true) expect(text).not.toMatch(/(?<!\r)\n/);
      if (after[path]?.includes("# the end") !== written[path]?.includes("# the end")) throw new Error(`${path} lost its comments`);
    }
  });
});

test.each(fixable)("%s: nothing else is found wrong afterwards", (name, { files, base }) => {
  const all = (now: Files): readonly string[] => reviewed(now, undefined, base).findings.map((it) => it.id);
  const before = all(files);
  const { files: after } = mended(files, name.slice(0, name.indexOf(":")), base);
  expect(all(after).filter((it) => !before.includes(it))).toEqual([]);
});

/** What a file says, whatever it looks like. */
const meaningOf = (text: string): unknown => parseAllDocuments(text.replace(/^\ufeff/, "")).map((it: { toJS(): unknown }) => it.toJS());

describe("where a kustomization says it", () => {
  const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: {name: orders}
spec:
  selector: {matchLabels: {app: orders}}
  template:
    metadata: {labels: {app: orders}}
    spec: {containers: [{name: orders, image: "shop/orders:1.2"}]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: orders}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: orders}, minReplicas: 2, maxReplicas: 5}
---
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: orders}
spec: {minAvailable: 1, selector: {matchLabels: {app: orders}}}
`;

  test("its instruction is not broken", () => {
    const files = {
      "base/app.yaml": deployment,
      "base/kustomization.yaml": "resources: [app.yaml]\n",
      "prod/kustomization.yaml": "resources: [../base]\nreplicas:\n  - name: orders\n    count: 4\n",
    };
    const { findings } = reviewed(files, "k8s-hpa-and-static-replicas");
    expect(findings.map((it) => it.fixes)).toEqual([[]]);
  });

  test("what a patch says is not taken away, for something stands below it", () => {
    const files = {
      "base/app.yaml": deployment,
      "base/kustomization.yaml": "resources: [app.yaml]\n",
      "prod/kustomization.yaml": "resources: [../base]\npatches: [{path: pdb.yaml, target: {kind: PodDisruptionBudget}}]\n",
      "prod/pdb.yaml": "- op: replace\n  path: /spec/minAvailable\n  value: 2\n",
    };
    const { findings } = reviewed(files, "k8s-pdb-min-exceeds-hpa-min");
    expect(findings.map((it) => it.fixes)).toEqual([[]]);
  });
});

test("what templates write is mended by hand", () => {
  const { findings } = reviewed(
    {
      "chart/Chart.yaml": "apiVersion: v2\nname: shop\nversion: 1.0.0\n",
      "chart/templates/app.yaml": `apiVersion: v1
kind: Pod
metadata: {name: "{{ .Release.Name }}-api"}
spec:
  containers:
    - name: api
      image: "shop/api:1.2"
      env:
        - {name: PORT, value: "1"}
        - {name: PORT, value: "1"}
`,
    },
    "k8s-duplicate-env",
  );
  expect(findings.map((it) => it.fixes)).toEqual([[]]);
});
