import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openEngine } from "../engine/index.ts";
import type { ComponentLine, Overview } from "../protocol.ts";
import { forStack, playbookFor, playbooks } from "./playbooks.ts";
import { topics } from "./topics/index.ts";

const folder = path.join(import.meta.dirname, "../../agent/playbooks");

interface Example {
  readonly playbook: string;
  readonly language: string;
  readonly file: string | undefined;
  readonly text: string;
}
const examples: readonly Example[] = playbooks().flatMap(({ name, body }) =>
  [...body.matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)].map(([, language = "", file, text = ""]) => ({
    playbook: name,
    language,
    file,
    text,
  })),
);
const written = (...languages: readonly string[]) =>
  examples.filter(({ language }) => languages.includes(language)).map((it) => [`${it.playbook}: ${it.language}`, it] as const);

test("the list holds every file of the folder, and every topic with a command has one", () => {
  expect(
    playbooks()
      .map(({ name }) => `${name}.md`)
      .sort(),
  ).toEqual(readdirSync(folder).sort());
  for (const { name } of topics) expect(playbooks().map((it) => it.name)).toContain(name);
});

test.each(playbooks().map((it) => [it.name, it] as const))(
  "%s says what to ask, where to look, ways in order of effort, what they cost and when not",
  (_, it) => {
    const headings = [...it.body.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    for (const wanted of ["Ask first", "Look at", "What it costs to run", "Not when", "What would flip the choice"])
      expect(headings).toContain(wanted);
    expect(headings.some((heading) => heading === "Options, in order of effort" || heading === "Levels, outermost first")).toBe(true);
    expect(it.title).not.toBe("");
    expect(it.topics.length).toBeGreaterThan(4);
  },
);

test.each([
  ["should we put a redis cache in front of it", "cache"],
  ["do we need kafka or rabbitmq", "async"],
  ["is sharding right for the database", "data"],
  ["monolith or microservices", "style"],
  ["the query is slow, is it n+1?", "queries"],
  ["what about timeouts and circuit breaker", "resilience"],
  ["what shall we alert on", "observability"],
  ["how is the weather", undefined],
])("%s: %s", (question, name) => expect(playbookFor(question)?.name).toBe(name));

describe("an example fits the stack that was found", () => {
  const component = (technology: string | undefined, file: string | undefined) =>
    ({ technology, standing: "inside", uses: [], place: file === undefined ? undefined : { file } }) as unknown as ComponentLine;
  const overview = (technology: string | undefined, file?: string): Overview => ({
    workspace: "shop",
    systems: [{ id: "shop", folder: "", reason: "", variants: [], connections: 0, components: [component(technology, file)] }],
    filesRead: 1,
    problems: [],
    assumptions: [],
    requirements: {},
  });
  const resilience = playbooks().find(({ name }) => name === "resilience")?.body ?? "";
  const languagesOf = (...stack: Parameters<typeof overview>) =>
    [...forStack(resilience, overview(...stack)).matchAll(/^```(\w+)$/gm)].map(([, it]) => it);
  test.each([
    ["Java", ["java"]],
    ["Node.js", ["typescript"]],
    ["Go", ["go"]],
    ["Erlang", ["typescript"]],
  ])("%s", (technology, languages) => expect(languagesOf(technology)).toEqual(languages));
  test.each([
    ["orders/pom.xml", ["java"]],
    ["orders/go.mod", ["go"]],
    ["orders/src/server.ts", ["typescript"]],
    ["compose.yaml", ["typescript"]],
  ])("where no image says it, the files do: %s", (file, languages) => expect(languagesOf(undefined, file)).toEqual(languages));
});

describe("an architect who teaches bugs is finished", () => {
  let work = "";
  beforeAll(() => {
    work = mkdtempSync(path.join(tmpdir(), "architect-playbooks-"));
  });
  afterAll(() => rmSync(work, { recursive: true, force: true }));
  const laid = (name: string, text: string): string => {
    writeFileSync(path.join(work, name), text);
    return path.join(work, name);
  };
  const has = (...command: readonly [string, ...string[]]): boolean => spawnSync(command[0], command.slice(1)).status === 0;

  test.each(written("yaml", "sql"))("%s is reviewed by our own rules, and none finds anything", (_, { text, file, playbook }) => {
    const engine = openEngine({ workspaceName: "shop" });
    engine.update([{ path: file ?? `${playbook}.yaml`, text }]);
    expect([...engine.architecture().resources.keys()].length).toBeGreaterThan(0);
    const { findings, problems } = engine.review();
    expect(findings.map(({ message }) => message)).toEqual([]);
    expect([...problems, ...engine.problems()].map(({ message }) => message)).toEqual([]);
  });

  test("TypeScript passes the strict compiler", () => {
    const files = written("typescript").map(([, { text, playbook }]) => laid(`${playbook}.ts`, text));
    const program = ts.createProgram(files, {
      strict: true,
      noEmit: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      lib: ["lib.es2022.d.ts", "lib.dom.d.ts"],
      types: [],
      // What the examples say is checked; the libraries' own declarations are not ours.
      skipLibCheck: true,
    });
    expect(ts.getPreEmitDiagnostics(program).map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, "\n"))).toEqual([]);
  }, 60_000);

  test.skipIf(!has("python3", "--version")).each(written("python"))("%s compiles and can be loaded", (_, { text, playbook }) => {
    const file = laid(`${playbook}_example.py`, text);
    execFileSync("python3", ["-W", "error", "-c", `import runpy; runpy.run_path(${JSON.stringify(file)})`]);
  });

  test.skipIf(!has("javac", "-version")).each(written("java"))(
    "%s compiles without a warning",
    (_, { text }) => {
      const name = /class (\w+)/.exec(text)?.[1] ?? "Example";
      execFileSync("javac", ["-Xlint:all", "-Werror", "-d", work, laid(`${name}.java`, text)]);
    },
    60_000,
  );

  test.skipIf(!has("go", "version")).each(written("go"))(
    "%s is vetted",
    (_, { text }) => {
      laid("go.mod", "module example\n\ngo 1.19\n");
      laid("example.go", text);
      execFileSync("go", ["vet", "./..."], { cwd: work, env: { ...process.env, GOFLAGS: "-mod=mod", GOPROXY: "off" } });
    },
    120_000,
  );
});

describe("cache-aside as the playbook has it", () => {
  const python = examples.find(({ playbook, language }) => playbook === "cache" && language === "python")?.text ?? "";
  const jobs = examples.find(({ playbook, language }) => playbook === "async" && language === "python")?.text ?? "";
  const run = (text: string): string => execFileSync("python3", ["-c", text], { encoding: "utf8" }).trim();
  const here = spawnSync("python3", ["--version"]).status === 0;

  test.skipIf(!here)("loads once for many readers, and keeps it for about as long as was said", () => {
    const check = `
class Memory(dict):
    ttls = []
    def set(self, key, value, ttl_seconds):
        self[key] = value
        self.ttls.append(ttl_seconds)
loads = []
def load():
    loads.append(1)
    return "x"
memory = Memory()
threads = [threading.Thread(target=lambda: cached(memory, "k", 100, load)) for _ in range(20)]
[t.start() for t in threads]
[t.join() for t in threads]
print(len(loads), all(90 <= t <= 110 for t in memory.ttls))
`;
    expect(run(python + check)).toBe("1 True");
  });

  test.skipIf(!here)("a job that always fails is given up after its attempts, with growing pauses", () => {
    const check = `
queue = [Message(1, "x", 0)]
pauses, given_up = [], []
def handle(m): raise ValueError()
def later(m, pause):
    pauses.append(pause)
    queue.append(Message(m.id, m.body, m.attempts + 1))
work(lambda: queue.pop() if queue else None, handle, lambda m: None, later, given_up.append, most_attempts=4, rounds=4)
print(len(pauses), len(given_up), pauses[-1] > pauses[0])
`;
    expect(run(jobs + check)).toBe("3 1 True");
  });
});
