/** How one asks a product inside its own container whether it answers: what a Compose healthcheck runs. */
export interface Probe {
  /** For a shell in the container; `$$` is Compose's way to write `$`. */
  readonly test: string;
  /** Works on every image of the product, with any password, whatever its settings. */
  readonly sure: boolean;
}

const sure = (test: string): Probe => ({ test, sure: true });
const likely = (test: string): Probe => ({ test, sure: false });

const postgres = sure('pg_isready -U "$${POSTGRES_USER:-postgres}"');
const probes: Readonly<Record<string, Probe>> = {
  PostgreSQL: postgres,
  PostGIS: postgres,
  TimescaleDB: postgres,
  pgvector: postgres,
  // While it initialises, MySQL listens on the socket only: the address makes sure that it is the server everybody reaches.
  MySQL: sure("mysqladmin ping -h 127.0.0.1 --silent"),
  MariaDB: sure("mariadb-admin ping -h 127.0.0.1 --silent || mysqladmin ping -h 127.0.0.1 --silent"),
  MongoDB: sure("mongosh --quiet --eval 'db.adminCommand({ ping: 1 })' || mongo --quiet --eval 'db.adminCommand({ ping: 1 })'"),
  Redis: sure("redis-cli ping"),
  Valkey: sure("valkey-cli ping"),
  KeyDB: sure("keydb-cli ping"),
  RabbitMQ: sure("rabbitmq-diagnostics -q ping"),
  "Apache Cassandra": likely("cqlsh -e 'DESCRIBE KEYSPACES'"),
  Cassandra: likely("cqlsh -e 'DESCRIBE KEYSPACES'"),
  ClickHouse: likely("wget -q -O /dev/null http://127.0.0.1:8123/ping"),
  CockroachDB: likely("curl -fsS 'http://localhost:8080/health?ready=1'"),
  CouchDB: likely("curl -fsS http://localhost:5984/_up"),
  Neo4j: likely("wget -q -O /dev/null http://localhost:7474"),
  InfluxDB: likely("influx ping"),
  Elasticsearch: likely("curl -fsS http://localhost:9200/_cluster/health"),
  OpenSearch: likely("curl -fsS http://localhost:9200/_cluster/health"),
  "Apache Solr": likely("curl -fsS http://localhost:8983/solr/admin/info/system"),
  Meilisearch: likely("curl -fsS http://localhost:7700/health"),
  MinIO: likely("mc ready local"),
  "Apache Pulsar": likely("bin/pulsar-admin brokers healthcheck"),
};

export const probeOf = (technology: string): Probe | undefined => (Object.hasOwn(probes, technology) ? probes[technology] : undefined);
