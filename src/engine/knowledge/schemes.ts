import type { Style } from "../model/index.ts";

/** What the scheme of a URL says about the connection. */
export interface Scheme {
  readonly protocol: string;
  readonly port?: number;
  /** `undefined` = anything may stand behind it (`http`, `tcp`): the target decides. */
  readonly style?: Style;
  /** The product that alone is spoken to in this way. */
  readonly technology?: string;
}

const data = (protocol: string, port: number, technology?: string): Scheme => ({
  protocol,
  port,
  style: "data",
  ...(technology && { technology }),
});
const message = (protocol: string, port: number, technology?: string): Scheme => ({
  protocol,
  port,
  style: "message",
  ...(technology && { technology }),
});

const schemes: Readonly<Record<string, Scheme>> = {
  http: { protocol: "http", port: 80 },
  https: { protocol: "https", port: 443 },
  h2c: { protocol: "http" },
  lb: { protocol: "http" },
  ws: { protocol: "ws", port: 80 },
  wss: { protocol: "wss", port: 443 },
  grpc: { protocol: "grpc" },
  grpcs: { protocol: "grpc" },
  thrift: { protocol: "thrift" },
  dns: { protocol: "grpc" },
  passthrough: { protocol: "grpc" },
  xds: { protocol: "grpc" },
  dubbo: { protocol: "dubbo", port: 20880 },
  fastcgi: { protocol: "fastcgi" },
  fcgi: { protocol: "fastcgi" },
  uwsgi: { protocol: "uwsgi" },
  rmi: { protocol: "rmi", port: 1099 },
  smtp: { protocol: "smtp", port: 25 },
  smtps: { protocol: "smtp", port: 465 },
  imap: { protocol: "imap", port: 143 },
  imaps: { protocol: "imap", port: 993 },
  ldap: { protocol: "ldap", port: 389, style: "infrastructure" },
  ldaps: { protocol: "ldap", port: 636, style: "infrastructure" },
  ftp: { protocol: "ftp", port: 21 },
  ftps: { protocol: "ftp", port: 990 },
  sftp: { protocol: "sftp", port: 22 },
  syslog: { protocol: "syslog", port: 514, style: "infrastructure" },
  gelf: { protocol: "gelf", port: 12201, style: "infrastructure" },
  statsd: { protocol: "statsd", port: 8125, style: "infrastructure" },
  consul: { protocol: "consul", port: 8500, style: "infrastructure" },
  etcd: { protocol: "etcd", port: 2379, style: "infrastructure" },
  zookeeper: { protocol: "zookeeper", port: 2181, style: "infrastructure" },
  zk: { protocol: "zookeeper", port: 2181, style: "infrastructure" },
  nacos: { protocol: "nacos", port: 8848, style: "infrastructure" },

  postgres: data("postgres", 5432, "PostgreSQL"),
  postgresql: data("postgres", 5432, "PostgreSQL"),
  pgsql: data("postgres", 5432, "PostgreSQL"),
  postgis: data("postgres", 5432, "PostGIS"),
  timescaledb: data("postgres", 5432, "TimescaleDB"),
  cockroachdb: data("postgres", 26257, "CockroachDB"),
  cockroach: data("postgres", 26257, "CockroachDB"),
  mysql: data("mysql", 3306, "MySQL"),
  mysql2: data("mysql", 3306, "MySQL"),
  mysqlx: data("mysqlx", 33060, "MySQL"),
  mariadb: data("mysql", 3306, "MariaDB"),
  sqlserver: data("sqlserver", 1433, "SQL Server"),
  mssql: data("sqlserver", 1433, "SQL Server"),
  jtds: data("sqlserver", 1433, "SQL Server"),
  oracle: data("oracle", 1521, "Oracle Database"),
  db2: data("db2", 50000, "IBM Db2"),
  firebird: data("firebird", 3050, "Firebird"),
  firebirdsql: data("firebird", 3050, "Firebird"),
  h2: data("h2", 9092, "H2"),
  hive2: data("hive", 10000, "Apache Hive"),
  trino: data("http", 8080, "Trino"),
  presto: data("http", 8080, "Presto"),
  clickhouse: data("clickhouse", 9000, "ClickHouse"),
  ch: data("clickhouse", 8123, "ClickHouse"),
  mongodb: data("mongodb", 27017, "MongoDB"),
  mongo: data("mongodb", 27017, "MongoDB"),
  couchbase: data("couchbase", 11210, "Couchbase"),
  couchbases: data("couchbase", 11207, "Couchbase"),
  couchdb: data("http", 5984, "CouchDB"),
  cassandra: data("cassandra", 9042, "Cassandra"),
  scylla: data("cassandra", 9042, "ScyllaDB"),
  neo4j: data("bolt", 7687, "Neo4j"),
  bolt: data("bolt", 7687),
  rethinkdb: data("rethinkdb", 28015, "RethinkDB"),
  arangodb: data("http", 8529, "ArangoDB"),
  esdb: data("esdb", 2113, "EventStoreDB"),
  influxdb: data("http", 8086, "InfluxDB"),
  elasticsearch: data("http", 9200, "Elasticsearch"),
  opensearch: data("http", 9200, "OpenSearch"),
  redis: data("redis", 6379),
  rediss: data("redis", 6379),
  valkey: data("redis", 6379, "Valkey"),
  memcached: data("memcached", 11211, "Memcached"),
  memcache: data("memcached", 11211, "Memcached"),
  hdfs: data("hdfs", 8020, "HDFS"),
  nfs: data("nfs", 2049),

  amqp: message("amqp", 5672),
  amqps: message("amqps", 5671),
  rabbitmq: message("amqp", 5672, "RabbitMQ"),
  kafka: message("kafka", 9092),
  nats: message("nats", 4222, "NATS"),
  tls: { protocol: "tls" },
  stan: message("nats", 4222, "NATS"),
  pulsar: message("pulsar", 6650, "Apache Pulsar"),
  "pulsar+ssl": message("pulsar", 6651, "Apache Pulsar"),
  mqtt: message("mqtt", 1883),
  mqtts: message("mqtts", 8883),
  stomp: message("stomp", 61613),
  openwire: message("openwire", 61616),
  beanstalk: message("beanstalk", 11300, "Beanstalkd"),
  beanstalkd: message("beanstalk", 11300, "Beanstalkd"),
  nsq: message("nsq", 4150, "NSQ"),
  sb: message("amqp", 5671, "Azure Service Bus"),
};

/** `postgresql+asyncpg` is spoken like `postgresql`; a scheme nobody knows says nothing. */
export function schemeNamed(scheme: string): Scheme | undefined {
  const name = scheme.toLowerCase();
  const known = Object.hasOwn(schemes, name) ? schemes[name] : undefined;
  if (known !== undefined) return known;
  const base = name.split(/[+:]/).find((it) => Object.hasOwn(schemes, it));
  return base === undefined ? undefined : schemes[base];
}
