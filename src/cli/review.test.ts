import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import Ajv from "ajv";
import { afterEach, describe, expect, test } from "vitest";
import { openShell, type Shell } from "./captured.ts";

interface Review {
  readonly findings: readonly {
    id: string;
    rule: string;
    severity: string;
    file: string;
    line: number;
    endLine: number;
    related: unknown[];
    fixable: boolean;
    in: unknown;
  }[];
  readonly problems: readonly { message: string; file: string; line: number }[];
  readonly suppressed: readonly string[];
  readonly fixed: readonly { rule: string; files: string[] }[];
}

const clinic = `services:
  api:
    image: acme/api:1.4.2
    environment:
      DB_URL: postgres://dbb:5432/clinic
  db:
    image: postgres:16.4
    volumes: ["data:/var/lib/postgresql/data"]
volumes:
  data:
`;

const shells: Shell[] = [];
afterEach(() => {
  for (const it of shells.splice(0)) it.remove();
});
const open = (...given: Parameters<typeof openShell>): Shell => {
  const shell = openShell(...given);
  shells.push(shell);
  return shell;
};

describe("exit codes", () => {
  const files = { "compose.yaml": clinic };
  test.each([
    [[], 1],
    [["--fail-on", "never"], 0],
    [["--rules", "image-not-pinned"], 0],
    [["--rules", "unknown-host", "--fail-on", "note"], 1],
  ])("review . %j: %i", async (options, code) => {
    expect((await open(files)("review", ".", ...options)).code).toBe(code);
  });

  test("a note fails only who asks for notes", async () => {
    const shell = open({ "compose.yaml": clinic.replace("dbb", "db").replace("16.4", "latest") });
    const { findings } = await shell.json<Review>("review", ".", "--format", "json");
    const worst = findings[0]?.severity ?? "";
    expect(["warning", "note"]).toContain(worst);
    expect((await shell("review", ".")).code).toBe(0);
    expect((await shell("review", ".", "--fail-on", "note")).code).toBe(1);
  });
});

test("JSON has the fields of the contract, lines from 1", async () => {
  const { findings, problems } = await open({ "compose.yaml": clinic }).json<Review>("review", ".", "--format", "json");
  expect(problems).toEqual([]);
  expect(findings.find((it) => it.rule === "unknown-host")).toMatchObject({
    id: expect.stringContaining("unknown-host:"),
    severity: "error",
    message: expect.stringContaining("dbb"),
    file: "compose.yaml",
    line: 5,
    endLine: 5,
    in: ["compose.yaml"],
    related: expect.any(Array),
    fixable: expect.any(Boolean),
  });
});

describe("text", () => {
  test("underlines the place and takes the secret out", async () => {
    const { out } = await open({ "compose.yaml": clinic.replace("dbb:", "app:hunter2@dbb:") })("review", ".", "--rules", "unknown-host");
    expect(out).toContain("error[unknown-host]: ");
    expect(out).toContain("--> compose.yaml:5:");
    expect(out).toMatch(/\n5 \| {7}DB_URL: postgres:\/\/app:‹redacted›@dbb:5432\/clinic\n {2}\| +\^+\n/);
    expect(out).not.toContain("hunter2");
    expect(out).toMatch(/1 error in 1 file\./);
  });

  test("has colour on a terminal, and none elsewhere or where NO_COLOR says so", async () => {
    const painted = "\u001b[";
    const files = { "compose.yaml": clinic };
    expect((await open(files, { tty: true })("review", ".")).out).toContain(painted);
    expect((await open(files)("review", ".")).out).not.toContain(painted);
    expect((await open(files, { tty: true, environment: { NO_COLOR: "1" } })("review", ".")).out).not.toContain(painted);
    expect((await open(files, { environment: { FORCE_COLOR: "1" } })("review", ".")).out).toContain(painted);
  });

  test("no file can send control characters to the terminal", async () => {
    const shell = open({
      "compose.yaml": clinic.replace("dbb", "\\e[31mdbb").replace("postgres://", '"postgres://').replace("/clinic", '/clinic"'),
    });
    for (const line of [
      ["review", "."],
      ["model", "."],
    ])
      expect((await shell(...line)).out).not.toContain("\u001b");
  });
});

describe("one file", () => {
  const files = {
    "deploy/compose.yaml": `include: [../shared/compose.yaml]\n${clinic}`,
    "shared/compose.yaml": "services:\n  dbb:\n    image: postgres:16.4\n    volumes: ['data:/var/lib/postgresql/data']\n",
    "other/compose.yaml": clinic,
  };

  test("is reviewed with its neighbours in mind, and only it is spoken of", async () => {
    const shell = open(files);
    execFileSync("git", ["init", "-q"], { cwd: shell.folder });
    const { findings } = await shell.json<Review>("review", "deploy/compose.yaml", "--format", "json");
    // What it includes provides the host.
    expect(findings.map((it) => it.rule)).not.toContain("unknown-host");
    const other = await shell.json<Review>("review", "other/compose.yaml", "--format", "json");
    expect(other.findings.map((it) => it.rule)).toContain("unknown-host");
    expect(new Set(other.findings.map((it) => it.file))).toEqual(new Set(["other/compose.yaml"]));
  });

  test("without a repository its folder is the workspace", async () => {
    const { findings } = await open(files).json<Review>("review", "other/compose.yaml", "--format", "json");
    expect(findings.map((it) => it.file)).toContain("compose.yaml");
  });
});

