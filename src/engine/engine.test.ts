import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Engine, openEngine } from "./engine.ts";
import { type Architecture, apply, compare, emptyArchitecture, type Table, tables } from "./model/index.ts";

type Files = Readonly<Record<string, string>>;

const open = (files: Files): Engine => {
  const engine = openEngine({ workspaceName: "clinic" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return engine;
};

/** A copy that later updates leave alone, rows in order of id. */
const snapshot = (engine: Engine): Architecture => {
  const live = engine.architecture();
  const copy: Partial<Record<Table, unknown>> = {};
  for (const table of tables)
    copy[table] = new Map([...(live[table] as ReadonlyMap<string, unknown>)].sort(([a], [b]) => (a < b ? -1 : 1)));
  return { ...emptyArchitecture, ...copy, problems: [...live.problems] } as Architecture;
};

const clinic = (image: string, url: string): string => `services:
  api:
    image: ${image}
    environment:
      DB_URL: ${url}
  db:
    image: postgres:16
    volumes:
      - data:/var/lib/postgresql/data
  web:
    image: nginx:1.27
volumes:
  data:
`;
const other = `services:
  worker:
    image: worker:1
  queue:
    image: rabbitmq:3.13
`;

describe("one keystroke", () => {
  const files = {
    "clinic/compose.yaml": clinic("api:1", "postgres://db:5432/clinic"),
    "lab/compose.yaml": other,
    "shop/compose.yaml": other,
  };

  it("re-reads one file, renders its units and calls rules for the touched subjects only", () => {
    const engine = open(files);
    engine.review();
    const before = engine.counts();
    const { changed } = engine.update([{ path: "clinic/compose.yaml", text: clinic("api:2", "postgres://db:5432/clinic") }]);
    engine.review();
    const after = engine.counts();
    expect(after.reads - before.reads).toBe(1);
    expect(after.renders - before.renders).toBe(1);
    expect([...changed].some((it) => it.includes("lab") || it.includes("shop"))).toBe(false);
    const everything = open(files);
    everything.review();
    const all = everything.counts().checks;
    // What else there is in the workspace makes no difference …
    const alone = open({ "clinic/compose.yaml": files["clinic/compose.yaml"] });
    alone.review();
    const cold = alone.counts().checks;
    alone.update([{ path: "clinic/compose.yaml", text: clinic("api:2", "postgres://db:5432/clinic") }]);
    alone.review();
    expect(after.checks - before.checks).toBe(alone.counts().checks - cold);
    // … and it is less than all of it.
    expect(after.checks - before.checks).toBeLessThan(cold);
    expect(cold).toBeLessThan(all);
  });

  it("costs nothing when the text is the same", () => {
    const engine = open(files);
    engine.review();
    const before = engine.counts();
    expect([...engine.update([{ path: "clinic/compose.yaml", text: files["clinic/compose.yaml"] }]).changed]).toEqual([]);
    engine.review();
    expect(engine.counts()).toEqual(before);
  });

  it("moves places and changes no fact when a line is inserted above", () => {
    const engine = open(files);
    const [finding] = engine.review({ allRules: true }).findings;
    const id = finding?.at[0];
    const before = id && engine.place(id);
    const { changed } = engine.update([{ path: "clinic/compose.yaml", text: `# a comment\n${files["clinic/compose.yaml"]}` }]);
    expect([...changed]).toEqual([]);
    if (id?.startsWith("clinic/")) expect(engine.place(id)?.line).toBe((before?.line ?? 0) + 1);
  });
});

describe("two workspaces", () => {
  const images = fc.constantFrom("api:1", "api:2", "redis:7");
  const urls = fc.constantFrom("postgres://db:5432/clinic", "postgres://dbb:5432/clinic", "http://web/", "nothing");
  const workspace = fc
    .record({ image: images, url: urls, more: fc.boolean() })
    .map(({ image, url, more }): Files => ({ "clinic/compose.yaml": clinic(image, url), ...(more && { "lab/compose.yaml": other }) }));

  it("compare gives the patch that leads from one to the other, and nothing between equals", () => {
    fc.assert(
      fc.property(workspace, workspace, (a, b) => {
        const [before, after] = [snapshot(open(a)), snapshot(open(b))];
        expect(apply(before, compare(before, after))).toEqual(after);
        expect(compare(after, snapshot(open(b)))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it("an edited workspace is the same as one opened fresh", () => {
    fc.assert(
      fc.property(fc.array(workspace, { minLength: 1, maxLength: 5 }), (steps) => {
        const live = openEngine({ workspaceName: "clinic" });
        let known: Files = {};
        for (const files of steps) {
          const gone = Object.keys(known).filter((path) => !(path in files));
          live.update([
            ...gone.map((path) => ({ path, gone: true as const })),
            ...Object.entries(files).map(([path, text]) => ({ path, text })),
          ]);
          known = files;
        }
        expect(snapshot(live)).toEqual(snapshot(open(known)));
        expect(live.review().findings).toEqual(open(known).review().findings);
      }),
      { numRuns: 40 },
    );
  });
});
