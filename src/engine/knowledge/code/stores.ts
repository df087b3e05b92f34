import type { Deed, Style } from "../../model/index.ts";
import { type Far, type Sink, sink } from "./sink.ts";

const far = (protocol: string, technology?: string, style: Style = "data", does: Deed = "calls"): Far => ({
  style,
  does,
  protocol,
  words: true,
  ...(technology !== undefined && { technology }),
});
const at =
  "host url uri connectionString address Addr addr server servers endpoint hosts node nodes contactPoints Host Addrs Endpoints Hosts";
const port = { port: ["port", "Port"] } as const;

const sql = sink("sql", far("sql"));
const postgres = sink("postgres", far("postgres", "PostgreSQL"));
const mysql = sink("mysql", far("mysql", "MySQL"));
const mongo = sink("mongo", far("mongodb", "MongoDB"));
const redis = sink("redis", far("redis"));
const memcached = sink("memcached", far("memcached", "Memcached"));
const search = sink("search", far("http"));
const cassandra = sink("cassandra", far("cassandra"));
const files = sink("s3", far("s3"));

/** Drivers and clients of databases, caches, search engines and object stores: where they are given the server. */
export const storeSinks: readonly Sink[] = [
  postgres("javascript", "Pool Client postgres pgp pgPromise createPool", `0 ${at}`, {
    needs: /^(?:pg|pg-promise|postgres|slonik|@vercel\/postgres)$/,
    ...port,
  }),
  mysql("javascript", "createConnection createPool createPoolCluster", `0 ${at}`, {
    needs: /^(?:mysql2?(?:\/promise)?|mariadb)$/,
    ...port,
  }),
  sql("javascript", "DataSource createConnection forRoot Sequelize knex drizzle PrismaClient init initialize", `0 2 ${at} connection url`, {
    needs: /^(?:typeorm|@nestjs\/typeorm|sequelize|@nestjs\/sequelize|knex|@mikro-orm|drizzle-orm|sequelize-typescript)/,
    ...port,
  }),
  mongo("javascript", "connect createConnection MongoClient forRoot openUri", `0 ${at}`, {
    needs: /^(?:mongoose|mongodb|@nestjs\/mongoose|monk)$/,
  }),
  redis("javascript", "Redis createClient createCluster Cluster register IORedis", `0 1 ${at}`, {
    needs: /redis|keyv|cache-manager/,
    port: [...port.port, 0],
  }),
  memcached("javascript", "Memcached create Client", "0", { needs: /^(?:memcached|memjs)$/ }),
  search("javascript", "Client", `node ${at} 0`, { needs: /^@(?:elastic|opensearch-project)\// }),
  cassandra("javascript", "Client", "contactPoints", { needs: /^cassandra-driver$/ }),
  files("javascript", "S3Client S3 Client", "endpoint endPoint", { needs: /^(?:@aws-sdk\/client-s3|aws-sdk|minio)$/, ...port }),

  postgres("python", "connect create_pool ConnectionPool", `0 dsn ${at}`, {
    needs: /^(?:psycopg2?(?:_pool)?|asyncpg|aiopg)(?:\.|$)/,
    ...port,
  }),
  mysql("python", "connect create_pool", `0 ${at}`, { needs: /^(?:pymysql|MySQLdb|mysql|aiomysql)(?:\.|$)/, ...port }),
  sql("python", "create_engine create_async_engine Database connect", "0 url", {
    needs: /^(?:sqlalchemy|databases|sqlmodel|peewee|tortoise|flask_sqlalchemy)/,
  }),
  mongo("python", "MongoClient AsyncIOMotorClient connect PyMongo", `0 ${at}`, {
    needs: /^(?:pymongo|motor|mongoengine|flask_pymongo)/,
    ...port,
  }),
  redis("python", "Redis StrictRedis from_url RedisCluster ConnectionPool create_redis_pool", `0 ${at}`, {
    needs: /^(?:redis|aioredis|rediscluster)/,
    port: [1, "port"],
  }),
  memcached("python", "Client PooledClient HashClient", "0 server servers", { needs: /^(?:memcache|pymemcache|pylibmc|bmemcached)/ }),
  search("python", "Elasticsearch AsyncElasticsearch OpenSearch connections create_connection", "0 hosts", {
    needs: /^(?:elasticsearch|opensearchpy)/,
  }),
  cassandra("python", "Cluster", "0 contact_points", { needs: /^cassandra/ }),
  files("python", "client resource Minio", "endpoint_url endpoint 0", { needs: /^(?:boto3|aiobotocore|minio)$/ }),

  sql("go", "Open Connect MustConnect ConnectContext", "1", {
    needs: /^(?:database\/sql|github\.com\/jmoiron\/sqlx|gorm\.io\/gorm|entgo)/,
    on: /^(?:sql|sqlx|gorm|otelsql|ent)\./,
  }),
  sql("go", "Open New", "0 DSN", { needs: /^gorm\.io\/driver\// }),
  postgres("go", "Connect New NewWithConfig ParseConfig", "0 1", { needs: /jackc\/pgx|go-pg\/pg/, on: /^(?:pgx|pgxpool|pg)\./ }),
  mongo("go", "ApplyURI Dial DialWithTimeout DialWithInfo", "0 Addrs", { needs: /mongo-driver|mgo/ }),
  redis("go", "NewClient NewClusterClient NewUniversalClient NewFailoverClient Dial DialURL ParseURL NewRing", "Addr Addrs 0 1 URL", {
    needs: /redis/,
    on: /^(?:redis|goredis|rdb|redigo|r)\w*\./,
  }),
  memcached("go", "New", "0 1", { needs: /gomemcache/ }),
  search("go", "NewClient NewDefaultClient SetURL", "Addresses 0", { needs: /elastic|opensearch/ }),
  cassandra("go", "NewCluster", "0", { needs: /gocql/ }),
  files("go", "New", "0", { needs: /minio-go/, on: /^minio\./ }),

  sql("csharp", "UseSqlServer UseNpgsql UseMySql UseMySQL UseOracle NpgsqlConnection SqlConnection MySqlConnection", "0"),
  mongo("csharp", "MongoClient", "0", { needs: /^MongoDB/ }),
  redis("csharp", "Connect ConnectAsync", "0", { needs: /StackExchange\.Redis/, on: /ConnectionMultiplexer/ }),
  redis("csharp", "Configuration", "0", { by: "assignment", needs: /Redis|Caching/ }),
  search("csharp", "ConnectionSettings ElasticsearchClientSettings ElasticClient", "0", { needs: /^(?:Nest|Elastic|OpenSearch)/ }),

  sql("java kotlin", "getConnection setJdbcUrl setUrl jdbcUrl url create", "0", {
    needs:
      /^(?:java\.sql|com\.zaxxer|org\.apache\.(?:commons\.dbcp|tomcat\.jdbc)|org\.springframework\.(?:jdbc|boot\.jdbc)|org\.postgresql|org\.jdbi)/,
  }),
  mongo("java kotlin", "MongoClient create MongoClientURI ConnectionString createClient", "0", { needs: /^com\.mongodb|^org\.litote/ }),
  redis(
    "java kotlin",
    "Jedis JedisPool create setAddress addNodeAddress RedisStandaloneConfiguration LettuceConnectionFactory JedisConnectionFactory HostAndPort setHostName",
    "0 1",
    {
      needs: /jedis|lettuce|redisson|data\.redis/,
      port: [1, 2],
    },
  ),
  memcached("java kotlin", "MemcachedClient getAddresses InetSocketAddress", "0", { needs: /spymemcached|xmemcached/, port: [1] }),
  search("java kotlin", "HttpHost builder create connectedTo", "0", {
    needs: /^org\.(?:elasticsearch|opensearch|springframework\.data\.elasticsearch)|^co\.elastic/,
    port: [1],
  }),
  cassandra("java kotlin", "addContactPoint addContactPoints", "0", { needs: /^com\.datastax/ }),
  files("java kotlin", "endpoint endpointOverride", "0", { needs: /^(?:io\.minio|software\.amazon\.awssdk|com\.amazonaws)/ }),

  sql("php", "PDO mysqli mysqli_connect", "0"),
  redis("php", "connect pconnect Client", `0 ${at}`, { needs: /^(?:Predis|Redis)$|^Predis/, port: [1] }),
  mongo("php", "Client", "0", { needs: /^MongoDB/ }),

  postgres("ruby", "connect new", `0 ${at}`, { on: /^PG(?:\.|::)/ }),
  redis("ruby", "new", `url ${at} 0`, { on: /^Redis\.new$|ConnectionPool/ }),
  mongo("ruby", "new", "0", { on: /^Mongo(?:\.|::)Client/ }),
  search("ruby", "new", `url ${at}`, { on: /^(?:Elasticsearch|OpenSearch)(?:\.|::)Client/ }),
  memcached("ruby", "new", "0", { on: /^Dalli(?:\.|::)Client/ }),

  sql("rust", "connect connect_lazy establish new", "0", {
    needs: /^(?:sqlx|diesel|tokio_postgres|sea_orm|deadpool_postgres|bb8_postgres)/,
    on: /(?:Pool|Connection|Database|Manager|tokio_postgres|PoolOptions|^)[\w.:]*(?:connect|connect_lazy|establish|new)$/,
  }),
  mongo("rust", "with_uri_str parse", "0", { needs: /^mongodb/ }),
  redis("rust", "open new", "0", { needs: /^redis|deadpool_redis/, on: /Client\.open|ClusterClient|RedisConnectionManager|Config/ }),
];
