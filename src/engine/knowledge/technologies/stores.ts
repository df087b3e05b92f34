import { type Technology, technology } from "../technology.ts";

const redis = { protocol: "redis", port: 6379 };
const s3 = { protocol: "http" };

/** Caches, search engines and places for files. */
export const stores: readonly Technology[] = [
  technology("Redis Sentinel", "cache", "redis-sentinel", { protocol: "redis", port: 26379, client: true }),
  technology(
    "Redis",
    "cache",
    "redis redis-cluster redis-stack redis-stack-server redislabs/rejson redislabs/redisearch redismod rejson redisearch grokzen/redis-cluster",
    {
      ...redis,
      also: { 26379: "redis", 8001: "http" },
      data: ["/data", "/bitnami/redis/data", "/var/lib/redis"],
    },
  ),
  technology("Valkey", "cache", "valkey valkey-bundle valkey-cluster", { ...redis, data: ["/data", "/bitnami/valkey/data"] }),
  technology("KeyDB", "cache", "eqalpha/keydb keydb", { ...redis, data: ["/data"] }),
  technology("Dragonfly", "cache", "dragonflydb/dragonfly", { ...redis, data: ["/data"] }),
  technology("Garnet", "cache", "microsoft/garnet", { ...redis, data: ["/data"] }),
  technology("Apache Kvrocks", "database", "apache/kvrocks kvrocks", { protocol: "redis", port: 6666, data: ["/var/lib/kvrocks"] }),
  technology("SSDB", "database", "ssdb", { protocol: "redis", port: 8888 }),
  technology("Memcached", "cache", "memcached", { protocol: "memcached", port: 11211 }),
  technology("Hazelcast", "cache", "hazelcast/hazelcast hazelcast", { protocol: "hazelcast", port: 5701 }),
  technology("Apache Ignite", "cache", "apacheignite/ignite", { protocol: "ignite", port: 10800, also: { 8080: "http" } }),
  technology("Infinispan", "cache", "infinispan/server", { protocol: "hotrod", port: 11222 }),
  technology("Apache Geode", "cache", "apachegeode/geode", { protocol: "geode", port: 40404 }),
  technology("Varnish", "cache", "varnish", { protocol: "http", port: 80, client: true }),
  technology("Squid", "gateway", "ubuntu/squid sameersbn/squid", { protocol: "http", port: 3128 }),

  technology("Elasticsearch", "search", "elasticsearch elasticsearch-oss elasticsearch-wolfi", {
    protocol: "http",
    port: 9200,
    also: { 9300: "elasticsearch" },
    data: ["/usr/share/elasticsearch/data", "/bitnami/elasticsearch/data"],
  }),
  technology("OpenSearch", "search", "opensearch opendistro-for-elasticsearch", {
    protocol: "http",
    port: 9200,
    also: { 9300: "opensearch" },
    data: ["/usr/share/opensearch/data"],
  }),
  technology("Apache Solr", "search", "solr", { protocol: "http", port: 8983, data: ["/var/solr", "/bitnami/solr"] }),
  technology("Meilisearch", "search", "getmeili/meilisearch meilisearch", {
    protocol: "http",
    port: 7700,
    data: ["/meili_data", "/data.ms"],
  }),
  technology("Typesense", "search", "typesense/typesense typesense", { protocol: "http", port: 8108, data: ["/data"] }),
  technology("Sonic", "search", "valeriansaliou/sonic", { protocol: "sonic", port: 1491, data: ["/var/lib/sonic/store"] }),
  technology("Manticore Search", "search", "manticoresearch/manticore", {
    protocol: "mysql",
    port: 9306,
    also: { 9308: "http" },
    data: ["/var/lib/manticore"],
  }),
  technology("ZincSearch", "search", "public.ecr.aws/zinclabs/zincsearch zinclabs/zincsearch", {
    protocol: "http",
    port: 4080,
    data: ["/data"],
  }),
  technology("Quickwit", "search", "quickwit/quickwit", { protocol: "http", port: 7280, data: ["/quickwit/qwdata"] }),
  technology("Vespa", "search", "vespaengine/vespa", { protocol: "http", port: 8080, data: ["/opt/vespa/var"] }),

  technology("MinIO", "storage", "minio minio/minio minio-enterprise", {
    ...s3,
    port: 9000,
    also: { 9001: "http" },
    data: ["/data", "/bitnami/minio/data", "/export"],
  }),
  technology("Azurite", "storage", "azure-storage/azurite azurite", {
    ...s3,
    port: 10000,
    also: { 10001: "http", 10002: "http" },
    data: ["/data", "/workspace"],
  }),
  technology("SeaweedFS", "storage", "chrislusf/seaweedfs seaweedfs", {
    ...s3,
    port: 8333,
    also: { 8888: "http", 9333: "http" },
    data: ["/data"],
  }),
  technology("Garage", "storage", "dxflrs/garage", { ...s3, port: 3900, data: ["/var/lib/garage"] }),
  technology("Ceph", "storage", "ceph/ceph ceph/daemon ceph/demo", { ...s3, port: 8080, data: ["/var/lib/ceph"] }),
  technology("RustFS", "storage", "rustfs/rustfs", { ...s3, port: 9000, data: ["/data"] }),
  technology("S3 emulator", "storage", "adobe/s3mock s3mock scality/s3server s3server zenko/cloudserver s3ninja lphoward/fake-s3", {
    ...s3,
    port: 9090,
    also: { 8000: "http", 9191: "https" },
  }),
  technology("GCS emulator", "storage", "fsouza/fake-gcs-server fake-gcs-server", { ...s3, port: 4443 }),
  technology("imgproxy", "service", "darthsim/imgproxy imgproxy/imgproxy", { protocol: "http", port: 8080 }),
  technology("Nextcloud", "service", "nextcloud", { protocol: "http", port: 80, data: ["/var/www/html"] }),
  technology("SFTP server", "storage", "atmoz/sftp", { protocol: "sftp", port: 22, data: ["/home"] }),
  technology("FTP server", "storage", "stilliard/pure-ftpd fauria/vsftpd delfer/alpine-ftp-server", { protocol: "ftp", port: 21 }),
  technology("NFS server", "storage", "itsthenetwork/nfs-server-alpine erichough/nfs-server", { protocol: "nfs", port: 2049 }),
  technology("HDFS", "storage", "bde2020/hadoop-namenode bde2020/hadoop-datanode apache/hadoop", {
    protocol: "hdfs",
    port: 9000,
    also: { 8020: "hdfs", 9870: "http", 50070: "http" },
    data: ["/hadoop/dfs/name", "/hadoop/dfs/data"],
    client: true,
  }),
  technology("IPFS", "storage", "ipfs/kubo ipfs/go-ipfs", {
    protocol: "http",
    port: 5001,
    also: { 8080: "http", 4001: "libp2p" },
    data: ["/data/ipfs"],
  }),
  technology("Docker registry", "storage", "=registry library/registry distribution/distribution", {
    protocol: "http",
    port: 5000,
    data: ["/var/lib/registry"],
  }),
  technology("Verdaccio", "storage", "verdaccio/verdaccio", { protocol: "http", port: 4873, data: ["/verdaccio/storage"] }),
  technology("Nexus Repository", "storage", "sonatype/nexus3", { protocol: "http", port: 8081, data: ["/nexus-data"] }),
  technology("Artifactory", "storage", "artifactory-oss artifactory-pro", {
    protocol: "http",
    port: 8081,
    data: ["/var/opt/jfrog/artifactory"],
  }),
];
