import type { Manifest } from "./manifest.ts";
import { groupOf } from "./workload.ts";

/** A custom resource that an operator makes a running product of. */
export interface Operated {
  /** The image by which the product is known. */
  readonly product: string;
  /** Names of the Services that the operator makes for one of this name. */
  readonly services: readonly string[];
  /** What the operator calls what it runs, where that is not the resource's own name. */
  readonly runsAs: string | undefined;
  /** Where it says how many run. */
  readonly replicas: readonly string[];
  /** For people: why it is that product, where no operator runs it. */
  readonly says?: string;
  /** Its Services are called as such charts call them; they are not seen. */
  readonly byConvention?: true;
}

interface Row {
  readonly kind: string;
  readonly group: RegExp;
  readonly product: string;
  /** `*` is the resource's name. */
  readonly services: string;
  readonly replicas?: string;
  readonly runsAs?: string;
}

const rows: readonly Row[] = [
  {
    kind: "Kafka",
    group: /^kafka\.strimzi\.io$/,
    product: "kafka",
    services: "*-kafka-bootstrap *-kafka-brokers",
    replicas: "spec.kafka.replicas",
  },
  {
    kind: "KafkaConnect",
    group: /^kafka\.strimzi\.io$/,
    product: "cp-kafka-connect",
    services: "*-connect-api",
    replicas: "spec.replicas",
  },
  { kind: "Cluster", group: /^postgresql\.cnpg\.io$/, product: "postgres", services: "*-rw *-ro *-r", replicas: "spec.instances" },
  { kind: "postgresql", group: /^acid\.zalan\.do$/, product: "postgres", services: "* *-repl", replicas: "spec.numberOfInstances" },
  {
    kind: "PostgresCluster",
    group: /^postgres-operator\.crunchydata\.com$/,
    product: "postgres",
    services: "*-primary *-replicas *-ha *-pgbouncer",
  },
  { kind: "Postgres", group: /kubedb\.com$/, product: "postgres", services: "*", replicas: "spec.replicas" },
  { kind: "PerconaPGCluster", group: /percona\.com$/, product: "postgres", services: "*-ha *-pgbouncer" },
  { kind: "SGCluster", group: /^stackgres\.io$/, product: "postgres", services: "* *-replicas", replicas: "spec.instances" },
  { kind: "InnoDBCluster", group: /^mysql\.oracle\.com$/, product: "mysql", services: "* *-instances", replicas: "spec.instances" },
  { kind: "MySQL", group: /kubedb\.com$/, product: "mysql", services: "*", replicas: "spec.replicas" },
  {
    kind: "PerconaXtraDBCluster",
    group: /percona\.com$/,
    product: "mysql",
    services: "*-haproxy *-pxc *-proxysql",
    replicas: "spec.pxc.size",
  },
  {
    kind: "MysqlCluster",
    group: /presslabs\.org$/,
    product: "mysql",
    services: "*-mysql *-mysql-master *-mysql-replicas",
    replicas: "spec.replicas",
  },
  { kind: "MariaDB", group: /mariadb/, product: "mariadb", services: "* *-primary *-secondary", replicas: "spec.replicas" },
  { kind: "TidbCluster", group: /^pingcap\.com$/, product: "pingcap/tidb", services: "*-tidb *-pd" },
  {
    kind: "CrdbCluster",
    group: /^crdb\.cockroachlabs\.com$/,
    product: "cockroachdb/cockroach",
    services: "* *-public",
    replicas: "spec.nodes",
  },
  { kind: "MongoDBCommunity", group: /^mongodbcommunity\.mongodb\.com$/, product: "mongo", services: "*-svc", replicas: "spec.members" },
  { kind: "PerconaServerMongoDB", group: /percona\.com$/, product: "mongo", services: "*-rs0 *-mongos" },
  { kind: "MongoDB", group: /mongodb\.com$|kubedb\.com$/, product: "mongo", services: "* *-svc", replicas: "spec.members" },
  { kind: "CassandraDatacenter", group: /^cassandra\.datastax\.com$/, product: "cassandra", services: "*-service", replicas: "spec.size" },
  { kind: "ScyllaCluster", group: /^scylla\.scylladb\.com$/, product: "scylladb/scylla", services: "*-client" },
  { kind: "ClickHouseInstallation", group: /^clickhouse\.altinity\.com$/, product: "clickhouse-server", services: "clickhouse-*" },
  { kind: "RabbitmqCluster", group: /^rabbitmq\.com$/, product: "rabbitmq", services: "* *-nodes", replicas: "spec.replicas" },
  { kind: "NatsCluster", group: /^nats\.io$/, product: "nats", services: "* *-mgmt", replicas: "spec.size" },
  { kind: "PulsarCluster", group: /streamnative\.io$/, product: "pulsar", services: "*-broker *-proxy" },
  { kind: "Redpanda", group: /^cluster\.redpanda\.com$/, product: "redpanda", services: "*" },
  { kind: "Redis", group: /redis/, product: "redis", services: "*" },
  { kind: "RedisCluster", group: /redis/, product: "redis", services: "* *-leader *-follower *-master *-replica" },
  { kind: "RedisReplication", group: /redis/, product: "redis", services: "* *-master *-replica", replicas: "spec.clusterSize" },
  {
    kind: "RedisFailover",
    group: /^databases\.spotahome\.com$/,
    product: "redis",
    services: "rfr-* rfs-* rfrm-*",
    replicas: "spec.redis.replicas",
  },
  { kind: "Dragonfly", group: /^dragonflydb\.io$/, product: "dragonfly", services: "*", replicas: "spec.replicas" },
  { kind: "Memcached", group: /memcached|kubedb\.com$/, product: "memcached", services: "*", replicas: "spec.replicas" },
  { kind: "Infinispan", group: /^infinispan\.org$/, product: "infinispan/server", services: "*", replicas: "spec.replicas" },
  { kind: "Elasticsearch", group: /^elasticsearch\.k8s\.elastic\.co$/, product: "elasticsearch", services: "*-es-http *-es-transport" },
  { kind: "Kibana", group: /^kibana\.k8s\.elastic\.co$/, product: "kibana", services: "*-kb-http", replicas: "spec.count" },
  { kind: "OpenSearchCluster", group: /opensearch/, product: "opensearchproject/opensearch", services: "*" },
  {
    kind: "SolrCloud",
    group: /^solr\.apache\.org$/,
    product: "solr",
    services: "*-solrcloud-common *-solrcloud-headless",
    replicas: "spec.replicas",
  },
  {
    kind: "ZookeeperCluster",
    group: /^zookeeper\.pravega\.io$/,
    product: "zookeeper",
    services: "*-client *-headless",
    replicas: "spec.replicas",
  },
  { kind: "EtcdCluster", group: /etcd/, product: "etcd", services: "* *-client" },
  { kind: "Tenant", group: /^minio\.min\.io$/, product: "minio/minio", services: "minio *-hl *-console" },
  { kind: "CephCluster", group: /^ceph\.rook\.io$/, product: "ceph/ceph", services: "" },
  { kind: "CephObjectStore", group: /^ceph\.rook\.io$/, product: "ceph/ceph", services: "rook-ceph-rgw-*" },
  { kind: "Keycloak", group: /keycloak\.org$/, product: "keycloak", services: "*-service", replicas: "spec.instances" },
  { kind: "Vault", group: /^vault\.banzaicloud\.com$/, product: "hashicorp/vault", services: "*" },
  {
    kind: "Prometheus",
    group: /^monitoring\.coreos\.com$/,
    product: "prom/prometheus",
    services: "prometheus-operated",
    runsAs: "prometheus-*",
    replicas: "spec.replicas",
  },
  {
    kind: "Alertmanager",
    group: /^monitoring\.coreos\.com$/,
    product: "prom/alertmanager",
    services: "alertmanager-operated",
    runsAs: "alertmanager-*",
    replicas: "spec.replicas",
  },
  {
    kind: "ThanosRuler",
    group: /^monitoring\.coreos\.com$/,
    product: "thanosio/thanos",
    services: "thanos-ruler-operated",
    replicas: "spec.replicas",
  },
  { kind: "Grafana", group: /^grafana\.integreatly\.org$/, product: "grafana/grafana", services: "*-service grafana-service" },
  { kind: "Jaeger", group: /^jaegertracing\.io$/, product: "jaegertracing/all-in-one", services: "*-query *-collector *-agent" },
  {
    kind: "OpenTelemetryCollector",
    group: /^opentelemetry\.io$/,
    product: "otel/opentelemetry-collector",
    services: "*-collector *-collector-headless",
    replicas: "spec.replicas",
  },
];

const byKind = new Map<string, Row[]>();
for (const row of rows) byKind.set(row.kind, [...(byKind.get(row.kind) ?? []), row]);

/** What an operator runs for an object; `undefined` = the kind itself says of no product. */
export function operatedBy({ apiVersion, kind, name }: Pick<Manifest, "apiVersion" | "kind" | "name">): Operated | undefined {
  const row = byKind.get(kind)?.find((it) => it.group.test(groupOf(apiVersion)));
  if (row === undefined) return undefined;
  const services = row.services.split(" ").filter((it) => it !== "");
  return {
    product: row.product,
    services: services.map((it) => it.replace("*", name)),
    runsAs: row.runsAs?.replace("*", name),
    replicas: row.replicas?.split(".") ?? [],
  };
}
