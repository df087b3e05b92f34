import { describe, expect, it } from "vitest";
import { openEngine } from "../src/engine/index.ts";

type Files = Readonly<Record<string, string>>;

const pom = (name: string, ...dependencies: readonly string[]): string =>
  `<project><artifactId>${name}</artifactId><dependencies>${dependencies
    .map((it) => `<dependency><groupId>org.springframework.cloud</groupId><artifactId>${it}</artifactId></dependency>`)
    .join("")}</dependencies></project>`;

/** A shop of four services of the team's own behind a gateway, each in its folder. */
const shop: Files = {
  "compose.yaml":
    "services:\n  gateway: { build: ./gateway, ports: ['80:80'] }\n  registry: { build: ./registry }\n  orders: { build: ./orders, environment: { STOCK_URL: 'http://stock:8080' } }\n  stock: { build: ./stock }\n  db: { image: postgres:17 }\n",
  "gateway/Dockerfile": "FROM nginx:1.29\nCOPY nginx.conf /etc/nginx/nginx.conf\n",
  "gateway/nginx.conf":
    "http { server { location /orders { proxy_pass http://orders:8080; } location /stock { proxy_pass http://stock:8080; } } }",
  "registry/Dockerfile": "FROM eclipse-temurin:25\n",
  "registry/pom.xml": pom("registry", "spring-cloud-starter-netflix-eureka-server"),
  "registry/src/main/java/App.java": "@EnableEurekaServer @SpringBootApplication class App {}",
  "orders/Dockerfile": "FROM eclipse-temurin:25\n",
  "orders/pom.xml": pom("orders", "spring-cloud-starter-netflix-eureka-client"),
  "orders/src/main/java/App.java": "@SpringBootApplication class App {}",
  "orders/src/main/resources/application.yml":
    "spring: { datasource: { url: 'jdbc:postgresql://db/orders' } }\neureka: { client: { serviceUrl: { defaultZone: 'http://registry:8761/eureka' } } }\n",
  "stock/Dockerfile": "FROM node:24\nENV ORDERS_HOST=orders\n",
  "stock/package.json": '{ "name": "stock" }',
  "stock/config/default.json": '{ "db": { "url": "postgres://db/stock" } }',
};

const recovered = (files: Files) => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  const graph = engine.graph();
  return {
    components: graph.components().map((it) => `${it.id} ${it.standing} ${graph.kind(it)}`),
    connections: [...engine.architecture().uses.values()].map(({ from, to, style }) => `${from} -> ${to} ${style}`),
    errors: engine.problems().filter((it) => it.severity === "error"),
  };
};

const without = (...folders: readonly string[]): Files =>
  Object.fromEntries(Object.entries(shop).filter(([path]) => !folders.some((it) => path.startsWith(`${it}/`))));

describe("a workspace that half of the services' folders are missing from", () => {
  const whole = recovered(shop);

  it("is whole here", () => {
    expect(whole.connections).toEqual(
      expect.arrayContaining([
        "component:shop/gateway -> component:shop/stock call",
        "component:shop/orders -> component:shop/registry infrastructure",
        "component:shop/stock -> component:shop/db data",
        "component:shop/stock -> component:shop/orders call",
      ]),
    );
  });

  it.each([[["gateway", "orders"]], [["registry", "stock"]], [["orders", "stock"]], [["gateway", "registry", "orders", "stock"]]])(
    "%s",
    (folders) => {
      const left = recovered(without(...folders));
      expect(left.errors).toEqual([]);
      // What is started is still there; what it says of others was true before.
      expect(left.components.map((it) => it.split(" ")[0]).sort()).toEqual(whole.components.map((it) => it.split(" ")[0]).sort());
      expect(left.connections.filter((it) => !whole.connections.includes(it))).toEqual([]);
      expect(left.connections).toContain("component:shop/orders -> component:shop/stock call");
      for (const folder of folders)
        expect(left.connections.filter((it) => it.startsWith(`component:shop/${folder} `) && folder !== "orders")).toEqual([]);
    },
  );
});
