import { describe, expect, it } from "vitest";
import { composed, environmentOf, messagesOf, projectOf, said, serviceOf, variantsOf } from "../../../../test/compose.ts";

describe("a project", () => {
  it("says where every value stands, through merges and aliases, in the file where it is written", () => {
    const text = `
x-logging: &logging { driver: json-file }
services:
  api:
    image: clinic/api
    logging: *logging
`;
    const project = composed(text, "services: { api: { image: clinic/api:2 } }");
    const { value, definitions } = serviceOf(project, "api");
    expect(definitions).toEqual(["compose.yaml#services.api", "compose.override.yaml#services.api"]);
    expect(value.entries.get("image")?.at).toBe("compose.override.yaml#services.api.image");
    const logging = value.entries.get("logging");
    expect(logging?.at).toBe("compose.yaml#services.api.logging");
    expect(logging?.value.at).toBe("compose.yaml#x-logging");
    const span = project.places.get("compose.yaml#services.api.logging");
    expect(text.slice(span?.start, span?.end)).toBe("logging: *logging");
  });

  it("is called after COMPOSE_PROJECT_NAME, else after the last `name:`, else after its folder", () => {
    const named = (files: Record<string, string>) => {
      const { name, nameReason } = projectOf(files);
      return [name, nameReason];
    };
    const web = "services: { web: { image: nginx } }";
    expect(named({ "compose.yaml": web })).toEqual(["shop", "the workspace's name"]);
    expect(named({ "Deploy It/compose.yaml": web })).toEqual(["deployit", "the folder's name"]);
    expect(named({ "compose.yaml": `name: first\n${web}`, "compose.override.yaml": "name: Second" })).toEqual([
      "second",
      "name: in compose.override.yaml",
    ]);
    expect(named({ "compose.yaml": `name: \${NAME}-app\n${web}`, ".env": "NAME=shop" })).toEqual(["shop-app", "name: in compose.yaml"]);
    expect(named({ "compose.yaml": `name: x\n${web}`, ".env": "COMPOSE_PROJECT_NAME=y" })).toEqual(["y", "COMPOSE_PROJECT_NAME in .env"]);
  });

  it("of the format's first version has its services at the root", () => {
    const project = projectOf({ "docker-compose.yml": "web:\n  build: .\n  links: [db]\ndb:\n  image: postgres\n" });
    expect([...project.services.keys()]).toEqual(["web", "db"]);
    expect(project.problems).toEqual([]);
  });

  it("keeps whatever can be read of a broken file", () => {
    const project = composed("services:\n  web:\n    image: nginx\n  api: [broken\n  db:\n    image: postgres\n");
    expect(project.services.has("web")).toBe(true);
  });
});

describe("variables", () => {
  it("come from the project's .env; what has no value stays, and is marked", () => {
    const project = projectOf({
      "compose.yaml": `
services:
  api:
    image: \${REGISTRY}/api:\${TAG:-latest}
    hostname: api-\${REGION}
    command: echo $$HOME
    mem_limit: \${MEMORY:?say how much}
    labels: { owner: "$REGION" }
`,
      ".env": "REGISTRY=registry.test\n",
    });
    expect(said(project, "api")).toEqual({
      image: "registry.test/api:latest",
      hostname: "api-${REGION}",
      command: "echo $HOME",
      mem_limit: "${MEMORY:?say how much}",
      labels: { owner: "$REGION" },
    });
    const node = (name: string) => serviceOf(project, "api").value.entries.get(name)?.value;
    expect(node("image")).toMatchObject({ written: "${REGISTRY}/api:${TAG:-latest}", templated: false });
    expect(node("hostname")).toMatchObject({ written: undefined, templated: true });
    // Once a file and variable; what is required matters more.
    expect(messagesOf(project)).toEqual([
      "note: The variable REGION has no value here and no default: Compose puts nothing in its place.",
      "warning: The variable MEMORY is required and has no value: say how much",
    ]);
  });

  it("unquoted are the number or boolean they stand for", () => {
    const project = projectOf({
      "compose.yaml": "services:\n  a:\n    scale: $N\n    tty: ${T:-true}\n    hostname: '$N'\n    domainname: ${E-}\n",
      ".env": "N=3",
    });
    expect(said(project, "a")).toEqual({ scale: 3, tty: true, hostname: "3", domainname: "" });
  });

  it("in a form that Compose does not know are an error at their place", () => {
    const project = composed("services:\n  a:\n    image: ${A!}\n");
    expect(messagesOf(project)[0]).toMatch(/^error: .*\$\{A!\}/);
    expect(project.problems[0]?.span).toMatchObject({ line: 2 });
  });
});

