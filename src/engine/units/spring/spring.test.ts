import { describe, expect, it } from "vitest";
import { openEngine } from "../../index.ts";

type Files = Readonly<Record<string, string>>;

const open = (files: Files) => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return engine;
};
const short = (ref: string): string => ref.slice(ref.indexOf("/") + 1);
const uses = (files: Files): readonly string[] => {
  const engine = open(files);
  const { uses: all, evidence } = engine.architecture();
  return [...all.values()]
    .map(({ from, to, style, exists: [{ ground }] }) => {
      const strength = ground.by === "evidence" ? evidence.get(ground.proof[0])?.strength : "";
      return `${short(from)} -> ${short(to)} ${style} ${strength}`;
    })
    .sort();
};
const boxes = (files: Files): readonly string[] => {
  const engine = open(files);
  return engine
    .graph()
    .components()
    .map((it) => `${it.name} ${engine.graph().kind(it)}`)
    .sort();
};

const pom = (artifact: string, ...dependencies: readonly string[]): string =>
  `<project><artifactId>${artifact}</artifactId><dependencies>${dependencies
    .map((it) => `<dependency><groupId>org.springframework.boot</groupId><artifactId>${it}</artifactId></dependency>`)
    .join("")}</dependencies></project>`;

/** A module that starts, with its configuration. */
const module = (
  folder: string,
  config: string,
  dependencies: readonly string[] = ["spring-boot-starter-web"],
  annotations = "",
): Files => ({
  [`${folder}/pom.xml`]: pom(folder, ...dependencies),
  [`${folder}/src/main/java/App.java`]: `${annotations}\n@SpringBootApplication\npublic class App {}\n`,
  [`${folder}/src/main/resources/application.yml`]: config,
});
const database = { "compose.yaml": "services:\n  orders:\n    build: ./orders\n  db:\n    image: postgres:17\n" };

describe("what configuration names", () => {
  it("reaches a store that Compose starts", () => {
    const config = "spring:\n  datasource:\n    url: jdbc:postgresql://db:5432/orders\n";
    expect(uses({ ...database, ...module("orders", config) })).toEqual(["orders -> db data declared"]);
  });

  it("is found through placeholders, their defaults, and a profile that the deployment activates", () => {
    const config = [
      "db: { host: localhost }",
      "spring: { datasource: { url: 'jdbc:postgresql://${db.host}:${DB_PORT:5432}/orders' } }",
      "---",
      "spring: { config: { activate: { on-profile: docker } } }",
      "db: { host: db }",
    ].join("\n");
    expect(uses({ ...database, ...module("orders", config) })).toEqual(["orders -> db data declared"]);
  });

  it("is not the file of a test, a memory database, or a host nobody answers to under a key of one's own", () => {
    const config = [
      "spring: { datasource: { url: 'jdbc:h2:mem:orders' } }",
      "legacy: { url: 'http://old-billing:9000' }",
      "springdoc: { server: { url: 'http://db:1' } }",
    ].join("\n");
    const tests = { "orders/src/test/resources/application.yml": "spring: { datasource: { url: 'jdbc:postgresql://db/x' } }" };
    expect(uses({ ...database, ...module("orders", config), ...tests })).toEqual([]);
  });

  it.each([
    ["spring.data.mongodb.host=db", "orders -> db data declared"],
    ["spring.redis.host=db", "orders -> db data declared"],
    ["spring.kafka.bootstrap-servers=db:9092", "orders -> db message declared"],
    ["spring.rabbitmq.addresses=amqp://db:5672", "orders -> db message declared"],
    ["spring.elasticsearch.uris=http://db:9200", "orders -> db data declared"],
    ["eureka.client.service-url.defaultZone=http://db:8761/eureka", "orders -> db infrastructure declared"],
    ["spring.config.import=optional:configserver:http://db:8888", "orders -> db infrastructure declared"],
    ["management.zipkin.tracing.endpoint=http://db:9411/api/v2/spans", "orders -> db infrastructure declared"],
    ["spring.security.oauth2.resourceserver.jwt.issuer-uri=http://db/realms/x", "orders -> db call declared"],
    ["billing.ribbon.listOfServers=db:8080", "orders -> db call declared"],
    ["clients.billing.base-url=http://db:8080", "orders -> db call declared"],
    ["spring.mail.host=smtp.gmail.com", "orders -> smtp.gmail.com call declared"],
    ["cors.allowed-origins=http://db:8080", ""],
    ["spring.datasource.password=http://db", ""],
  ])("%s", (line, expected) => {
    const files = { ...database, ...module("orders", ""), "orders/src/main/resources/application.properties": line };
    // Of an image that is known the product says how it is spoken to; here only the property does.
    const plain = { ...files, "compose.yaml": "services:\n  orders:\n    build: ./orders\n  db:\n    image: acme/db-like:1\n" };
    expect(uses(plain)).toEqual(expected === "" ? [] : [expected]);
  });
});

