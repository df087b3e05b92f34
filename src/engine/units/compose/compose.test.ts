import { describe, expect, it } from "vitest";
import { openLibrary } from "../../library.ts";
import type { In, UnitFacts, UnitUse } from "../../model/index.ts";
import { readers } from "../../readers/index.ts";
import { composeUnits } from "./compose.ts";

type Files = Readonly<Record<string, string>>;

const factsIn = (files: Files): readonly UnitFacts[] => {
  const library = openLibrary(readers, "clinic");
  library.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return composeUnits.discover(library).map((it) => composeUnits.render(it, library));
};
const only = (files: Files): UnitFacts => {
  const [facts] = factsIn(files);
  if (facts === undefined) throw new Error("no project");
  return facts;
};
/** Services of one `compose.yaml`, as they stand below `services:`. */
const of = (services: string, more = ""): UnitFacts => only({ "compose.yaml": `services:\n${services.replace(/^/gm, "  ")}\n${more}` });

const strengthOf = (facts: UnitFacts, use: UnitUse): string => {
  const { ground } = use.exists[0];
  return (ground.by === "evidence" && facts.evidence.find((it) => it.id === ground.proof[0])?.strength) || "?";
};
const nameOf = (to: UnitUse["to"]): string => ("key" in to ? to.key : "host" in to ? `?${to.host}` : "?near");

/** "api -> db data postgres:5432 declared": each connection once. */
const connections = (facts: UnitFacts): readonly string[] => [
  ...new Set(
    facts.uses.map((use) => {
      const does = use.does === "calls" ? "" : ` ${use.does}`;
      const how =
        use.protocol === undefined && use.port === undefined ? "" : ` ${use.protocol ?? ""}${use.port === undefined ? "" : `:${use.port}`}`;
      return `${use.from} -> ${nameOf(use.to)} ${use.style}${does}${how} ${strengthOf(facts, use)}`;
    }),
  ),
];
/** "db: database PostgreSQL 16". */
const components = (facts: UnitFacts): readonly string[] =>
  facts.components.map((it) =>
    [`${it.name}:`, ...[it.kind, it.technology, it.version].map((said) => said.map(({ value }) => value).join("|"))]
      .filter((word) => word !== "")
      .join(" "),
  );
const environment = (...lines: readonly string[]): readonly string[] =>
  connections(
    of(
      `api:\n  build: .\n  environment:\n${lines.map((it) => `    ${it}`).join("\n")}\ndb:\n  image: postgres:16\ncache:\n  image: redis\nqueue:\n  image: rabbitmq:3\norders:\n  build: orders\nkafka1:\n  image: apache/kafka\nkafka2:\n  image: apache/kafka`,
    ),
  );