describe("--fix", () => {
  test("mends in place what is certain, keeps mark, line ends and everything else, and is done after one run", async () => {
    const text = clinic.replace("db:\n", "db: # the one\n").replaceAll("\n", "\r\n").replace("16.4", "16.4-é");
    const shell = open({ "compose.yaml": `\ufeff${text}` });
    const before = await shell.json<Review>("review", ".", "--format", "json");
    const certain = before.findings.filter((it) => it.fixable);
    const after = await shell.json<Review>("review", ".", "--format", "json", "--fix");
    const bytes = readFileSync(path.join(shell.folder, "compose.yaml"), "utf8");
    expect(after.fixed).toHaveLength(certain.length);
    expect(after.findings.filter((it) => it.fixable)).toEqual([]);
    expect(bytes.startsWith("\ufeff")).toBe(true);
    expect(bytes.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const changed = bytes
      .slice(1)
      .split("\r\n")
      .filter((line, at) => line !== text.split("\r\n")[at]);
    expect(changed.length).toBeLessThanOrEqual(certain.length);
    expect((await shell.json<Review>("review", ".", "--format", "json", "--fix")).fixed).toEqual([]);
    expect(readFileSync(path.join(shell.folder, "compose.yaml"), "utf8")).toBe(bytes);
  });

  test("says so when nothing can be mended", async () => {
    const { err, code } = await open({ "compose.yaml": "services: {}\n" })("review", ".", "--fix");
    expect({ err, code }).toEqual({ err: "Nothing to mend.\n", code: 0 });
  });
});

describe("what the workspace says of its review", () => {
  const files = { "compose.yaml": clinic };

  test("findings in .architect/baseline.json are known, whichever door asks", async () => {
    const shell = open(files);
    await shell("review", ".", "--write-baseline", ".architect/baseline.json");
    const { findings, suppressed } = await shell.json<Review>("review", ".", "--format", "json");
    expect(findings).toEqual([]);
    expect(suppressed.length).toBeGreaterThan(0);
    expect((await shell("review", ".")).code).toBe(0);
  });

  test("so are those in a file that the configuration names", async () => {
    const shell = open({ ...files, ".architect/config.yaml": "baseline: ci/known.json\n", "ci/known.json": "[]" });
    expect((await shell("review", ".")).code).toBe(1);
    await shell("review", ".", "--write-baseline", "ci/known.json");
    expect((await shell("review", ".")).code).toBe(0);
  });

  test("a baseline that is none is a problem, and hides nothing", async () => {
    const shell = open({ ...files, ".architect/baseline.json": "{" });
    const { findings, problems } = await shell.json<Review>("review", ".", "--format", "json");
    expect(findings.length).toBeGreaterThan(0);
    expect(problems.map(({ file }) => file)).toEqual([".architect/baseline.json"]);
  });
});

describe("--changed-since", () => {
  const git = (shell: Shell, ...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b.c", ...args], { cwd: shell.folder, stdio: "ignore" });

  test("only what was not there at the revision is told and counted", async () => {
    const shell = open({ "compose.yaml": clinic });
    git(shell, "init", "-q");
    git(shell, "add", ".");
    git(shell, "commit", "-qm", "before");
    expect((await shell("review", ".", "--changed-since", "HEAD")).code).toBe(0);
    shell.lay({ "compose.yaml": `# a line above\n${clinic.replace("volumes: [", "ports: [5432:5432]\n    volumes: [")}` });
    const { findings, suppressed } = await shell.json<Review>("review", ".", "--changed-since", "HEAD", "--format", "json");
    expect(findings.map((it) => it.rule)).toContain("store-published");
    expect(suppressed.some((it) => it.startsWith("unknown-host"))).toBe(true);
  });

  test("a revision that git does not know is refused in a sentence", async () => {
    const { code, err } = await open({ "compose.yaml": clinic })("review", ".", "--changed-since", "nowhere");
    expect(code).toBe(2);
    expect(err).toMatch(/"nowhere" is neither a revision that git knows in .* nor a folder/);
  });
});

describe("JUnit", () => {
  test("a suite a rule, a case a finding; what is known was skipped", async () => {
    const shell = open({ "compose.yaml": clinic });
    const before = (await shell("review", ".", "--format", "junit")).out;
    expect(before).toContain('<testcase name="api is given the host dbb');
    expect(before).toContain('<failure type="error" message="api is given the host dbb');
    expect(before).toContain('file="compose.yaml" line="5"');
    await shell("review", ".", "--write-baseline", "known.json");
    const after = (await shell("review", ".", "--format", "junit", "--baseline", "known.json")).out;
    expect(after).not.toContain("<failure");
    expect(after).toContain("<skipped");
    expect(isWellFormed(before) && isWellFormed(after)).toBe(true);
  });

  test("names that mean something to XML mean nothing in it; nothing found is a case that passed", async () => {
    const odd = open({ "a<b>&'c\"/compose.yaml": 'services:\n  "x<y>&\\u0007": { image: redis }\n' });
    expect(isWellFormed((await odd("review", ".", "--format", "junit")).out)).toBe(true);
    expect((await open({ "README.md": "" })("review", ".", "--format", "junit")).out).toContain('tests="1" failures="0"');
  });
});

/** Every tag closed in order, and no character between them that begins one. */
function isWellFormed(xml: string): boolean {
  const open: string[] = [];
  const rest = xml
    .replace(/^<\?xml[^>]*\?>/, "")
    .replace(/<(\/?)([a-z-]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g, (_, end: string, name: string, _a, self: string) => {
      if (end !== "") return open.pop() === name ? "" : "<";
      if (self === "") open.push(name);
      return "";
    });
  return open.length === 0 && !/[<>]|&(?!(?:amp|lt|gt|quot);)/.test(rest) && !/&(?!(?:amp|lt|gt|quot);)/.test(xml);
}

describe("baseline", () => {
  test("what is known is not counted; what is new is", async () => {
    const shell = open({ "compose.yaml": clinic });
    expect((await shell("review", ".", "--write-baseline", "known.json")).code).toBe(0);
    const same = await shell("review", ".", "--baseline", "known.json");
    expect(same.code).toBe(0);
    expect(same.out).toMatch(/known already/);
    shell.lay({
      "compose.yaml": `# moved down\n${clinic.replace("  db:", "    depends_on: [db]\n    command: wget http://shopp:80/\n  db:")}`,
    });
    const { findings, suppressed } = await shell.json<Review>("review", ".", "--baseline", "known.json", "--format", "json");
    expect(suppressed.some((it) => it.startsWith("unknown-host:"))).toBe(true);
    expect(findings.every((it) => !suppressed.includes(it.id))).toBe(true);
  });

  test("a list of ids and a review's JSON are baselines too; anything else is refused", async () => {
    const shell = open({ "compose.yaml": clinic, "bad.json": "{ nope" });
    const review = await shell("review", ".", "--format", "json");
    const { findings } = JSON.parse(review.out) as Review;
    shell.lay({ "review.json": review.out, "ids.json": JSON.stringify(findings.map((it) => it.id)) });
    for (const file of ["review.json", "ids.json"]) expect((await shell("review", ".", "--baseline", file)).code).toBe(0);
    expect(await shell("review", ".", "--baseline", "bad.json")).toMatchObject({
      code: 2,
      err: expect.stringMatching(/is not a list of findings/),
    });
  });
});

describe("SARIF", () => {
  const require = createRequire(import.meta.url);
  const schema = require("@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json") as object;
  const ajv = new Ajv({ schemaId: "auto", allErrors: true, logger: false });
  ajv.addMetaSchema(require("ajv/lib/refs/json-schema-draft-04.json"));
  const valid = ajv.compile(schema);

  interface Log {
    runs: [
      {
        tool: { driver: { rules: { id: string }[] } };
        results: { ruleId: string; ruleIndex: number; fingerprints: object; suppressions?: unknown[]; locations: unknown[] }[];
        invocations: [{ toolExecutionNotifications: unknown[] }];
      },
    ];
  }

  test("keeps to the schema; results lead to rules, places and fingerprints", async () => {
    const shell = open({ "a folder/compose.yaml": clinic, "broken/compose.yaml": "services:\n\tapi: {}\n" });
    const log = await shell.json<Log>("review", ".", "--format", "sarif");
    expect(valid(log), JSON.stringify(valid.errors?.slice(0, 3))).toBe(true);
    const [{ tool, results, invocations }] = log.runs;
    const found = results.find((it) => it.ruleId === "unknown-host");
    expect(tool.driver.rules[found?.ruleIndex ?? -1]?.id).toBe("unknown-host");
    expect(found).toMatchObject({
      level: "error",
      fingerprints: { "architect/v1": expect.stringContaining("unknown-host:") },
      locations: [{ physicalLocation: { artifactLocation: { uri: "a%20folder/compose.yaml" }, region: { startLine: 5 } } }],
    });
    expect(invocations[0].toolExecutionNotifications.length).toBeGreaterThan(0);
  });

  test("what the baseline knows is there, suppressed", async () => {
    const shell = open({ "compose.yaml": clinic });
    await shell("review", ".", "--write-baseline", "known.json");
    const { runs } = await shell.json<Log>("review", ".", "--baseline", "known.json", "--format", "sarif");
    expect(runs[0].results.length).toBeGreaterThan(0);
    expect(runs[0].results.every((it) => it.suppressions?.length === 1)).toBe(true);
  });
});

test("Markdown: nothing of a workspace means anything in it", async () => {
  const shell = open({ "compose.yaml": clinic.replace("dbb:5432", "d-[x](https://evil.example)-`:5432") });
  const { out } = await shell("review", ".", "--format", "markdown");
  expect(out).toMatch(/^# Architecture review\n\n/);
  expect(out).not.toMatch(/(?<!\\)\[x\](?!\\)\(/);
});