describe("the environment of a service", () => {
  it("is its env files in order, then what it says itself", () => {
    const project = projectOf({
      "compose.yaml": `
services:
  api:
    image: api
    env_file:
      - common.env
      - path: secrets/raw.env
        format: raw
      - { path: missing.env, required: false }
    environment:
      - LOG=debug
      - FROM_ENV
      - FROM_SHELL
      - URL=postgres://\${USER:-app}@db
`,
      ".env": "FROM_ENV=yes",
      "common.env": "LOG=info\nHOST=db\nexport URL=none\nDSN=\"$HOST:5432\" # the store\nLITERAL='$HOST'\n",
      "secrets/raw.env": "TOKEN='$HOST' # kept\n",
    });
    expect(environmentOf(project, "api")).toEqual({
      LOG: "debug",
      HOST: "db",
      URL: "postgres://app@db",
      DSN: "db:5432",
      LITERAL: "$HOST",
      TOKEN: "'$HOST' # kept",
      FROM_ENV: "yes",
      FROM_SHELL: undefined,
    });
    expect(serviceOf(project, "api").environment.map((it) => [it.name, it.from, it.at, it.written])).toEqual([
      ["LOG", "file", "compose.yaml#services.api.environment[LOG]", undefined],
      ["HOST", "env-file", "common.env#HOST", undefined],
      ["URL", "interpolated", "compose.yaml#services.api.environment[URL]", "postgres://${USER:-app}@db"],
      ["DSN", "env-file", "common.env#DSN", "$HOST:5432"],
      ["LITERAL", "env-file", "common.env#LITERAL", undefined],
      ["TOKEN", "env-file", "secrets/raw.env#TOKEN", undefined],
      ["FROM_ENV", "interpolated", "compose.yaml#services.api.environment[FROM_ENV]", undefined],
      ["FROM_SHELL", "shell", "compose.yaml#services.api.environment[FROM_SHELL]", undefined],
    ]);
    expect(project.places.get("common.env#DSN")).toMatchObject({ line: 3 });
    expect(project.problems).toEqual([]);
  });

  it("may rest on a file that is kept out of version control: a note, no error", () => {
    const project = composed("services: { a: { image: x, env_file: .env.local } }");
    expect(messagesOf(project)).toEqual(["note: The env file .env.local is not there: what it sets is not known."]);
  });
});

describe("profiles", () => {
  const files = {
    "compose.yaml": `
services:
  api: { image: api, depends_on: { db: { condition: service_started } } }
  db: { image: postgres }
  adminer: { image: adminer, profiles: [tools], depends_on: [db] }
  trace: { image: jaeger, profiles: [debug, tools] }
`,
  };

  it("are variants of their own, each with the services it adds", () => {
    expect(variantsOf(files).map((it) => [it.id, [...it.services.keys()], it.title])).toEqual([
      ["compose.yaml", ["api", "db"], "compose.yaml"],
      ["compose.yaml?tools", ["api", "db", "adminer", "trace"], "compose.yaml, profile tools"],
      ["compose.yaml?debug", ["api", "db", "trace"], "compose.yaml, profile debug"],
    ]);
  });

  it("named by COMPOSE_PROFILES are on in what plain `up` starts", () => {
    const [first] = variantsOf({ ...files, ".env": "COMPOSE_PROFILES=debug" });
    expect(first?.id).toBe("compose.yaml?debug");
    expect([...(first?.services.keys() ?? [])]).toEqual(["api", "db", "trace"]);
  });

  it("on every service leave nothing for plain `up`: the first profile is the main variant", () => {
    const [first] = variantsOf({ "compose.yaml": "services: { a: { image: x, profiles: [all] }, b: { image: y, profiles: [few] } }" });
    expect(first?.profiles).toEqual(["all"]);
  });

  it("that are off make what needs their services fail", () => {
    const off = composed("services: { a: { image: x, depends_on: [b] }, b: { image: y, profiles: [p] } }");
    expect(messagesOf(off)).toEqual(["warning: a depends on b, which runs only with the profile p."]);
    const optional = composed("services: { a: { image: x, depends_on: { b: { required: false } } }, b: { image: y, profiles: [p] } }");
    expect(optional.problems).toEqual([]);
    const unknown = composed("services: { a: { image: x, network_mode: 'service:c' } }");
    expect(messagesOf(unknown)).toEqual(["error: a shares the network of c, and there is no service c in this project."]);
  });

  it("cannot help services that wait for each other", () => {
    const project = composed(
      "services: { a: { image: x, depends_on: [b] }, b: { image: y, links: ['c:db'] }, c: { image: z, ipc: 'service:a' }, d: { image: x, depends_on: [d] } }",
    );
    expect(messagesOf(project)).toEqual(["error: Services wait for each other: a, b, c, a.", "error: The service d waits for itself."]);
  });
});
