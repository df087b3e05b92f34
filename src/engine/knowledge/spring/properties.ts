import type { Deed, Style } from "../../model/index.ts";

/** What a property of Spring's world says when an address stands in it. */
export interface PropertyMeaning {
  readonly style: Style;
  readonly does: Deed;
  readonly protocol?: string;
  /** The product behind it, where only one can be; the name that `knowledge/technologies` has. */
  readonly technology?: string;
  /** The port its clients go to where none is said. */
  readonly port?: number;
  /** A bare word in it is a host, or the name that a registry knows a service by. */
  readonly words: boolean;
  /** What it is about: a dependency that only implies the same says nothing more. */
  readonly topic: string;
}

type More = Partial<Pick<PropertyMeaning, "does" | "protocol" | "technology" | "port" | "words">>;

const row = (keys: string, topic: string, style: Style, more: More = {}): readonly [RegExp, PropertyMeaning] => [
  new RegExp(`^(?:${keys})$`),
  { style, does: "calls", words: true, topic, ...more },
];

const item = String.raw`(?:\[\d+\])?`;
const any = "[^.]+";

/** Keys in their canonical form: lower case, no dashes, lists as `[0]`. The first that fits holds. */
const rows: readonly (readonly [RegExp, PropertyMeaning])[] = [
  // Stores.
  row(
    String.raw`spring\.(?:.*\.)?datasource\.(?:.*\.)?(?:url|jdbcurl)|(?:.*\.)?datasource\.(?:.*\.)?(?:url|jdbcurl)|.*\.jdbcurl`,
    "datasource",
    "data",
    { words: false },
  ),
  row(
    String.raw`spring\.(?:flyway|liquibase)\.url|flyway\.(?:url|datasources\..*\.url)|spring\.r2dbc\.(?:.*\.)?url`,
    "datasource",
    "data",
    { words: false },
  ),
  row(String.raw`spring\.(?:data\.)?mongodb\.(?:.*\.)?(?:uri|host|hosts${item}|additionalhosts${item})`, "mongodb", "data", {
    technology: "MongoDB",
    protocol: "mongodb",
    port: 27017,
  }),
  row(
    String.raw`spring\.(?:data\.)?redis\.(?:.*\.)?(?:url|host|nodes${item})|spring\.redisson\..*address|.*redis\.(?:host|url|address)`,
    "redis",
    "data",
    {
      technology: "Redis",
      protocol: "redis",
      port: 6379,
    },
  ),
  row(
    String.raw`spring\.(?:elasticsearch|opensearch)\.(?:rest\.)?uris${item}|spring\.data\.elasticsearch\.(?:clusternodes|client\.reactive\.endpoints)${item}|spring\.elasticsearch\.jest\.uris${item}`,
    "elasticsearch",
    "data",
    {
      technology: "Elasticsearch",
      port: 9200,
    },
  ),
  row(String.raw`spring\.(?:data\.)?cassandra\.contactpoints${item}`, "cassandra", "data", {
    technology: "Cassandra",
    protocol: "cassandra",
    port: 9042,
  }),
  row(String.raw`spring\.(?:data\.)?neo4j\.(?:.*\.)?uri`, "neo4j", "data", { technology: "Neo4j", protocol: "bolt", port: 7687 }),
  row(String.raw`spring\.couchbase\.(?:connectionstring|bootstraphosts${item})`, "couchbase", "data", { technology: "Couchbase" }),
  row(String.raw`spring\.influx\.url|.*influx(?:db)?\.url`, "influx", "data", { technology: "InfluxDB", port: 8086 }),
  row(String.raw`spring\.data\.solr\.(?:host|zkhost)`, "solr", "data"),
  row(String.raw`(?:spring\.)?minio\.(?:url|endpoint)|.*\.minio\.(?:url|endpoint)`, "minio", "data", { technology: "MinIO", port: 9000 }),
  row(String.raw`spring\.ldap\.urls${item}`, "ldap", "infrastructure"),

  // Brokers.
  row(
    String.raw`spring\.rabbitmq\.(?:host|addresses${item})|spring\.cloud\.stream\.binders\.${any}\.environment\.spring\.rabbitmq\.(?:host|addresses)`,
    "rabbitmq",
    "message",
    {
      technology: "RabbitMQ",
      protocol: "amqp",
      port: 5672,
    },
  ),
  row(String.raw`spring\.kafka\.consumer\.bootstrapservers${item}`, "kafka", "message", {
    technology: "Apache Kafka",
    does: "consumes",
    protocol: "kafka",
    port: 9092,
  }),
  row(
    String.raw`(?:spring\.)?(?:.*\.)?kafka\.(?:.*\.)?(?:bootstrapservers|brokers|bootstrap\.servers|bootstrapaddress|brokeraddress)${item}|(?:.*\.)?bootstrap\.servers`,
    "kafka",
    "message",
    {
      technology: "Apache Kafka",
      protocol: "kafka",
      port: 9092,
    },
  ),
  row(String.raw`spring\.cloud\.stream\.(?:.*\.)?zknodes${item}`, "zookeeper", "infrastructure", { technology: "ZooKeeper", port: 2181 }),
  row(String.raw`spring\.activemq\.brokerurl`, "activemq", "message", { technology: "ActiveMQ", port: 61616 }),
  row(String.raw`spring\.artemis\.(?:host|brokerurl)`, "artemis", "message", { port: 61616 }),
  row(String.raw`spring\.pulsar\.(?:client\.serviceurl|administration\.serviceurl|admin\.serviceurl)`, "pulsar", "message"),
  row(String.raw`(?:spring\.cloud\.stream\.)?rocketmq\.(?:binder\.)?nameserver`, "rocketmq", "message", { port: 9876 }),

  // Registries and configuration.
  row(String.raw`eureka\.client\.(?:serviceurl|region\..*)\..*`, "eureka", "infrastructure", {
    technology: "Eureka",
    does: "registers",
    protocol: "http",
    port: 8761,
    words: false,
  }),
  row(String.raw`spring\.cloud\.consul\.host`, "consul", "infrastructure", { technology: "Consul", does: "registers", port: 8500 }),
  row(String.raw`spring\.cloud\.zookeeper\.connectstring${item}`, "zookeeper", "infrastructure", {
    technology: "ZooKeeper",
    does: "registers",
    port: 2181,
  }),
  row(String.raw`spring\.cloud\.nacos\.(?:discovery\.|config\.)?serveraddr`, "nacos", "infrastructure", {
    technology: "Nacos",
    does: "registers",
    port: 8848,
  }),
  row(String.raw`dubbo\.registr(?:y|ies\.${any})\.address`, "dubbo", "infrastructure", { does: "registers" }),
  row(String.raw`spring\.cloud\.config\.(?:uri|discovery\.serviceid)`, "config", "infrastructure", {
    technology: "Spring Cloud Config",
    protocol: "http",
    port: 8888,
  }),
  row(String.raw`spring\.config\.import${item}`, "config", "infrastructure", {
    technology: "Spring Cloud Config",
    protocol: "http",
    port: 8888,
    words: false,
  }),
  row(String.raw`spring\.cloud\.vault\.(?:uri|host)`, "vault", "infrastructure", { technology: "Vault", port: 8200 }),
  row(String.raw`spring\.cloud\.sentinel\.transport\.dashboard`, "sentinel", "infrastructure", { port: 8858 }),
  row(String.raw`seata\.(?:service\.grouplist\..*|registry\..*serveraddr)`, "seata", "infrastructure"),

  // Watching.
  row(
    String.raw`spring\.zipkin\.baseurl|management\.zipkin\.tracing\.endpoint|management\.tracing\.export\.zipkin\.endpoint`,
    "zipkin",
    "infrastructure",
    {
      technology: "Zipkin",
      protocol: "http",
      port: 9411,
      words: false,
    },
  ),
  row(
    String.raw`management\.(?:otlp|opentelemetry)\..*(?:endpoint|url)|otel\.exporter\.otlp\.(?:.*\.)?endpoint`,
    "otlp",
    "infrastructure",
    { words: false },
  ),
  row(
    String.raw`management\.(?:metrics\.export\.)?(?:.*\.)?(?:influx|elastic|graphite|wavefront|pushgateway|statsd|datadog|newrelic|dynatrace)\.(?:.*\.)?(?:uri|url|host|baseurl)`,
    "metrics",
    "infrastructure",
  ),
  row(String.raw`spring\.boot\.admin\.(?:client\.)?url${item}|spring\.boot\.admin\.client\.adminserverurl`, "admin", "infrastructure", {
    technology: "Spring Boot Admin",
    protocol: "http",
    words: false,
  }),
  row(String.raw`opentracing\.jaeger\.(?:udpsender\.host|httpsender\.url)|jaeger\..*(?:host|endpoint)`, "jaeger", "infrastructure", {
    technology: "Jaeger",
  }),
  row(String.raw`turbine\.appconfig${item}`, "turbine", "infrastructure", { protocol: "http" }),

  // Who may: tokens and their keys.
  row(
    String.raw`spring\.security\.oauth2\.resourceserver\.(?:jwt\.(?:issueruri|jwkseturi)|opaquetoken\.introspectionuri)`,
    "identity",
    "call",
    { protocol: "http", words: false },
  ),
  row(
    String.raw`spring\.security\.oauth2\.client\.provider\.${any}\.(?:issueruri|tokenuri|userinfouri|jwkseturi|authorizationuri)`,
    "identity",
    "call",
    {
      protocol: "http",
      words: false,
    },
  ),
  row(
    String.raw`security\.oauth2\.(?:resource\.(?:userinfouri|tokeninfouri|jwk\.keyseturi|jwt\.keyuri)|client\.(?:accesstokenuri|userauthorizationuri))`,
    "identity",
    "call",
    {
      protocol: "http",
      words: false,
    },
  ),
  row(String.raw`keycloak\.authserverurl`, "identity", "call", { protocol: "http", technology: "Keycloak", words: false }),

  // Routes.
  row(String.raw`spring\.cloud\.gateway\.(?:server\.(?:webflux|webmvc)\.|mvc\.)?routes\[\d+\]\.uri`, "route", "call", {
    protocol: "http",
    words: false,
  }),
  row(String.raw`zuul\.routes\.${any}\.(?:serviceid|url|location)`, "route", "call", { protocol: "http" }),
  row(String.raw`${any}\.ribbon\.listofservers${item}`, "peer", "call", { protocol: "http" }),
  row(String.raw`(?:spring\.cloud\.openfeign|feign)\.client\.config\.${any}\.url`, "peer", "call", { protocol: "http", words: false }),
  row(String.raw`spring\.cloud\.discovery\.client\.simple\.instances\..*uri`, "peer", "call", { protocol: "http", words: false }),
  row(String.raw`(?:spring\.)?grpc\.client\.(?:channels\.)?${any}\.address`, "peer", "call", { protocol: "grpc" }),
  row(String.raw`spring\.mail\.host`, "mail", "call", { protocol: "smtp", port: 25 }),
];

export const meaningOf = (canonicalKey: string): PropertyMeaning | undefined => rows.find(([pattern]) => pattern.test(canonicalKey))?.[1];

/** Where a property speaks about the application itself, about pages for people, or about how its log looks. */
const aboutItself =
  /^(?:server|eureka\.instance|eureka\.dashboard|spring\.boot\.admin\.(?:client\.instance|context|ui|notify)|management\.(?:server|endpoints?|info|health|context)|logging|info|springdoc|swagger|springfox|openapi|spring\.(?:application|main|mvc|web|jpa|thymeleaf|jackson|servlet|messages|banner|output|cloud\.(?:config\.server|consul\.discovery|nacos\.discovery\.ip|inetutils|kubernetes|stream\.bindings|gateway\.(?:globalcors|default|metrics)))|cors|turbine\.|hystrix|ribbon\.|zuul\.(?:host|ignored|prefix|sensitive)|resilience4j|spring\.security\.oauth2\.client\.registration|spring\.profiles|jasypt|maven|project|git|build)(?:\.|$|\[)/;

export const isAboutItself = (canonicalKey: string): boolean => aboutItself.test(canonicalKey);
