import type { Kind } from "../model/index.ts";

/**
 * What a component's own name suggests, where nothing better is known: code that is built here, or an image of the house. The
 * whole name, or its last word; `user-client-service` is a service.
 */
const rows: readonly (readonly [RegExp, Kind])[] = [
  [
    /^(?:front-?end|ui|web-?ui|web-?app|web-?client|client|spa|website|web-?site|storefront|mobile-?app|angular|react|vue|nextjs|nuxt)$|[-_.](?:front-?end|ui|spa|webapp|web-?client|website)$/i,
    "frontend",
  ],
  [
    /^(?:gateway|api-?gateway|gw|edge|ingress|reverse-?proxy|proxy|load-?balancer|lb|bff|zuul|apache|apigw|apigateway)(?:-?(?:server|service))?$|[-_.]?(?:gateway|apigw|reverse-?proxy|ingress|bff|load-?balancer)(?:-?(?:server|service))?$|[-_.]proxy$/i,
    "gateway",
  ],
  [
    /^(?:eureka|discovery|service-?discovery|service-?registry|registry|naming|naming-?server)(?:-?(?:server|service))?$|[-_.](?:eureka|discovery|service-?registry)(?:-?(?:server|service))?$/i,
    "discovery",
  ],
  [/^(?:config|configuration|spring-?cloud-?config|config-?server)(?:-?(?:server|service))?$|[-_.]config-?server$/i, "config"],
  [
    /^(?:monitoring|metrics|tracing|hystrix-?dashboard|turbine|turbine-?stream|turbine-?server|spring-?boot-?admin|admin-?server|logging)(?:-?(?:server|service|dashboard))?$/i,
    "monitoring",
  ],
  [/^(?:db|database|sql|rdbms)\d*$|[-_.](?:db|database)\d*$/i, "database"],
  [/^cache\d*$|[-_.]cache$/i, "cache"],
  [/^(?:broker|message-?broker|mq|event-?bus|message-?bus)$|[-_.](?:broker|mq)$/i, "broker"],
];

export const kindByName = (name: string): Kind | undefined => rows.find(([pattern]) => pattern.test(name))?.[1];

/** Something that runs to its end: a migration, a seed, a setup. */
export const isTaskName = (name: string): boolean =>
  /(?:^|[-_.])(?:migrate|migrations?|migrator|seed|seeder|seeds|init|initdb|initializer|setup|provision|provisioner|bootstrap|create-?(?:topics?|buckets?)|load-?data|fixtures?|backup|restore|cron(?:job)?|job)(?:$|[-_.]|\d)/i.test(
    name,
  ) || /(?:^|[-_.])(?:create|make)-?(?:topics?|buckets?|db|database|schema|index(?:es)?)$/i.test(name);
