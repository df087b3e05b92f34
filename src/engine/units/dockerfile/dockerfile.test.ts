import { describe, expect, it } from "vitest";
import { type Dockerfile, openEngine } from "../../index.ts";

const open = (files: Readonly<Record<string, string>>) => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  const all = engine.architecture();
  return {
    components: [...all.components.values()].map((it) => `${it.name} :${it.ports.map(({ value }) => value.number).join(",")}`).sort(),
    dockerfiles: [...all.resources.values()].filter((it): it is Dockerfile => it.kind === "dockerfile"),
    place: engine.place,
    merged: [...all.components.values()].flatMap((it) => it.merged.map(({ reason }) => reason)),
  };
};

const api = `ARG NODE=24
FROM node:\${NODE}-alpine AS build
WORKDIR /app
RUN npm ci

FROM node:\${NODE}-alpine
ENV PORT=3000
COPY --from=build /app .
EXPOSE $PORT
CMD ["node", "server.js"]
`;

describe("the folder it is built in", () => {
  const [file] = open({
    "api/Dockerfile": api,
    "api/.dockerignore": ".env\n.git\n",
    "api/.env": "TOKEN=a",
    ".env": "TOKEN=b",
    "api/.env.local": "TOKEN=c",
  }).dockerfiles;

  it("gives a build what no .dockerignore leaves out, its own folder and those above", () => {
    const token = (value: string) => [{ name: "TOKEN", value }];
    expect(file?.contexts).toEqual([
      { folder: "api", ignore: "api/.dockerignore", leavesOut: [".git", ".env"], takes: [{ name: ".env.local", variables: token("c") }] },
      { folder: "", leavesOut: [], takes: [{ name: ".env", variables: token("b") }] },
    ]);
  });

  it("is looked at again when such a file changes", () => {
    const engine = openEngine({ workspaceName: "shop" });
    engine.update([
      { path: "Dockerfile", text: "FROM node:24\nCOPY . .\nUSER node\n" },
      { path: ".env", text: "STRIPE_SECRET_KEY=kjh3Hk29dkVbn40sXq71" },
    ]);
    const says = (): number => engine.review({ rules: ["docker-secret-in-build"] }).findings.length;
    expect(says()).toBe(1);
    engine.update([{ path: ".dockerignore", text: ".env*" }]);
    expect(says()).toBe(0);
    engine.update([{ path: ".dockerignore", text: ".env*\n!.env" }]);
    expect(says()).toBe(1);
  });
});

describe("a Dockerfile", () => {
  it("is read into stages, with ARG and ENV filled in", () => {
    const [file] = open({ "api/Dockerfile": api }).dockerfiles;
    expect(file?.stages.map(({ name, base }) => `${name ?? "-"} ${base.value}`)).toEqual(["build node:24-alpine", "- node:24-alpine"]);
    expect(file?.exposes.map(({ port }) => port)).toEqual([3000]);
    expect(file?.stages[1]?.instructions.find((it) => it.name === "CMD")?.exec).toEqual(["node", "server.js"]);
  });

  it("describes the Compose service that is built by it", () => {
    const { components, dockerfiles, merged } = open({
      "compose.yaml": "services:\n  backend:\n    build: ./api\n  db:\n    image: postgres:17\n",
      "api/Dockerfile": api,
    });
    expect(components).toEqual(["backend :3000", "db :"]);
    expect(dockerfiles[0]?.component).toBe("component:shop/backend");
    expect(merged).toEqual(["One Dockerfile builds both."]);
  });

  it("makes no box of its own where the team's own services are started", () => {
    const files = {
      "compose.yaml": "services:\n  backend:\n    build: ./api\n",
      "api/Dockerfile": api,
      "tools/lint/Dockerfile": "FROM node:24\n",
    };
    expect(open(files).components).toEqual(["backend :3000"]);
  });

  it("is a sign of a component where nothing is started", () => {
    expect(open({ "services/api/Dockerfile": api, "services/mail/docker/Dockerfile": "FROM python:3.14\n" }).components).toEqual([
      "api :3000",
      "mail :",
    ]);
  });

  it("keeps its anchors when a line is inserted", () => {
    const before = open({ "api/Dockerfile": api });
    const after = open({ "api/Dockerfile": `# a comment\n\n${api}` });
    const anchors = (it: typeof before) => it.dockerfiles[0]?.stages.flatMap(({ instructions }) => instructions.map(({ at }) => at));
    expect(anchors(after)).toEqual(anchors(before));
    const [first] = anchors(before) ?? [];
    expect(first && after.place(first)?.line).toBe(((first && before.place(first)?.line) ?? Number.NaN) + 2);
  });

  describe("that brings its environment along", () => {
    const uses = (dockerfile: string, environment = "") => {
      const engine = openEngine({ workspaceName: "shop" });
      const compose = `services:\n  web:\n    build: ./web\n${environment}  users: { image: acme/users }\n  people: { image: acme/people }\n`;
      engine.update([
        { path: "compose.yaml", text: compose },
        { path: "web/Dockerfile", text: dockerfile },
      ]);
      return [...engine.architecture().uses.values()].map(({ from, to }) => `${from} -> ${to}`.replaceAll("component:shop/", ""));
    };

    it("names whom it reaches, by variables and on its command line", () => {
      expect(uses("FROM nginx\nENV PORT=80 \\\n    USERS_HOST=users\n")).toEqual(["web -> users"]);
      expect(uses('FROM java\nCMD ["java", "-Dusers.url=http://users:8080", "-jar", "/app.jar"]\n')).toEqual(["web -> users"]);
    });

    it("until it is started with another", () => {
      const other = "    environment: { USERS_HOST: people }\n";
      expect(uses("FROM nginx\nENV USERS_HOST=users\n", other)).toEqual(["web -> people"]);
    });

    it("and nothing of what a stage before it has, waits for, or nobody answers to", () => {
      expect(
        uses("FROM a AS one\nENV USERS_HOST=users\nFROM b\nENV LEGACY_HOST=legacy\nCMD dockerize -wait tcp://users:80 ./run\n"),
      ).toEqual([]);
    });
  });
});