describe("what an environment names", () => {
  it.each([
    ["DB_URL: postgres://u:secret@db:5432/clinic", "api -> db data postgres:5432 declared"],
    ["SPRING_DATASOURCE_URL: jdbc:postgresql://db/clinic", "api -> db data postgres declared"],
    ["ConnectionStrings__Db: Host=db;Port=5432;Username=x;Password=y", "api -> db data postgres:5432 declared"],
    ["DATABASE_DSN: u:pw@tcp(db:3306)/x", "api -> db data mysql:3306 declared"],
    ["DB_HOST: db", "api -> db data postgres declared"],
    ["DB_HOST: DB.", "api -> db data postgres declared"],
    ["REDIS_URL: redis://:p%40ss@cache:6379/1", "api -> cache data redis:6379 declared"],
    ["CELERY_BROKER_URL: amqp://guest:guest@queue//", "api -> queue message amqp declared"],
    ["EVENTS_CONSUMER_URL: amqp://queue", "api -> queue message consumes amqp declared"],
    ["REPLICA_READ_HOST: db", "api -> db data reads postgres declared"],
    ["ORDERS_URL: http://orders:8080", "api -> orders call http:8080 declared"],
    ["ORDERS_ADDR: orders:50051", "api -> orders call :50051 declared"],
    ["QUEUE_ADMIN: http://queue:15672/api", "api -> queue message http:15672 declared"],
    ['JAVA_OPTS: "-Xmx1g -Dspring.datasource.url=jdbc:postgresql://db:5432/x"', "api -> db data postgres:5432 declared"],
    [`SPRING_APPLICATION_JSON: '{"redis":{"url":"redis://cache:6379"}}'`, "api -> cache data redis:6379 declared"],
    ["WAIT_HOSTS: db:5432", "api -> db data postgres:5432 inferred"],
  ])("%s", (line, expected) => expect(environment(line)).toEqual([expected]));

  it("takes the port from the variable beside the host", () =>
    expect(environment("DB_HOST: db", "DB_PORT: 5433")).toEqual(["api -> db data :5433 declared"]));

  it("reads a list as several connections with one proof", () =>
    expect(environment("KAFKA_BROKERS: kafka1:9092,kafka2:9092")).toEqual([
      "api -> kafka1 message kafka:9092 declared",
      "api -> kafka2 message kafka:9092 declared",
    ]));

  it.each([
    "POSTGRES_DB: orders",
    "APP_NAME: orders",
    "KAFKA_TOPIC: orders",
    "DB_CONNECTION: db",
    "DB_PASSWORD: db",
    "BASIC_AUTH: orders:1234",
    "IMAGE: db:16",
    "CORS_ORIGINS: http://orders:3000",
    "KAFKA_ADVERTISED_LISTENERS: PLAINTEXT://kafka1:9092",
    "OAUTH_REDIRECT_URI: http://orders/callback",
    "NO_PROXY: db,cache",
    "SELF_URL: http://api:8080",
    "API_URL: http://localhost:8080",
    "LISTEN: 0.0.0.0:8080",
    "DOCKER_HOST: unix:///var/run/docker.sock",
    "DATABASE_URL: sqlite:///data/db",
    "ADMIN_EMAIL: admin@orders.org",
    "CONFIG_FILE: orders.yaml",
    "SUBNET: 10.0.0.0/16",
    "PUBLIC_URL: https://clinic.org",
    "DOWNLOAD_URL: https://downloads.acme.io/x.tgz",
    "DB_URL: postgres://u:p@${DB_HOST}:5432/x",
    "FLAGS: --orders",
    "EXAMPLE_URL: https://example.com",
  ])("%s is no connection", (line) => expect(environment(line)).toEqual([]));

  it("knows third parties by their host, and no secret goes along", () => {
    const facts = of(
      'api:\n  build: .\n  environment:\n    STRIPE_URL: https://sk_live_12345@api.stripe.com/v1\n    SMTP_HOST: smtp.mailgun.org\n    SMTP_PORT: "587"\n    IMAGE_URL: https://ghcr.io/x',
    );
    expect(connections(facts)).toEqual([
      "api -> outside:api.stripe.com call https declared",
      "api -> outside:smtp.mailgun.org call :587 declared",
    ]);
    expect(facts.components.map((it) => [it.name, it.standing])).toEqual([
      ["api", "inside"],
      ["api.stripe.com", "outside"],
      ["smtp.mailgun.org", "outside"],
    ]);
    const { resources: _, ...told } = facts;
    expect(JSON.stringify(told)).not.toContain("sk_live");
  });

  it("says who is meant where a host is nobody's", () => {
    const facts = of(
      "api:\n  build: .\n  environment:\n    DB_HOST: postgress\n    PAYMENTS_URL: http://payments:8080\npostgres:\n  image: postgres",
    );
    expect(connections(facts)).toEqual(["api -> ?postgress call declared", "api -> ?payments call http:8080 declared"]);
    const addresses = facts.resources.flatMap((it) => (it.kind === "compose-service" ? it.addresses : []));
    expect(addresses.map(({ host, where, near }) => [where, host, near])).toEqual([
      ["environment DB_HOST", "postgress", ["postgres"]],
      ["environment PAYMENTS_URL", "payments", []],
    ]);
  });
});

describe("what a command names", () => {
  const command = (text: string): readonly string[] =>
    connections(of(`api:\n  build: .\n  command: ${text}\ndb:\n  image: postgres\ncache:\n  image: redis\nworker:\n  build: .`));
  it.each([
    ["./serve --db=postgres://u:p@db:5432/x", ["api -> db data postgres:5432 declared"]],
    ["./serve --db-host db", ["api -> db data postgres declared"]],
    ["[./serve, --store, 'db:5432']", ["api -> db data postgres:5432 declared"]],
    ["celery -A app worker -b redis://cache:6379/0", ["api -> cache data redis:6379 declared"]],
    ["psql -h db -U x", ["api -> db data postgres declared"]],
    ["./wait-for-it.sh db:5432 -- ./serve", ["api -> db data postgres:5432 inferred"]],
    [`sh -c "while ! nc -z db 5432; do sleep 1; done; ./serve"`, ["api -> db data postgres:5432 inferred"]],
    [`["sh", "-c", "DB_HOST=db exec ./serve"]`, ["api -> db data postgres declared"]],
    ["celery worker", []],
    ["./serve --name worker db", []],
    ["gunicorn -b 0.0.0.0:8000 app", []],
    ["curl -fsSL https://get.acme.io/install.sh", []],
  ])("%s", (text, expected) => expect(command(text)).toEqual(expected));

  it("is not what a healthcheck tests", () =>
    expect(connections(of("api:\n  build: .\n  healthcheck:\n    test: curl http://db:80\ndb:\n  image: postgres"))).toEqual([]));
});

