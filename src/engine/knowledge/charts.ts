import { technologyNamed, technologyOf } from "./images.ts";
import type { Technology } from "./technology.ts";

/** A chart that everybody takes from elsewhere, as far as its name says what it runs. */
export interface KnownChart {
  readonly technology: Technology;
  /** An image by which the product is known. */
  readonly product: string;
  /** Names of its Services; `*` is what the chart calls itself in a release. */
  readonly services: readonly string[];
}

/** Charts whose product or Services are not called as the chart is. */
const rows: Readonly<Record<string, { readonly product: string; readonly services?: string }>> = {
  postgresql: { product: "postgres", services: "* *-hl *-primary *-read" },
  "postgresql-ha": { product: "postgres", services: "*-pgpool *-postgresql *-postgresql-headless" },
  "timescaledb-single": { product: "timescaledb", services: "* *-replica" },
  pgpool: { product: "postgres" },
  mysql: { product: "mysql", services: "* *-headless *-primary *-secondary" },
  mariadb: { product: "mariadb", services: "* *-headless *-primary *-secondary" },
  "mariadb-galera": { product: "mariadb", services: "* *-headless" },
  mongodb: { product: "mongo", services: "* *-headless" },
  "mongodb-sharded": { product: "mongo", services: "* *-headless" },
  "community-operator": { product: "mongo", services: "*-svc" },
  redis: { product: "redis", services: "*-master *-replicas *-headless *" },
  "redis-cluster": { product: "redis", services: "* *-headless" },
  "redis-ha": { product: "redis", services: "* *-haproxy" },
  valkey: { product: "valkey", services: "*-primary *-replicas *-headless *" },
  kafka: { product: "kafka", services: "* *-headless *-controller-headless *-broker-headless" },
  "cp-helm-charts": { product: "kafka", services: "*-cp-kafka *-cp-zookeeper" },
  redpanda: { product: "redpanda", services: "*" },
  zookeeper: { product: "zookeeper", services: "* *-headless" },
  rabbitmq: { product: "rabbitmq", services: "* *-headless" },
  "rabbitmq-ha": { product: "rabbitmq", services: "* *-discovery" },
  nats: { product: "nats", services: "* *-headless" },
  elasticsearch: { product: "elasticsearch", services: "elasticsearch-master * *-master-hl *-coordinating-hl *-data-hl" },
  opensearch: { product: "opensearchproject/opensearch", services: "opensearch-cluster-master * *-master-hl" },
  minio: { product: "minio/minio", services: "* *-console *-svc" },
  cassandra: { product: "cassandra", services: "* *-headless" },
  clickhouse: { product: "clickhouse-server", services: "* *-headless" },
  influxdb2: { product: "influxdb" },
  etcd: { product: "etcd", services: "* *-headless" },
  keycloakx: { product: "keycloak", services: "*-http *-headless" },
  keycloak: { product: "keycloak", services: "* *-http *-headless" },
  "kube-prometheus-stack": { product: "prom/prometheus", services: "*-prometheus *-alertmanager *-grafana prometheus-operated" },
  prometheus: { product: "prom/prometheus", services: "*-server *-alertmanager *-pushgateway" },
  "ingress-nginx": { product: "ingress-nginx/controller", services: "*-controller" },
  "loki-stack": { product: "grafana/loki", services: "*" },
  "opentelemetry-collector": { product: "otel/opentelemetry-collector", services: "*" },
  "zipkin-server": { product: "openzipkin/zipkin" },
};

/** What a chart of that name runs; `undefined` = the name says of no product. */
export function chartNamed(name: string): KnownChart | undefined {
  const row = rows[name];
  const technology = row === undefined ? technologyNamed(name) : technologyOf(row.product)?.technology;
  const product = row?.product ?? technology?.images[0]?.replace(/^=/, "");
  if (technology === undefined || product === undefined) return undefined;
  return { technology, product, services: (row?.services ?? "*").split(" ") };
}
