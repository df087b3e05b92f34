import { describe, expect, it } from "vitest";
import { composed, messagesOf, said, serviceOf } from "../../../../test/compose.ts";

/** The service `api` of two files, each given as what stands below it. */
const merged = (base: string, override: string): unknown => {
  const file = (body: string): string => `services:\n  api:\n${body.replace(/^/gm, "    ")}\n`;
  return said(composed(file(base), file(override)), "api");
};

describe("two files that say the same attribute", () => {
  it("a command, an entrypoint, a healthcheck's test: the later one stands alone, even as null", () => {
    expect(
      merged(
        "command: [run, all]\nentrypoint: sh\nhealthcheck: { test: [CMD, a], interval: 5s }",
        "command: run\nentrypoint:\nhealthcheck: { test: [CMD, b] }",
      ),
    ).toEqual({ command: "run", entrypoint: null, healthcheck: { test: ["CMD", "b"], interval: "5s" } });
  });

  it("anything else as null says nothing", () => {
    expect(merged("image: nginx\nports: ['80']\nenvironment: { A: '1' }", "image:\nports:\nenvironment:")).toEqual({
      image: "nginx",
      ports: ["80"],
      environment: { A: "1" },
    });
  });

  it("variables and labels as list or mapping, by their names", () => {
    expect(merged("environment: [A=1, B=2, C]", "environment: [B=3, D=]")).toEqual({ environment: ["A=1", "B=3", "C", "D="] });
    expect(merged("environment: [A=1, B=2]\nlabels: { x: '1' }", "environment: { B: null, C: '3' }\nlabels: [y=2]")).toEqual({
      environment: { A: "1", B: null, C: "3" },
      labels: { x: "1", y: "2" },
    });
  });

  it("ports by address, published, target and protocol; a string and a mapping can be the same", () => {
    expect(
      merged(
        "ports: ['8080:80', '127.0.0.1:1:2', 9000]",
        "ports:\n  - '8081:80'\n  - { target: 80, published: 8080, mode: host }\n  - '53:53/udp'\n  - '[::1]:1:2'\n  - 9000",
      ),
    ).toEqual({
      ports: [{ target: 80, published: 8080, mode: "host" }, "127.0.0.1:1:2", 9000, "8081:80", "53:53/udp", "[::1]:1:2"],
    });
  });

  it("volumes, devices, secrets and configs by where they are put", () => {
    expect(
      merged(
        "volumes: ['data:/var/lib', './a:/a:ro', 'C:\\x:/c']\ndevices: ['/dev/a:/dev/x']\nsecrets: [key]\nconfigs: [{ source: c, target: /etc/c }]",
        "volumes: ['other:/var/lib/', { type: bind, source: ./b, target: /a }, 'D:\\y:/c']\ndevices: ['/dev/b:/dev/x']\nsecrets: [{ source: other, target: /run/secrets/key }]\nconfigs: [d]",
      ),
    ).toEqual({
      volumes: ["other:/var/lib/", { type: "bind", source: "./b", target: "/a" }, "D:\\y:/c"],
      devices: ["/dev/b:/dev/x"],
      secrets: [{ source: "other", target: "/run/secrets/key" }],
      configs: [{ source: "c", target: "/etc/c" }, "d"],
    });
  });

  it("networks, dependencies and models as names or with more about them", () => {
    expect(
      merged(
        "networks: [front]\ndepends_on: [db]\nmodels: [llm]",
        "networks: { front: { aliases: [web] }, back: }\ndepends_on: { db: { condition: service_healthy }, cache: { condition: service_started } }\nmodels: { llm: { endpoint_var: URL } }",
      ),
    ).toEqual({
      networks: { front: { aliases: ["web"] }, back: null },
      depends_on: { db: { condition: "service_healthy", required: true }, cache: { condition: "service_started" } },
      models: { llm: { endpoint_var: "URL" } },
    });
    // A name alone says that the service is started, also where the base asks for more.
    expect(merged("depends_on: { db: { condition: service_healthy } }", "depends_on: [db]")).toEqual({
      depends_on: { db: { condition: "service_started", required: true } },
    });
  });

  it("a build as path or mapping, its arguments by name", () => {
    expect(merged("build: .", "build: { dockerfile: Dockerfile.dev, args: [A=1] }")).toEqual({
      build: { context: ".", dockerfile: "Dockerfile.dev", args: ["A=1"] },
    });
    expect(merged("build: { context: ., args: { A: 1 } }", "build: ./src")).toEqual({ build: { context: "./src", args: { A: 1 } } });
  });

  it("logging options belong to their driver", () => {
    const options = "logging: { driver: syslog, options: { a: '1' } }";
    expect(merged(options, "logging: { options: { b: '2' } }")).toEqual({ logging: { driver: "syslog", options: { a: "1", b: "2" } } });
    expect(merged(options, "logging: { driver: none }")).toEqual({ logging: { driver: "none" } });
  });

  it("one or several: dns, tmpfs, env files", () => {
    expect(
      merged("dns: 8.8.8.8\ntmpfs: [/a, /b]\nenv_file: a.env", "dns: [8.8.8.8, 9.9.9.9]\ntmpfs: /b\nenv_file: [{ path: a.env }, b.env]"),
    ).toEqual({
      dns: ["8.8.8.8", "9.9.9.9"],
      tmpfs: ["/a", "/b"],
      env_file: [{ path: "a.env" }, "b.env"],
    });
  });

  it("extra hosts keep every address of a name", () => {
    expect(merged("extra_hosts: [a=1.1.1.1]", "extra_hosts: { a: [1.1.1.1, 2.2.2.2], b: 3.3.3.3 }")).toEqual({
      extra_hosts: ["a=1.1.1.1", "a=2.2.2.2", "b=3.3.3.3"],
    });
  });

  it("lists of no other kind one behind the other, mappings key by key", () => {
    expect(
      merged(
        "security_opt: [a]\ndeploy: { replicas: 1, resources: { limits: { cpus: '1' } } }\nx-team: { a: 1 }",
        "security_opt: [b]\ndeploy: { resources: { limits: { memory: 1g } } }\nx-team: { b: 2 }",
      ),
    ).toEqual({
      security_opt: ["a", "b"],
      deploy: { replicas: 1, resources: { limits: { cpus: "1", memory: "1g" } } },
      "x-team": { a: 1, b: 2 },
    });
  });

  it("address ranges by their subnet", () => {
    const project = composed(
      "services: { a: { image: x } }\nnetworks: { n: { ipam: { config: [{ subnet: 10.0.0.0/8 }, { subnet: 10.1.0.0/16 }] } } }",
      "networks: { n: { ipam: { config: [{ subnet: 10.0.0.0/8, gateway: 10.0.0.1 }] } } }",
    );
    expect(project.networks.get("n")?.value).toBeDefined();
    expect(messagesOf(project)).toEqual([]);
  });

  it("a list and a mapping cannot be merged: an error, and the later one is taken", () => {
    const project = composed("services: { a: { image: x, ports: ['80'] } }", "services: { a: { ports: { b: c } } }");
    expect(said(project, "a")).toEqual({ image: "x", ports: { b: "c" } });
    expect(project.problems[0]).toMatchObject({ severity: "error", file: "compose.override.yaml", span: { line: 0 } });
  });
});