describe("localhost", () => {
  const two = { ...module("orders", "billing: { url: 'http://localhost:9001' }"), ...module("billing", "server: { port: 9001 }") };

  it("is the module that listens there, by inference", () => {
    expect(uses(two)).toEqual(["orders -> billing call inferred"]);
  });

  it("is nobody where no port is known", () => {
    expect(uses(module("orders", "billing: { url: 'http://localhost:9001' }"))).toEqual([]);
  });

  it("says nothing where the environment says better", () => {
    const compose =
      "services:\n  orders:\n    build: ./orders\n    environment:\n      SPRING_DATASOURCE_URL: jdbc:postgresql://db-b/x\n  db-a:\n    image: postgres:17\n    ports: ['5432:5432']\n  db-b:\n    image: postgres:17\n";
    const config = "spring: { datasource: { url: 'jdbc:postgresql://localhost:5432/x' } }";
    expect(uses({ "compose.yaml": compose, ...module("orders", config) })).toEqual(["orders -> db-b data declared"]);
  });
});

describe("a config server in the workspace", () => {
  const server = module(
    "config",
    "spring: { profiles: { active: native }, cloud: { config: { server: { native: { search-locations: 'classpath:/shared' } } } } }",
    ["spring-cloud-config-server"],
  );
  const served = {
    "config/src/main/resources/shared/application.yml": "spring: { rabbitmq: { host: queue } }",
    "config/src/main/resources/shared/orders.yml": "spring: { data: { mongodb: { host: store } } }",
  };
  const compose = {
    "compose.yaml": ["config", "orders", "billing"]
      .map((it) => `  ${it}:\n    build: ./${it}\n`)
      .join("")
      .replace(/^/, "services:\n  queue:\n    image: rabbitmq:4\n  store:\n    image: mongo:8\n"),
  };

  it("serves each application its own file, and all of them what they have a client for", () => {
    const orders = module("orders", "", ["spring-boot-starter-amqp", "spring-boot-starter-data-mongodb"]);
    const billing = module("billing", "", ["spring-boot-starter-web"]);
    expect(uses({ ...compose, ...server, ...served, ...orders, ...billing })).toEqual([
      "orders -> queue message declared",
      "orders -> store data declared",
    ]);
  });

  it("is a third party's repository where it names one", () => {
    const remote = module("config", "spring: { cloud: { config: { server: { git: { uri: 'https://github.com/acme/conf' } } } } }", [
      "spring-cloud-config-server",
    ]);
    expect(uses({ ...compose, ...remote })).toEqual(["config -> github.com infrastructure declared"]);
  });
});

describe("what an application is", () => {
  it.each([
    ["spring-cloud-starter-netflix-eureka-server", "", "edge discovery"],
    ["spring-boot-starter-web", "@EnableConfigServer", "edge config"],
    ["spring-cloud-starter-gateway", "", "edge gateway"],
    ["spring-boot-starter-web", "", "edge service"],
    ["spring-boot-starter-web", "// @EnableEurekaServer", "edge service"],
  ])("%s %s", (dependency, annotation, expected) => {
    expect(boxes(module("edge", "", [dependency], annotation))).toEqual([expected]);
  });

  it("is no library, and no parent", () => {
    const library = { "common/pom.xml": pom("common", "spring-boot-starter-web"), "common/src/main/java/Dto.java": "class Dto {}" };
    const parent = { "pom.xml": "<project><artifactId>all</artifactId><packaging>pom</packaging></project>" };
    expect(boxes({ ...library, ...parent, ...module("orders", "spring: { application: { name: order-service } }") })).toEqual([
      "order-service service",
    ]);
  });

  it("joins what Compose builds or runs from it", () => {
    const named = module("orders", "spring: { application: { name: order-service } }");
    expect(boxes({ "compose.yaml": "services:\n  api:\n    build: ./orders\n", ...named })).toEqual(["api service"]);
    expect(boxes({ "compose.yaml": "services:\n  api:\n    image: acme/orders\n", ...named })).toEqual(["api service"]);
  });
});