describe("names in a project", () => {
  const reached = (api: string, db: string, url = "postgres://db:5432/x"): readonly string[] =>
    connections(of(`api:\n  build: .\n  environment:\n    DB_URL: ${url}\n${api}\nstore:\n  image: postgres\n${db}`));

  it.each([
    ["a service's name", "", "", "postgres://store/x", ["api -> store data postgres declared"]],
    ["container_name", "", "  container_name: db", undefined, ["api -> store data postgres:5432 declared"]],
    ["hostname", "", "  hostname: db", undefined, ["api -> store data postgres:5432 declared"]],
    [
      "an alias on a shared network",
      "  networks: [back]",
      "  networks: {back: {aliases: [db]}}",
      undefined,
      ["api -> store data postgres:5432 declared"],
    ],
    [
      "an alias on another network",
      "  networks: [front]",
      "  networks: {back: {aliases: [db]}}",
      undefined,
      ["api -> store data postgres:5432 inferred"],
    ],
    [
      "a link's alias",
      "  links: ['store:db']",
      "",
      undefined,
      ["api -> store data postgres:5432 declared", "api -> store data postgres declared"],
    ],
    ["an extra host", "  extra_hosts: ['store:10.0.0.5']", "", "postgres://store/x", ["api -> outside:store data postgres declared"]],
    [
      "a static address",
      "",
      "  networks: {default: {ipv4_address: 172.20.0.5}}",
      "postgres://172.20.0.5/x",
      ["api -> store data postgres declared"],
    ],
    ["the container's name", "", "", "postgres://clinic-store-1/x", ["api -> store data postgres declared"]],
  ])("%s", (_, api, db, url, expected) => expect(reached(api, db, url)).toEqual(expected));

  it("several services on one network stack: the one that listens on the port", () =>
    expect(
      connections(
        of(
          'app:\n  build: .\n  environment: {UI_URL: "http://vpn:8080"}\nvpn:\n  image: qmcgaw/gluetun\ntorrent:\n  image: acme/torrent\n  network_mode: service:vpn\n  expose: ["8080"]',
        ),
      ),
    ).toEqual(["app -> torrent call http:8080 declared"]));

  it("a page in a browser reaches published ports", () =>
    expect(
      connections(of('ui:\n  build: ui\n  environment: {REACT_APP_API: "http://localhost:8000"}\napi:\n  build: .\n  ports: ["8000:80"]')),
    ).toEqual(["ui -> api call http inferred"]));
});

describe("start order and links", () => {
  it("start order alone is inferred, and says nothing where something better is said", () =>
    expect(
      connections(
        of(
          "api:\n  build: .\n  depends_on: [db, cache]\n  environment: {DB_HOST: db}\ndb:\n  image: postgres\n  depends_on: [api]\ncache:\n  image: redis",
        ),
      ),
    ).toEqual(["api -> db data postgres declared", "api -> cache data redis inferred"]));

  it("says nothing of tasks, of what only people use, and of stores that wait", () =>
    expect(
      connections(
        of(
          "api:\n  build: .\n  depends_on:\n    migrate: {condition: service_completed_successfully}\n    grafana: {condition: service_started}\nmigrate:\n  build: .\ngrafana:\n  image: grafana/grafana\ndb:\n  image: postgres\n  depends_on: [api]",
        ),
      ),
    ).toEqual([]));

  it("links are declared", () =>
    expect(connections(of("api:\n  build: .\n  links: [db]\ndb:\n  image: postgres"))).toEqual(["api -> db data postgres declared"]));
});

describe("gateways that take their routes from labels", () => {
  it("Traefik", () =>
    expect(
      connections(
        of(
          'proxy:\n  image: traefik:v3\n  labels: {traefik.http.routers.dash.rule: "Host(`x`)", traefik.http.routers.dash.service: api@internal}\napi:\n  build: .\n  labels:\n    - traefik.http.routers.api.rule=PathPrefix(`/api`)\n    - traefik.http.services.api.loadbalancer.server.port=8080\nhidden:\n  build: .\n  labels: ["traefik.enable=false"]',
        ),
      ),
    ).toEqual(["proxy -> api call http:8080 declared"]));

  it("nginx-proxy", () =>
    expect(
      connections(
        of(
          'edge:\n  image: nginxproxy/nginx-proxy\nblog:\n  image: ghost\n  environment: {VIRTUAL_HOST: blog.clinic.org, VIRTUAL_PORT: "2368"}',
        ),
      ),
    ).toEqual(["edge -> blog call http:2368 declared"]));
});