describe("!reset and !override", () => {
  const base =
    "services:\n  api:\n    image: x\n    ports: ['80']\n    command: run\n    environment: { A: '1', B: '2' }\n    depends_on: [db]\n  db: { image: y }\n";

  it("take away, or stand alone, at any depth", () => {
    const project = composed(
      base,
      "services:\n  api:\n    ports: !override ['81']\n    command: !reset null\n    depends_on: !reset []\n    environment: { A: !reset null }\n  db: !reset null\n",
    );
    expect(said(project, "api")).toEqual({ image: "x", ports: ["81"], environment: { B: "2" } });
    expect([...project.services.keys()]).toEqual(["api"]);
  });

  it("hold through anchors, at every place where they are used", () => {
    const project = composed(
      base,
      "x-none: &none\n  ports: !reset []\nx-more: &more\n  <<: *none\nx-list: &list !override ['82']\nservices:\n  api:\n    <<: *more\n  db:\n    ports: *list\n",
    );
    expect(said(project, "api")).not.toHaveProperty("ports");
    expect(said(project, "db")).toEqual({ image: "y", ports: ["82"] });
  });

  it("of a whole section forget what earlier files say in it", () => {
    const project = composed(`${base}networks: { a: }\nvolumes: { v: }\n`, "networks: !override { b: }\nvolumes: !reset {}\n");
    expect([...project.networks.keys()]).toEqual(["b"]);
    expect([...project.volumes.keys()]).toEqual([]);
  });

  it("in a file of its own take nothing from what it merges in by `<<`", () => {
    const project = composed("x-base: &base\n  command: run\nservices:\n  api:\n    <<: *base\n    image: x\n    command: !reset null\n");
    expect(said(project, "api")).toEqual({ command: "run", image: "x" });
  });
});