describe("clients and routes", () => {
  const billing = module("billing", "spring: { application: { name: billing } }");

  it("follow the names under which others register", () => {
    const source = { "orders/src/main/java/Billing.java": '@FeignClient(name = "billing", path = "/b")\ninterface Billing {}' };
    expect(uses({ ...module("orders", ""), ...source, ...billing })).toEqual(["orders -> billing call declared"]);
  });

  it("are those of a gateway: lb://, serviceId, a route called as its service", () => {
    const gateway = (config: string) => uses({ ...module("edge", config, ["spring-cloud-starter-gateway"]), ...billing });
    expect(gateway("spring: { cloud: { gateway: { routes: [ { id: b, uri: 'lb://billing' } ] } } }")).toEqual([
      "edge -> billing call declared",
    ]);
    expect(gateway("zuul: { routes: { billing: /b/** } }")).toEqual(["edge -> billing call declared"]);
    expect(gateway("zuul: { routes: { x: { path: /b/**, serviceId: billing } } }")).toEqual(["edge -> billing call declared"]);
    expect(gateway("zuul: { routes: { x: { path: /b/**, serviceId: nobody } } }")).toEqual([]);
  });

  it("of Zuul without routes are everybody who registers, by inference", () => {
    const zuul = (config: string) => uses({ ...module("edge", config, ["spring-cloud-starter-zuul"], "@EnableZuulProxy"), ...billing });
    expect(zuul("")).toEqual(["edge -> billing call inferred"]);
    expect(zuul("zuul: { ignored-services: '*' }")).toEqual([]);
  });
});

describe("where the log is sent", () => {
  const logs = { "compose.yaml": "services:\n  orders:\n    build: ./orders\n  logstash:\n    image: logstash:8\n" };
  const logback = (inner: string): Files => ({
    ...logs,
    ...module("orders", "logs: { to: logstash }"),
    "orders/src/main/resources/logback-spring.xml": `<configuration>${inner}</configuration>`,
  });

  it.each([
    '<appender name="L" class="x"><destination>logstash:5000</destination></appender>',
    '<appender name="L" class="x"><remoteHost>logstash</remoteHost><port>5000</port></appender>',
    '<springProperty name="to" source="logs.to"/><appender name="L" class="x"><destination>${to}:5000</destination></appender>',
    '<property name="to" value="${LOGS:-logstash}"/><springProfile name="prod"><appender name="L" class="x"><host>${to}</host></appender></springProfile>',
    '<Appenders><Socket name="L" host="${env:LOGS:-logstash}" port="5000"/></Appenders>',
  ])("%s", (inner) => expect(uses(logback(inner))).toEqual(["orders -> logstash infrastructure declared"]));

  it("is nowhere by a file, a comment, or a name that nobody answers to", () => {
    const inner =
      '<!-- <appender name="A"><destination>logstash:1</destination></appender> --><appender name="F"><file>logstash</file></appender><appender name="B"><destination>elk:5000</destination></appender>';
    expect(uses(logback(inner))).toEqual([]);
  });
});

it("is set as JSON in one variable, too", () => {
  const compose =
    'services:\n  orders:\n    build: ./orders\n    environment:\n      SPRING_APPLICATION_JSON: \'{"spring":{"rabbitmq":{"host":"rabbit"}}}\'\n  rabbit:\n    image: rabbitmq\n';
  expect(uses({ "compose.yaml": compose, ...module("orders", "") })).toEqual(["orders -> rabbit message declared"]);
});

describe("a dependency that is there to reach a product", () => {
  const registry = module("registry", "server: { port: 8761 }", ["spring-cloud-starter-netflix-eureka-server"]);

  it("reaches the only one there is, by inference", () => {
    expect(uses({ ...registry, ...module("orders", "", ["spring-cloud-starter-netflix-eureka-client"]) })).toEqual([
      "orders -> registry infrastructure inferred",
    ]);
  });

  it("says nothing beside configuration, where there are two, or where it is switched off", () => {
    const off = "eureka: { client: { enabled: false } }";
    expect(uses({ ...registry, ...module("orders", off, ["spring-cloud-starter-netflix-eureka-client"]) })).toEqual([]);
    const second = module("registry2", "", ["spring-cloud-starter-netflix-eureka-server"]);
    expect(uses({ ...registry, ...second, ...module("orders", "", ["spring-cloud-starter-netflix-eureka-client"]) })).toEqual([]);
  });

  it("is read from Gradle, but for tests", () => {
    const gradle = (line: string): Files => ({
      ...registry,
      "orders/build.gradle": `dependencies {\n    ${line}\n}\n`,
      "orders/src/main/java/App.java": "@SpringBootApplication class App {}",
    });
    const client = "'org.springframework.cloud:spring-cloud-starter-netflix-eureka-client'";
    expect(uses(gradle(`implementation ${client}`))).toEqual(["orders -> registry infrastructure inferred"]);
    expect(uses(gradle(`testImplementation ${client}`))).toEqual([]);
  });
});

it("stands where it is written", () => {
  const text = "spring:\n  datasource:\n    url: jdbc:postgresql://db/x\n";
  const engine = open({ ...database, ...module("orders", text) });
  const id = [...engine.architecture().evidence.keys()].find((it) => it.endsWith("#spring.datasource.url"));
  expect(id && engine.place(id)).toMatchObject({ line: 2, column: 4 });
});
