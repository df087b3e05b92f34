/**
 * Products that people name in prose about a backend: a closed class, so that naming one can be held against the files.
 * Words that are plain English too (Temporal, Express, Vault …) are left out or asked for with their maker's name.
 */
export interface Technology {
  readonly id: string;
  readonly names: readonly string[];
}

const technology = (id: string, ...others: readonly string[]): Technology => ({ id, names: [id, ...others] });

export const technologies: readonly Technology[] = [
  // relational and analytical
  technology("postgres", "postgresql", "timescaledb", "timescale", "postgis"),
  technology("mysql"),
  technology("mariadb"),
  technology("sqlite"),
  technology("cockroachdb", "cockroach"),
  technology("yugabytedb", "yugabyte"),
  technology("mssql", "sql server", "sqlserver"),
  technology("oracle database"),
  technology("vitess"),
  technology("tidb"),
  technology("pgbouncer"),
  technology("clickhouse"),
  technology("snowflake"),
  technology("bigquery"),
  technology("redshift"),
  technology("duckdb"),
  // documents, keys, graphs, search
  technology("mongodb", "mongo"),
  technology("couchdb"),
  technology("couchbase"),
  technology("cassandra"),
  technology("scylladb", "scylla"),
  technology("dynamodb"),
  technology("firestore"),
  technology("neo4j"),
  technology("dgraph"),
  technology("arangodb"),
  technology("influxdb"),
  technology("elasticsearch"),
  technology("opensearch"),
  technology("solr"),
  technology("meilisearch"),
  technology("typesense"),
  technology("qdrant"),
  technology("milvus"),
  technology("weaviate"),
  technology("pgvector"),
  // caches
  technology("redis"),
  technology("valkey"),
  technology("keydb"),
  technology("dragonflydb"),
  technology("memcached"),
  technology("hazelcast"),
  technology("varnish"),
  technology("etcd"),
  technology("zookeeper"),
  // brokers and jobs
  technology("kafka"),
  technology("redpanda"),
  technology("rabbitmq"),
  technology("activemq"),
  technology("nats"),
  technology("pulsar"),
  technology("mosquitto"),
  technology("emqx"),
  technology("sqs"),
  technology("sns"),
  technology("kinesis"),
  technology("eventbridge"),
  technology("event hubs", "eventhubs"),
  technology("nsq"),
  technology("celery"),
  technology("sidekiq"),
  technology("bullmq"),
  technology("airflow"),
  technology("debezium"),
  technology("kafka connect"),
  technology("schema registry"),
  // objects
  technology("minio"),
  technology("s3"),
  technology("azurite"),
  technology("ceph"),
  technology("seaweedfs"),
  // doors and meshes
  technology("nginx"),
  technology("traefik"),
  technology("caddy"),
  technology("haproxy"),
  technology("envoy"),
  technology("kong"),
  technology("apisix"),
  technology("istio"),
  technology("linkerd"),
  technology("cloudfront"),
  technology("cloudflare"),
  // identity and configuration
  technology("keycloak"),
  technology("authentik"),
  technology("authelia"),
  technology("ory hydra"),
  technology("hashicorp vault"),
  technology("consul"),
  technology("eureka"),
  technology("auth0"),
  technology("okta"),
  // watching
  technology("prometheus"),
  technology("grafana"),
  technology("loki"),
  technology("jaeger"),
  technology("zipkin"),
  technology("alertmanager"),
  technology("opentelemetry"),
  technology("fluentd"),
  technology("fluent bit", "fluentbit"),
  technology("logstash"),
  technology("kibana"),
  technology("graphite"),
  technology("statsd"),
  technology("datadog"),
  technology("sentry"),
  technology("victoriametrics"),
];

const byName = new Map(technologies.flatMap((it) => it.names.map((name) => [name, it] as const)));
const escaped = (name: string) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(" ", "[ -]");
const names = [...byName.keys()].sort((a, b) => b.length - a.length).map(escaped);

/** Every product named in a text, in order. */
export function technologiesIn(
  text: string,
): readonly { readonly start: number; readonly end: number; readonly text: string; readonly technology: Technology }[] {
  const pattern = new RegExp(`(?<![\\w.@/-])(?:${names.join("|")})(?![\\w-]|\\.\\w)`, "gi");
  return [...text.matchAll(pattern)].flatMap((match) => {
    const found = byName.get(match[0].toLowerCase().replace("-", " "));
    return found === undefined ? [] : [{ start: match.index, end: match.index + match[0].length, text: match[0], technology: found }];
  });
}

/** Whether a name of the workspace (`bitnami/postgresql`, `redis-cache`, `PostgreSQL`) says this product. */
export const saysTechnology = (name: string, { names }: Technology): boolean => {
  const words = ` ${name.toLowerCase().replace(/[^a-z0-9]+/g, " ")} `;
  return names.some((it) => words.includes(` ${it} `));
};
