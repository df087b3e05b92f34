import { describe, expect, it } from "vitest";
import { nameSays, portNameOf } from "./variables.ts";

describe("a bare word is a host", () => {
  it.each(
    "DB_HOST PGHOST REDIS_URL PMA_HOST WORDPRESS_DB_HOST AUTH_SERVICE AUTH_SERVICE_ADDR spring.data.redis.host ConnectionStrings__Redis ME_CONFIG_MONGODB_SERVER KAFKA_BROKERS CASSANDRA_SEEDS CASSANDRA_CONTACT_POINTS dbHost discovery.seed_hosts ELASTICSEARCH_HOSTS MAIL_HOST KC_DB_URL_HOST".split(
      " ",
    ),
  )("in %s", (name) => expect(nameSays(name).host).toBe(true));

  it.each(
    "POSTGRES_DB APP_NAME KAFKA_TOPIC SERVICE_NAME OTEL_SERVICE_NAME DB_CONNECTION CACHE_DRIVER DB_TYPE HOST HOSTNAME BIND_HOST APP_HOST SERVER_ADDRESS LISTEN_ADDR SPRING_PROFILES_ACTIVE DB_USER DB_PASSWORD ALLOWED_HOSTS KAFKA_ADVERTISED_HOST_NAME QUEUE NODE_ENV COMPOSE_PROJECT_NAME".split(
      " ",
    ),
  )("not in %s", (name) => expect(nameSays(name).host).toBe(false));
});

it("tells what is said about others reaching this one", () => {
  const inbound = [
    "CORS_ORIGINS",
    "KAFKA_ADVERTISED_LISTENERS",
    "KAFKA_LISTENERS",
    "OAUTH_REDIRECT_URI",
    "CSRF_TRUSTED_ORIGINS",
    "NO_PROXY",
    "VIRTUAL_HOST",
  ];
  expect(inbound.filter((it) => !nameSays(it).inbound)).toEqual([]);
  expect(["API_URL", "BROKER_URL", "AUTH_URL"].filter((it) => nameSays(it).inbound)).toEqual([]);
});

it("tells an own public address from somebody else's", () => {
  expect(["PUBLIC_URL", "SITE_URL", "BASE_URL", "APP_URL", "EXTERNAL_URL", "WEB_DOMAIN"].filter((it) => !nameSays(it).own)).toEqual([]);
  expect(["STRIPE_URL", "PAYMENTS_BASE_URL", "NEXT_PUBLIC_API_URL", "SMTP_HOST"].filter((it) => nameSays(it).own)).toEqual([]);
});

it("tells what is built into pages from the own public address", () => {
  expect(["PUBLIC_API_URL", "NEXT_PUBLIC_URL", "VITE_HOST"].filter((it) => !nameSays(it).browser)).toEqual([]);
  expect(["PUBLIC_URL", "PUBLIC_BASE_URL", "PUBLIC_HOST"].filter((it) => nameSays(it).browser)).toEqual([]);
});

it("finds the port that belongs to a host", () => {
  expect(["DB_HOST", "db.host", "REDIS_SERVER", "dbHost", "MONGO_HOST_1", "API_URL"].map(portNameOf)).toEqual([
    "DB_PORT",
    "db.port",
    "REDIS_PORT",
    "dbPort",
    "MONGO_PORT_1",
    undefined,
  ]);
});
