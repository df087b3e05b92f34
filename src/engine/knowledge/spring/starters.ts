import type { Deed, Kind, Style } from "../../model/index.ts";

/** What a module is, by a dependency or an annotation that only such applications have. The first that fits holds. */
export interface Role {
  readonly kind: Kind;
  readonly technology: string;
  readonly artifacts: RegExp;
  readonly annotations: readonly string[];
}

export const roles: readonly Role[] = [
  {
    kind: "discovery",
    technology: "Eureka",
    artifacts: /^spring-cloud-(?:starter-)?(?:netflix-)?eureka-server$/,
    annotations: ["EnableEurekaServer"],
  },
  { kind: "config", technology: "Spring Cloud Config", artifacts: /^spring-cloud-config-server$/, annotations: ["EnableConfigServer"] },
  {
    kind: "gateway",
    technology: "Zuul",
    artifacts: /^spring-cloud-(?:starter-)?(?:netflix-)?zuul$/,
    annotations: ["EnableZuulProxy", "EnableZuulServer"],
  },
  {
    kind: "gateway",
    technology: "Spring Cloud Gateway",
    artifacts: /^spring-cloud-(?:starter-)?gateway(?:-server)?(?:-(?:mvc|webmvc|webflux))?$/,
    annotations: [],
  },
  {
    kind: "monitoring",
    technology: "Spring Boot Admin",
    artifacts: /^spring-boot-admin-(?:starter-server|server)$/,
    annotations: ["EnableAdminServer"],
  },
  {
    kind: "monitoring",
    technology: "Zipkin",
    artifacts: /^(?:zipkin-server|zipkin-autoconfigure-ui|spring-cloud-sleuth-zipkin-stream)$/,
    annotations: ["EnableZipkinServer", "EnableZipkinStreamServer"],
  },
  {
    kind: "monitoring",
    technology: "Turbine",
    artifacts: /^spring-cloud-(?:starter-)?(?:netflix-)?turbine(?:-stream)?$/,
    annotations: ["EnableTurbine", "EnableTurbineStream"],
  },
  {
    kind: "monitoring",
    technology: "Hystrix dashboard",
    artifacts: /^spring-cloud-(?:starter-)?(?:netflix-)?hystrix-dashboard$/,
    annotations: ["EnableHystrixDashboard"],
  },
];

/** A dependency that is there to reach a product; which one is not said. */
export interface Starter {
  readonly artifacts: RegExp;
  readonly topic: string;
  readonly technology: string;
  readonly style: Style;
  readonly does: Deed;
  readonly protocol?: string;
}

export const starters: readonly Starter[] = [
  {
    artifacts: /^spring-cloud-(?:starter-)?(?:netflix-)?eureka(?:-client)?$/,
    topic: "eureka",
    technology: "Eureka",
    style: "infrastructure",
    does: "registers",
    protocol: "http",
  },
  {
    artifacts: /^spring-cloud-(?:starter-)?consul-(?:discovery|config|all)$/,
    topic: "consul",
    technology: "Consul",
    style: "infrastructure",
    does: "registers",
  },
  {
    artifacts: /^spring-cloud-(?:starter-)?zookeeper-(?:discovery|config|all)$/,
    topic: "zookeeper",
    technology: "ZooKeeper",
    style: "infrastructure",
    does: "registers",
  },
  {
    artifacts: /^spring-cloud-(?:starter-)?(?:alibaba-)?nacos-(?:discovery|config)$/,
    topic: "nacos",
    technology: "Nacos",
    style: "infrastructure",
    does: "registers",
  },
  {
    artifacts: /^spring-cloud-(?:starter-config|config-client)$/,
    topic: "config",
    technology: "Spring Cloud Config",
    style: "infrastructure",
    does: "calls",
    protocol: "http",
  },
  {
    artifacts: /^spring-boot-admin-starter-client$/,
    topic: "admin",
    technology: "Spring Boot Admin",
    style: "infrastructure",
    does: "registers",
    protocol: "http",
  },
  {
    artifacts:
      /^(?:spring-cloud-(?:starter-|sleuth-)zipkin|zipkin-reporter(?:-brave)?|zipkin-sender-.*|opentelemetry-exporter-zipkin|spring-boot-starter-zipkin|spring-boot-zipkin)$/,
    topic: "zipkin",
    technology: "Zipkin",
    style: "infrastructure",
    does: "calls",
    protocol: "http",
  },
  {
    artifacts:
      /^(?:spring-boot-starter-amqp|spring-rabbit|spring-cloud-(?:starter-)?(?:stream|bus)-(?:rabbit|amqp|binder-rabbit)|spring-cloud-stream-binder-rabbit)$/,
    topic: "rabbitmq",
    technology: "RabbitMQ",
    style: "message",
    does: "calls",
    protocol: "amqp",
  },
  {
    artifacts:
      /^(?:spring-kafka|spring-boot-starter-kafka|spring-cloud-(?:starter-)?(?:stream|bus)-kafka|spring-cloud-stream-binder-kafka(?:-streams)?)$/,
    topic: "kafka",
    technology: "Apache Kafka",
    style: "message",
    does: "calls",
    protocol: "kafka",
  },
  {
    artifacts: /^spring-boot-starter-data-mongodb(?:-reactive)?$/,
    topic: "mongodb",
    technology: "MongoDB",
    style: "data",
    does: "calls",
    protocol: "mongodb",
  },
  {
    artifacts: /^spring-boot-starter-data-redis(?:-reactive)?$/,
    topic: "redis",
    technology: "Redis",
    style: "data",
    does: "calls",
    protocol: "redis",
  },
  {
    artifacts: /^spring-boot-starter-data-elasticsearch$/,
    topic: "elasticsearch",
    technology: "Elasticsearch",
    style: "data",
    does: "calls",
    protocol: "http",
  },
];

/** The artifacts that read a topic's properties: without one of them a property says nothing. Topics that are missing are read by all. */
const readers: Readonly<Record<string, RegExp>> = {
  eureka: /eureka|zuul|turbine(?!-stream)/,
  consul: /consul/,
  nacos: /nacos/,
  config: /config-client|starter-config/,
  rabbitmq: /amqp|rabbit/,
  kafka: /kafka/,
  mongodb: /mongo/,
  redis: /redis|redisson|lettuce|jedis/,
  elasticsearch: /elastic/,
  cassandra: /cassandra/,
  neo4j: /neo4j/,
  datasource: /jdbc|jpa|mybatis|datasource|hikari|druid|r2dbc|flyway|liquibase|jooq|mysql|postgres|mariadb|oracle|mssql/,
  zipkin: /zipkin/,
  admin: /spring-boot-admin.*client/,
  identity: /oauth|security|keycloak/,
  mail: /mail/,
};

export const readsTopic = (topic: string, artifacts: readonly string[]): boolean => {
  const reader = readers[topic];
  return reader === undefined || artifacts.some((it) => reader.test(it));
};
