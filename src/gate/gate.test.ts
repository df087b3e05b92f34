import { describe, expect, test } from "vitest";
import { redact } from "./gate.ts";
import { secretValuesIn, without } from "./known.ts";
import { linesOf } from "./lines.ts";

describe("values go, names stay", () => {
  test.each([
    ["postgres://app:pa/ss@w0rd@db:5432/shop", "postgres://app:‹redacted›@db:5432/shop"],
    ["app:hunter2@tcp(db:3306)/shop", "app:‹redacted›@tcp(db:3306)/shop"],
    ["jdbc:mysql://db/shop?user=app&password=hunter2&ssl=1", "jdbc:mysql://db/shop?user=app&password=‹redacted›&ssl=1"],
    ["POSTGRES_PASSWORD=hunter2", "POSTGRES_PASSWORD=‹redacted›"],
    ['{"clientSecret": "hunter two"}', '{"clientSecret": "‹redacted›"}'],
    ["redis-server --requirepass hunter2 --port 1", "redis-server --requirepass ‹redacted› --port 1"],
    ["Server=db;User Id=sa;Password=hunter2;Encrypt=true", "Server=db;User Id=sa;Password=‹redacted›;Encrypt=true"],
    ["CREATE USER app WITH PASSWORD 'hunter2';", "CREATE USER app WITH PASSWORD '‹redacted›';"],
    ["Authorization: Bearer hunter2hunter2", "Authorization: Bearer ‹redacted›"],
    ["curl -u app:hunter2 http://api", "curl -u app:‹redacted› http://api"],
    ["mysqladmin ping -uroot -phunter2", "mysqladmin ping -uroot -p‹redacted›"],
    ["we connect with password: hunter2", "we connect with password: ‹redacted›"],
    ["${DB_PASSWORD:-hunter2}", "${DB_PASSWORD:-‹redacted›}"],
    ["DB_PASSWORD: ${DB_PASSWORD:-hunter2}", "DB_PASSWORD: ${DB_PASSWORD:-‹redacted›}"],
  ])("%s", (text, passed) => {
    expect(redact(text).text).toBe(passed);
  });

  test("settings: a value is one to the end of its line, or in the lines below", () => {
    const text = "password: correct horse battery # rotated\nprivateKey: |\n  one\n  two\nport: 5432\n";
    expect(redact(text, "settings").text).toBe("password: ‹redacted› # rotated\nprivateKey: |\n‹redacted›port: 5432\n");
  });

  test("programs: only what stands in quotes is a value", () => {
    const text = 'const password = req.body.password;\nconst token: string = "hunter2";\nnew Pool({ password });\n';
    expect(redact(text, "code").text).toBe(text.replace("hunter2", "‹redacted›"));
  });
});

test.each([
  `image: acme/api@sha256:${"9f86d081884c7d65".repeat(4)}`,
  "ghcr.io/acme/api:sha-3b18e512dba79e4c8300dd08aeb37f8e728b8dad",
  "550e8400-e29b-41d4-a716-446655440000",
  `integrity sha512-${"9f86d081884c7d65".repeat(4)}Qq==`,
  "api-7d9f8b6c5-x2x4z",
  "secretKeyRef:\n  name: db-credentials\n  key: password",
  "POSTGRES_PASSWORD_FILE=/run/secrets/db_password",
  "password: ${DB_PASSWORD}",
  "existingSecret: shop-db-credentials",
  "environment DB_PASSWORD: written in clear",
  "TOKEN_URL: https://auth.acme.io/token",
  "http://billing:8080/npm/@scope/pkg",
  "max_tokens: 4096",
  "PRIMARY KEY (id)",
  "src/main/java/com/acme/orders/OrderService2Implementation.java",
  "getUserByIdAndNameV2ForOrderService1",
  "orders-db.c9akciq32.us-east-1.rds.amazonaws.com",
  "arn:aws:iam::123456789012:role/EcsTaskExecutionRole2ForServiceOrders9",
  "ORDER_SERVICE_V2_BASE_URL_2024_PRODUCTION",
  "acmeprodeastus2apimanagementservice01",
  "Basic authentication is used; the bearer token comes from the gateway.",
  "The api takes its token: see README",
  "⟦F1⟧ error, secret-in-clear, about ⟦shop/api⟧: `DB_PASSWORD` holds a secret written in clear. (compose.yaml)",
])("it is no secret: %s", (text) => {
  expect(redact(text).text).toBe(text);
});

test("what a file says is a secret is one in a sentence about it; a plain word is only one behind its name", () => {
  const values = secretValuesIn("DB_PASSWORD: Winter-42\nADMIN_PASSWORD: postgres\n", "settings");
  expect(without("postgres cannot be reached as Winter-42.", values)).toBe("postgres cannot be reached as ‹redacted›.");
});

test("a line is shown as the lines above it mean it", () => {
  const text = "env:\n  - name: DB_PASSWORD\n    value: hunter2\n  - name: LEVEL\n    value: debug\n";
  const lines = linesOf("k8s.yaml", text);
  const line = (of: string) => [text.indexOf(of), text.indexOf(of) + of.length] as const;
  expect(lines.shown(...line("    value: hunter2"))).toBe("    value: ‹redacted›");
  expect(lines.shown(...line("    value: debug"))).toBe("    value: debug");
});

test("passing twice changes nothing more", () => {
  const once = redact("DB_PASSWORD=hunter2 postgres://a:b1c2@db/x Authorization: Basic YTpi").text;
  expect(redact(once).text).toBe(once);
});

test.each([
  ["quotes that nobody closes", 'password="'.repeat(5000)],
  ["addresses", "https://a:b".repeat(5000)],
  ["one long word", "A1b".repeat(20_000)],
  ["commands", "curl ".repeat(10_000)],
  ["keys that never end", "-----BEGIN PRIVATE KEY-----".repeat(2000)],
  ["blanks", `password: ${" ".repeat(50_000)}`],
])("hostile texts cost no more than their length: %s", (_name, text) => {
  const before = process.cpuUsage();
  redact(text);
  redact(text, "settings");
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(1500);
});