describe("what a service is", () => {
  it.each([
    ["x:\n  image: postgres:16-alpine", "x: database PostgreSQL 16"],
    ["x:\n  image: acme/billing:1.4", "x: service 1.4"],
    ["x:\n  build: .\n  image: redis", "x: service"],
    ["api-gateway:\n  build: .", "api-gateway: gateway"],
    ["frontend:\n  image: nginx", "frontend: frontend nginx"],
    ["frontend:\n  image: traefik", "frontend: gateway Traefik"],
    ["orders-mongodb:\n  build: ./mongo", "orders-mongodb: database MongoDB"],
    ["x:\n  build:\n    dockerfile_inline: |\n      FROM postgres:16", "x: database PostgreSQL"],
    ["migrate:\n  build: .", "migrate: job"],
    ["x:\n  build: .\n  command: ./import\n  restart: 'no'", "x: job"],
    ["x:\n  image: apache/kafka\n  command: kafka-topics.sh --create --topic a --bootstrap-server kafka:9092", "x: job"],
    ["x:\n  image: redis\n  command: sh -c 'redis-server --requirepass $$PW'", "x: cache Redis"],
    ["x:\n  image: postgres\n  command: postgres -c max_connections=200", "x: database PostgreSQL"],
    ["x:\n  image: minio/minio\n  command: server /data", "x: storage MinIO"],
  ])("%s", (text, expected) => expect(components(of(text))).toEqual([expected]));

  it("is told by how others speak to it, where it says nothing itself", () =>
    expect(components(of("api:\n  build: .\n  environment: {URL: 'postgres://records/x'}\nrecords:\n  build: records"))).toEqual([
      "api: service",
      "records: database",
    ]));
});

describe("variants", () => {
  const files = {
    "compose.yaml":
      "name: clinic\nservices:\n  api:\n    image: acme/api:1\n    environment: {DB_HOST: db}\n  db:\n    image: postgres:15\n  tools:\n    image: adminer\n    profiles: [debug]\n",
    "compose.prod.yaml": "services:\n  api:\n    image: acme/api:2\n    deploy: {replicas: 3}\n",
  };
  const inAll: In = ["compose.yaml", "compose.yaml+compose.prod.yaml", "compose.yaml?debug"];

  it("keep one component a name, and every value with the variants it holds in", () => {
    const facts = only(files);
    expect(facts.main).toBe("compose.yaml");
    expect(facts.system).toEqual({ name: "clinic", folder: "", reason: "name: in compose.yaml" });
    const api = facts.components.find((it) => it.name === "api");
    expect(api?.exists.map((it) => it.in)).toEqual([inAll]);
    expect(api?.version.map((it) => [it.value, it.in])).toEqual([
      ["1", ["compose.yaml", "compose.yaml?debug"]],
      ["2", ["compose.yaml+compose.prod.yaml"]],
    ]);
    expect(api?.replicas.map((it) => [it.value, it.in])).toEqual([[3, ["compose.yaml+compose.prod.yaml"]]]);
    expect(facts.components.find((it) => it.name === "tools")?.exists.map((it) => it.in)).toEqual([["compose.yaml?debug"]]);
    expect(facts.uses.map((it) => it.exists.map((said) => said.in))).toEqual([[inAll]]);
  });

  it("share a resource where they say the same", () =>
    expect(only(files).resources.map((it) => [it.id.replace(/^.*#/, ""), it.in])).toEqual([
      ["services.api", ["compose.yaml", "compose.yaml?debug"]],
      ["services.api~2", ["compose.yaml+compose.prod.yaml"]],
      ["services.db", inAll],
      ["services.tools", ["compose.yaml?debug"]],
    ]));

  it("a host of another variant is absent, not unknown", () =>
    expect(
      connections(of("api:\n  build: .\n  environment: {MAIL_HOST: mail}\nmail:\n  image: mailhog/mailhog\n  profiles: [dev]")),
    ).toEqual(["api -> mail infrastructure smtp declared"]));
});

it("has a row and a place for every proof", () => {
  const facts = of(
    'api:\n  build: .\n  container_name: clinic-api\n  ports: ["8080:80"]\n  expose: ["9000"]\n  scale: 2\n  depends_on: [db]\n  environment: {X_URL: "http://nobody/"}\ndb:\n  image: postgres:16\n  volumes: ["data:/var/lib/postgresql/data"]\n',
    "volumes: {data: }\nnetworks: {back: }\n",
  );
  const rows = new Set(facts.evidence.map((it) => it.id));
  const proofs = new Set([...JSON.stringify([facts.components, facts.uses]).matchAll(/"(compose\.yaml#[^"]+)"/g)].map((it) => it[1] ?? ""));
  expect(proofs.size).toBeGreaterThan(8);
  expect([...proofs, ...facts.resources.map((it) => it.at)].filter((it) => !rows.has(it as `${string}#${string}`))).toEqual([]);
  expect([...rows].filter((it) => !facts.places.has(it))).toEqual([]);
});
