import { describe, expect, it } from "vitest";
import { imageNameOf, protocolOn, technologyNamed, technologyOf, versionOf } from "./images.ts";
import { technologies } from "./technologies/index.ts";

const say = (image: string): string => {
  const match = technologyOf(image);
  return match === undefined ? "-" : `${match.technology.kind} ${match.technology.name}${match.guessed ? "?" : ""}`;
};

describe("an image", () => {
  it.each([
    ["postgres:16-alpine", "database PostgreSQL"],
    ["docker.io/library/postgres", "database PostgreSQL"],
    ["bitnami/postgresql:15", "database PostgreSQL"],
    ["localhost:5000/mirror/redis:7", "cache Redis"],
    ["postgis/postgis:12-3.4", "database PostGIS"],
    ["timescale/timescaledb:latest-pg16", "database TimescaleDB"],
    ["mcr.microsoft.com/mssql/server:2022-latest", "database SQL Server"],
    ["confluentinc/cp-kafka:7.5.0", "broker Apache Kafka"],
    ["docker.redpanda.com/redpandadata/redpanda:v23.3", "broker Redpanda"],
    ["redpandadata/console", "infra Redpanda Console"],
    ["confluentinc/cp-schema-registry", "infra Schema Registry"],
    ["quay.io/keycloak/keycloak:24.0", "identity Keycloak"],
    ["docker.elastic.co/elasticsearch/elasticsearch:8.13.0", "search Elasticsearch"],
    ["docker.elastic.co/kibana/kibana:8.13.0", "monitoring Kibana"],
    ["oliver006/redis_exporter", "monitoring Prometheus exporter"],
    ["grafana/loki:3.0.0", "monitoring Grafana Loki"],
    ["otel/opentelemetry-collector-contrib", "monitoring OpenTelemetry Collector"],
    ["dpage/pgadmin4", "infra pgAdmin"],
    ["minio/minio@sha256:0123456789", "storage MinIO"],
    ["minio/mc", "job MinIO client"],
    ["nginxproxy/nginx-proxy", "gateway nginx-proxy"],
    ["acme/postgres-custom", "database PostgreSQL?"],
    ["debezium/example-postgres:2.5", "database PostgreSQL?"],
    ["registry:2", "storage Docker registry"],
    // Plain words are not products under another owner's name, and neither is what only has to do with one.
    ["acme/registry", "-"],
    ["acme/vault", "-"],
    ["acme/redis-worker", "-"],
    ["acme/orders-postgres-migrations", "-"],
    ["acme/tb-postgres", "-"],
    ["acme/server", "-"],
    ["", "-"],
  ])("%s → %s", (image, expected) => expect(say(image)).toBe(expected));

  it.each([
    ["ghcr.io/acme/billing:1.4@sha256:abc", ["ghcr.io", "acme/billing", "1.4", "sha256:abc"]],
    ["localhost:5000/api", ["localhost:5000", "api", undefined, undefined]],
    ["redis:${TAG:-7}", [undefined, "redis", "${TAG:-7}", undefined]],
  ])("%s in its parts", (image, [registry, repository, tag, digest]) =>
    expect(imageNameOf(image)).toEqual({ registry, repository, tag, digest }),
  );

  it.each([
    ["16-alpine", "16"],
    ["v2.11.3", "2.11.3"],
    ["3.13-management", "3.13"],
    ["1.2.0-rc1", "1.2.0-rc1"],
    ["2022-latest", "2022"],
    ["RELEASE.2024-01-16T16-07-38Z", "RELEASE.2024-01-16T16-07-38Z"],
    ["latest", undefined],
    ["alpine3.19", undefined],
    ["8f3c1d2", undefined],
    ["${TAG}", undefined],
  ])("the tag %s says version %s", (tag, version) => expect(versionOf(tag)).toBe(version));
});

it("names of services are made of products' names", () => {
  const names = ["postgres", "orders-mongodb", "kafka-1", "es-elasticsearch", "redis1", "wait-for-postgres", "redis-worker", "api"];
  expect(names.map((it) => technologyNamed(it)?.name ?? "-")).toEqual([
    "PostgreSQL",
    "MongoDB",
    "Apache Kafka",
    "Elasticsearch",
    "Redis",
    "-",
    "-",
    "-",
  ]);
});

it("a number alone says no protocol; a product's own port does", () => {
  const rabbit = technologyOf("rabbitmq:3")?.technology;
  expect(rabbit && [protocolOn(rabbit, 5672), protocolOn(rabbit, undefined), protocolOn(rabbit, 15672), protocolOn(rabbit, 9999)]).toEqual([
    "amqp",
    "amqp",
    "http",
    undefined,
  ]);
});

it("knows what people run, and no image twice", () => {
  expect(technologies.length).toBeGreaterThan(350);
  const images = technologies.flatMap((it) => it.images);
  expect(images.filter((it, index) => images.indexOf(it) !== index)).toEqual([]);
});
