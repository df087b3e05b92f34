import { rule } from "../rule.ts";
import { aboutParts, isDeployable, mainVariants, numberIn, partsOf, statedFor, usersOf } from "./parts.ts";

export const brokerForTwo = rule({
  id: "broker-for-two",
  title: "A broker is worth its keep",
  why: "A broker is one more store to run, watch, upgrade and restore, and messages that arrive twice or late are a way of failing that a call does not have. Between one sender and one receiver a table of jobs in the database that is there does the same.",
  remedy:
    "Let the receiver take its work from a table (`SELECT … FOR UPDATE SKIP LOCKED`) or be called. A broker is right from a third service on, where many messages a second have to be taken in faster than they are worked off, or where devices speak its protocol.",
  silent:
    "Brokers that three services or more use, or fewer than two that are seen here; those that speak MQTT; brokers that code is not seen to use; systems whose stated peak is above the option's number of requests a second; and all but the main variant.",
  area: "cost",
  covers: [],
  sources: ["https://www.postgresql.org/docs/current/sql-select.html#SQL-FOR-UPDATE-SHARE"],
  default: true,
  scope: "system",
  messages: {
    two: "{broker} carries messages between {first} and {second} alone: it is worth running from a third service on, or above {peak} messages a second.",
  },
  options: { peak: { usual: 500, says: "how many requests a second at the busiest make a broker right for two services, too" } },
  severity: () => "note",
  *check(system, graph, options) {
    const peak = numberIn(options["peak"], 500);
    const { traffic } = statedFor(system, graph);
    if ((traffic?.requestsPerSecond ?? 0) * (traffic?.peakFactor ?? 1) > peak) return;
    for (const variant of mainVariants(system, graph))
      for (const broker of partsOf(system, variant, graph)) {
        if (graph.kind(broker, variant.id) !== "broker" || broker.technology.some(({ value }) => forDevices.test(value))) continue;
        const users = usersOf(broker, variant, graph);
        const [first, second, third] = [...users].sort((a, b) => (a.name < b.name ? -1 : 1));
        if (first === undefined || second === undefined || third !== undefined || !users.every((it) => isDeployable(it, graph))) continue;
        const params = { broker: broker.name, first: first.name, second: second.name, peak };
        yield* aboutParts("two", [broker, first, second], variant, params, broker.name);
      }
  },
  good: [
    {
      title: "Three services",
      files: {
        "compose.yaml": `services:
  shop:
    build: shop
    environment: {AMQP_URL: "amqp://rabbit:5672"}
  mailer:
    build: mailer
    environment: {AMQP_URL: "amqp://rabbit:5672"}
  stock:
    build: stock
    environment: {AMQP_URL: "amqp://rabbit:5672"}
  rabbit:
    image: rabbitmq:4
    volumes: [rabbit:/var/lib/rabbitmq]
volumes:
  rabbit: {}
`,
      },
    },
    {
      title: "A stated peak that a table would not carry",
      files: {
        "compose.yaml": `services:
  shop:
    build: shop
    environment: {AMQP_URL: "amqp://rabbit:5672"}
  mailer:
    build: mailer
    environment: {AMQP_URL: "amqp://rabbit:5672"}
  rabbit:
    image: rabbitmq:4
    volumes: [rabbit:/var/lib/rabbitmq]
volumes:
  rabbit: {}
`,
        ".architect/requirements.yaml": `traffic: {requestsPerSecond: 400, peakFactor: 3}
`,
      },
    },
    {
      title: "Devices speak to it",
      files: {
        "compose.yaml": `services:
  api:
    build: api
    environment: {MQTT_URL: "mqtt://mosquitto:1883"}
  rules:
    build: rules
    environment: {MQTT_URL: "mqtt://mosquitto:1883"}
  mosquitto:
    image: eclipse-mosquitto:2.0
`,
      },
    },
  ],
  bad: [
    {
      title: "One sender, one receiver",
      files: {
        "compose.yaml": `services:
  shop:
    build: shop
    environment: {AMQP_URL: "amqp://rabbit:5672"}
  mailer:
    build: mailer
    environment: {AMQP_URL: "amqp://rabbit:5672"}
  rabbit:
    image: rabbitmq:4
    volumes: [rabbit:/var/lib/rabbitmq]
volumes:
  rabbit: {}
`,
      },
      says: [
        "rabbit carries messages between mailer and shop alone: it is worth running from a third service on, or above 500 messages a second.",
      ],
    },
  ],
});

const forDevices = /mosquitto|mqtt|emqx|hivemq|vernemq/i;
