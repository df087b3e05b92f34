import type { Deed } from "../../model/index.ts";
import { type Far, type Sink, sink } from "./sink.ts";

const far = (protocol: string, technology: string | undefined, does: Deed = "calls"): Far => ({
  style: "message",
  does,
  protocol,
  words: true,
  ...(technology !== undefined && { technology }),
});
const brokers =
  "brokers bootstrap_servers bootstrapServers servers metadata.broker.list bootstrap.servers Brokers BootstrapServers Addr hosts seeds";
const kafka = sink("kafka", far("kafka", undefined));
const amqp = sink("amqp", far("amqp", undefined));
const nats = sink("nats", far("nats", "NATS"));
const redisQueue = sink("queue", far("redis", undefined));

/** Clients of brokers, where they are given the broker. */
export const brokerSinks: readonly Sink[] = [
  kafka("javascript", "Kafka KafkaClient Producer Consumer KafkaConsumer createClient", `${brokers} kafkaHost 0`, { needs: /kafka/ }),
  kafka(
    "python",
    "KafkaProducer KafkaConsumer AIOKafkaProducer AIOKafkaConsumer KafkaAdminClient Producer Consumer App KafkaBroker",
    `${brokers} 0 broker`,
    { needs: /kafka|faust|faststream/ },
  ),
  kafka(
    "go",
    "NewSyncProducer NewAsyncProducer NewConsumer NewConsumerGroup NewClient NewReader NewWriter Dial DialLeader TCP SeedBrokers NewProducer",
    `0 1 2 ${brokers}`,
    {
      needs: /kafka|sarama|franz-go/,
    },
  ),
  kafka("java kotlin", "put setProperty BOOTSTRAP_SERVERS_CONFIG", "1", { needs: /kafka/ }),
  kafka("csharp", "BootstrapServers", "0", { by: "assignment", needs: /Kafka/ }),
  kafka("csharp", "ProducerConfig ConsumerConfig AdminClientConfig ClientConfig", "BootstrapServers", { needs: /Kafka/ }),
  kafka("rust", "set with_hosts from_hosts", "1 0", { needs: /kafka/ }),
  kafka("ruby", "new", "0", { on: /^(?:Kafka|Rdkafka)/ }),

  amqp("javascript", "connect connectUrl createConnection", "0 hostname host", {
    needs: /^(?:amqplib(?:\/.*)?|amqp-connection-manager|amqp|rascal|rhea|@golevelup\/nestjs-rabbitmq|@nestjs\/microservices)$/,
    port: ["port"],
  }),
  amqp(
    "javascript",
    "createMicroservice connectMicroservice register registerAsync create forRoot forRootAsync",
    "urls servers brokers host url",
    { needs: /^@nestjs\/microservices|nestjs-rabbitmq/, port: ["port"] },
  ),
  amqp("python", "ConnectionParameters URLParameters connect connect_robust Connection Celery RabbitBroker", "0 host broker", {
    needs: /^(?:pika|aio_pika|amqp|kombu|celery|faststream|aiormq)/,
    port: [1, "port"],
  }),
  amqp("go", "Dial DialConfig DialTLS", "0", { needs: /amqp/, on: /^(?:amqp|rabbitmq|amqp091)\w*\./ }),
  amqp("java kotlin", "setHost setUri setAddresses CachingConnectionFactory", "0", { needs: /rabbitmq|amqp/, port: [1] }),
  amqp("csharp", "HostName Uri", "0", { by: "assignment", needs: /RabbitMQ|MassTransit/ }),
  amqp("csharp", "ConnectionFactory", "HostName Uri", { needs: /RabbitMQ/, port: ["Port"] }),
  amqp("csharp", "Host", "0", { needs: /MassTransit|Rebus/ }),
  amqp("php", "AMQPStreamConnection AMQPLazyConnection", "0", { needs: /^PhpAmqpLib/, port: [1] }),
  amqp("ruby", "new", "0 host", { on: /^Bunny\.new$/ }),
  amqp("rust", "connect", "0", { needs: /^lapin|amqprs/ }),

  nats("javascript", "connect", "servers 0 url", { needs: /^(?:nats|ts-nats|node-nats-streaming|@nats-io\/)/ }),
  nats("python go rust", "connect Connect", "0 servers", { needs: /nats/ }),
  redisQueue("javascript", "Queue Worker Bull QueueScheduler forRoot", "1 redis connection host url", {
    needs: /^(?:bull|bullmq|bee-queue|@nestjs\/bullm?q?)$/,
    port: ["port"],
  }),
  redisQueue("ruby", "redis", "url", { by: "assignment", on: /config\.redis$/ }),
];