describe("one file", () => {
  it("that names a port twice publishes it once", () => {
    expect(said(composed("services: { a: { image: x, ports: ['80:80', '80:80'], expose: [1, '1'] } }"), "a")).toEqual({
      image: "x",
      ports: ["80:80"],
      expose: ["1"],
    });
  });

  it("may merge several mappings into one; what stands first wins, and what is said there itself most", () => {
    const project = composed(
      "x-a: &a { image: a, restart: always }\nx-b: &b { image: b, tty: true }\nx-l: &l [*a, *b]\nservices:\n  one: { <<: [*a, *b], restart: no }\n  two: { <<: *l }\n",
    );
    expect(said(project, "one")).toEqual({ restart: "no", image: "a", tty: true });
    expect(said(project, "two")).toEqual({ image: "a", restart: "always", tty: true });
    expect(serviceOf(project, "one").value.entries.get("tty")?.at).toBe("compose.yaml#x-b.tty");
  });

  it("with aliases of aliases of aliases costs no more than it has characters", () => {
    const levels = "abcdefghijklmnop".split("");
    const bomb = levels
      .map(
        (it, at) =>
          `x-${it}: &${it} [${
            at === 0
              ? "1"
              : Array(9)
                  .fill(`*${levels[at - 1]}`)
                  .join(", ")
          }]`,
      )
      .join("\n");
    const started = performance.now();
    const project = composed(
      `${bomb}\nservices:\n  a: { image: x, command: *p }\n  b: { image: y, labels: { <<: *p } }\n`,
      "services: { a: { tty: true } }",
    );
    expect(performance.now() - started).toBeLessThan(5000);
    expect([...project.services.keys()]).toEqual(["a", "b"]);
  });

  it("cannot merge a text into a mapping", () => {
    const project = composed("x-a: &a text\nservices:\n  a:\n    <<: *a\n    image: x\n");
    expect(messagesOf(project)).toEqual(["error: Only mappings can be merged with <<."]);
    expect(said(project, "a")).toEqual({ image: "x" });
  });

  it("that aliases make thousands of levels deep is read up to a depth", () => {
    const nest = (inner: string): string => `${"[".repeat(190)}${inner}${"]".repeat(190)}`;
    const chain = Array.from({ length: 40 }, (_, at) => `x-${at}: &a${at} ${nest(at === 0 ? "1" : `*a${at - 1}`)}`).join("\n");
    const project = composed(`${chain}\nservices: { a: { image: x, command: *a39 } }\n`, "services: { a: { tty: true } }");
    expect(messagesOf(project)).toEqual(["error: Aliases make this more than 500 levels deep: it is passed over."]);
    expect(project.services.has("a")).toBe(true);
  });
});
