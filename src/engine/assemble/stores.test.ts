import { expect, test } from "vitest";
import { openEngine } from "../engine.ts";

/** Each table with the store it lives in, and why. */
function storesOf(files: Readonly<Record<string, string>>): readonly string[] {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return [...engine.architecture().entities.values()].map(({ name, store, storeBecause }) => `${name} in ${store ?? "?"}: ${storeBecause}`);
}

const two = `services:
  orders-db: { image: postgres:17, volumes: ["./db/orders:/docker-entrypoint-initdb.d"] }
  stock-db: { image: postgres:17 }
`;

test("a schema that a store is started with lives there", () => {
  expect(storesOf({ "compose.yaml": two, "db/orders/init.sql": "CREATE TABLE orders (id bigint PRIMARY KEY);" })).toEqual([
    "orders in component:shop/orders-db: orders-db is started with db/orders.",
  ]);
});

test("migrations beside code live in the store that the code uses", () => {
  expect(
    storesOf({
      "compose.yaml": `${two}  stock: { build: ./stock, environment: { DATABASE_URL: "postgres://stock-db:5432/stock" } }\n`,
      "stock/src/main/resources/db/migration/V1__a.sql": "CREATE TABLE item (id bigserial PRIMARY KEY);",
    }),
  ).toEqual(["item in component:shop/stock-db: stock, which has stock, uses stock-db."]);
});

test("Spring's datasource leads there, too", () => {
  expect(
    storesOf({
      "compose.yaml": `${two}  stock: { build: ./stock }\n`,
      "stock/pom.xml":
        "<project><artifactId>stock</artifactId><dependencies><dependency><groupId>org.springframework.boot</groupId><artifactId>spring-boot-starter-data-jpa</artifactId></dependency></dependencies></project>",
      "stock/src/main/resources/application.yml":
        "spring:\n  application:\n    name: stock\n  datasource:\n    url: jdbc:postgresql://stock-db:5432/stock\n",
      "stock/src/main/resources/db/migration/V1__a.sql": "CREATE TABLE item (id bigserial PRIMARY KEY);",
    }),
  ).toEqual(["item in component:shop/stock-db: stock, which has stock, uses stock-db."]);
});

test("Prisma's variable names a port of this machine that a store is published on", () => {
  expect(
    storesOf({
      "compose.yaml": 'services:\n  a: { image: postgres:17, ports: ["5433:5432"] }\n  b: { image: postgres:17, ports: ["5432:5432"] }\n',
      ".env": 'DATABASE_URL="postgresql://u:secret@localhost:5433/x"\n',
      "prisma/schema.prisma": 'datasource db {\n  provider = "postgresql"\n  url = env("DATABASE_URL")\n}\nmodel Item {\n  id Int @id\n}\n',
    }),
  ).toEqual(["Item in component:shop/a: DATABASE_URL in .env names localhost:5433."]);
});

test("the only store of the technology; MariaDB speaks MySQL", () => {
  expect(
    storesOf({
      "compose.yaml": "services:\n  pg: { image: postgres:17 }\n  my: { image: mariadb:11 }\n",
      "db/schema.sql": "CREATE TABLE `item` (`id` int AUTO_INCREMENT PRIMARY KEY) ENGINE=InnoDB;",
    }),
  ).toEqual(["item in component:shop/my: my is the only MySQL here."]);
});

test("where nothing says which, no store is said", () => {
  const schema = { "db/schema.sql": "CREATE TABLE item (id bigserial PRIMARY KEY);" };
  expect(storesOf({ "compose.yaml": two, ...schema })).toEqual(["item in ?: It may be any of orders-db, stock-db: nothing says which."]);
  expect(storesOf({ "compose.yaml": "services:\n  m: { image: mongo:8 }\n", ...schema })).toEqual([
    "item in ?: No PostgreSQL is started here.",
  ]);
});
