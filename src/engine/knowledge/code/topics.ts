import { type Telling, telling } from "./telling.ts";

const sends = (protocol: string | undefined) => telling("publishes", protocol === undefined ? {} : { protocol });
const takes = (protocol: string | undefined) => telling("consumes", protocol === undefined ? {} : { protocol });
const [toKafka, fromKafka] = [sends("kafka"), takes("kafka")];
const [toAmqp, fromAmqp] = [sends("amqp"), takes("amqp")];
const [toNats, fromNats] = [sends("nats"), takes("nats")];
const [toRedis, fromRedis] = [sends("redis"), takes("redis")];
const [toAny, fromAny] = [sends(undefined), takes(undefined)];
const [toSqs, fromSqs] = [sends("sqs"), takes("sqs")];

/** Who puts messages into which topic, queue, exchange or subject, and who takes them out. */
export const topics: readonly Telling[] = [
  toKafka("javascript", "send produce", "topic 0", { needs: /kafka/, on: /produc|kafka/i }),
  toKafka("javascript", "sendBatch", "topic", { needs: /kafka/, on: /produc|kafka/i }),
  fromKafka("javascript", "subscribe", "topic topics 0", { needs: /kafka/, on: /consum|kafka/i, all: true }),
  toAmqp("javascript", "sendToQueue", "0", { needs: /amqp|rabbit/ }),
  toAmqp("javascript", "publish", "0 1", { needs: /^(?:amqplib|amqp-connection-manager)/ }),
  fromAmqp("javascript", "consume", "0", { needs: /amqp|rabbit/ }),
  fromAmqp("javascript", "bindQueue", "1", { needs: /^(?:amqplib|amqp-connection-manager)/ }),
  fromAmqp("javascript", "RabbitSubscribe RabbitRPC", "queue routingKey exchange", { by: "annotation" }),
  toNats("javascript", "publish request", "0", { needs: /^(?:nats|ts-nats|@nats-io\/)/ }),
  fromNats("javascript", "subscribe", "0", { needs: /^(?:nats|ts-nats|@nats-io\/)/ }),
  toRedis("javascript", "publish", "0", { needs: /^(?:redis|ioredis)$/, handler: 1 }),
  fromRedis("javascript", "subscribe psubscribe", "0", { needs: /^(?:redis|ioredis)$/ }),
  toRedis("javascript", "Queue Bull", "0", { needs: /^(?:bull|bullmq|bee-queue)$/ }),
  fromRedis("javascript", "Worker", "0", { needs: /^bullmq$/ }),
  fromRedis("javascript", "Processor", "0 name", { by: "annotation", needs: /^@nestjs\/bull/ }),
  toRedis("javascript", "InjectQueue", "0", { by: "annotation", needs: /^@nestjs\/bull/ }),
  fromAny("javascript", "MessagePattern EventPattern", "0 cmd", { by: "annotation", needs: /^@nestjs\/microservices$/ }),
  toAny("javascript", "emit send", "0 cmd", {
    needs: /^@nestjs\/microservices$/,
    on: /(?:client|proxy|kafka|rabbit|rmq|nats|broker|bus)\w*\.\w+$/i,
  }),
  toSqs("javascript", "SendMessageCommand SendMessageBatchCommand", "QueueUrl", { needs: /sqs/ }),
  fromSqs("javascript", "ReceiveMessageCommand", "QueueUrl", { needs: /sqs/ }),
  toSqs("javascript", "PublishCommand", "TopicArn", { needs: /sns/ }),
  toAny("javascript", "topic", "0", { needs: /^@google-cloud\/pubsub$/ }),
  fromAny("javascript", "subscription", "0", { needs: /^@google-cloud\/pubsub$/ }),

  toKafka("python", "send send_and_wait produce", "0 topic", { on: /produc|kafka/i }),
  fromKafka("python", "KafkaConsumer AIOKafkaConsumer", "0 1 2", { needs: /kafka/, all: true }),
  fromKafka("python", "subscribe", "0 topics", { needs: /kafka/, on: /consum/i, all: true }),
  toAmqp("python", "basic_publish", "exchange routing_key 0 1"),
  fromAmqp("python", "basic_consume", "queue 0"),
  fromAmqp("python", "queue_bind", "exchange 1", { needs: /^(?:pika|aio_pika|aiormq)/ }),
  fromAny("python", "subscriber", "0", { needs: /^faststream/ }),
  toAny("python", "publisher", "0", { needs: /^faststream/ }),
  toNats("python", "publish", "0", { needs: /^nats/ }),
  fromNats("python", "subscribe", "0", { needs: /^nats/ }),
  toRedis("python", "publish", "0", { needs: /^(?:redis|aioredis)/, handler: 1 }),
  fromRedis("python", "subscribe", "0", { needs: /^(?:redis|aioredis)/, on: /pubsub|^p\./i }),
  fromAny("python", "shared_task", "queue", { needs: /^celery/, otherwise: "celery" }),
  fromAny("python", "shared_task task", "queue", { by: "annotation", needs: /celery/, otherwise: "celery" }),
  fromAny("python", "task", "queue", { needs: /celery/, on: /^\w+\.task$/, otherwise: "celery" }),
  toAny("python", "delay apply_async", "queue", { on: /\.(?:delay|apply_async)$/, otherwise: "celery" }),
  toAny("python", "send_task", "queue", { otherwise: "celery" }),
  toSqs("python", "send_message", "QueueUrl", { needs: /^(?:boto3|aioboto3)/ }),
  fromSqs("python", "receive_message", "QueueUrl", { needs: /^(?:boto3|aioboto3)/ }),

  toKafka("go", "ProducerMessage Writer WriterConfig Message", "Topic", { needs: /sarama|kafka/ }),
  toKafka("go", "Record", "Topic", { needs: /franz-go/ }),
  fromKafka("go", "ReaderConfig", "Topic GroupTopics", { needs: /kafka/, all: true }),
  fromKafka("go", "ConsumePartition Subscribe SubscribeTopics", "0", { needs: /sarama|confluent/, all: true }),
  fromKafka("go", "Consume", "1", { needs: /sarama/, all: true }),
  fromKafka("go", "ConsumeTopics", "0 1 2", { needs: /franz-go/, all: true }),
  toAmqp("go", "Publish", "0 1", { needs: /amqp/, handler: 4 }),
  toAmqp("go", "PublishWithContext", "1 2", { needs: /amqp/ }),
  fromAmqp("go", "Consume", "0", { needs: /amqp/, handler: 4 }),
  fromAmqp("go", "ConsumeWithContext", "1", { needs: /amqp/ }),
  fromAmqp("go", "QueueBind", "2", { needs: /amqp/ }),
  toNats("go", "Publish Request PublishRequest", "0", { needs: /nats\.go/, handler: 1 }),
  fromNats("go", "Subscribe QueueSubscribe ChanSubscribe", "0", { needs: /nats\.go/, handler: 1 }),

  toKafka("java kotlin", "send", "0", {
    needs: /spring.*kafka|kafka\.core/,
    on: /(?:^|\.)\w*[kK]afka\w*\.send$|(?:^|\.)\w*[tT]emplate\.send$/,
  }),
  toKafka("java kotlin", "ProducerRecord", "0", { needs: /kafka/ }),
  fromKafka("java kotlin", "KafkaListener", "topics 0", { by: "annotation", all: true }),
  fromKafka("java kotlin", "subscribe", "0", { needs: /apache\.kafka/, all: true }),
  toAmqp("java kotlin", "convertAndSend convertSendAndReceive", "0", { needs: /amqp/ }),
  toAmqp("java kotlin", "basicPublish", "0 1", { needs: /rabbitmq/ }),
  fromAmqp("java kotlin", "basicConsume", "0", { needs: /rabbitmq/ }),
  fromAmqp("java kotlin", "RabbitListener", "queues 0", { by: "annotation", all: true }),
  toAny("java kotlin", "convertAndSend", "0", { needs: /jms/ }),
  fromAny("java kotlin", "JmsListener", "destination", { by: "annotation" }),
  fromSqs("java kotlin", "SqsListener", "0 value queueNames", { by: "annotation", all: true }),
  toAny("java kotlin", "send", "0", { needs: /cloud\.stream\.function/, on: /[bB]ridge\.send$/ }),
  fromAny("java kotlin", "Incoming StreamListener", "0", { by: "annotation" }),
  toAny("java kotlin", "Outgoing", "0", { by: "annotation" }),

  toKafka("csharp", "ProduceAsync Produce", "0", { needs: /Confluent\.Kafka/ }),
  fromKafka("csharp", "Subscribe", "0", { needs: /Confluent\.Kafka/, all: true }),
  toAmqp("csharp", "BasicPublish BasicPublishAsync", "exchange routingKey 0 1", { needs: /RabbitMQ/ }),
  fromAmqp("csharp", "BasicConsume BasicConsumeAsync", "queue 0", { needs: /RabbitMQ/ }),
  fromAmqp("csharp", "QueueBind QueueBindAsync", "exchange 1", { needs: /RabbitMQ/ }),
  toAny("csharp", "PublishEventAsync", "1", { needs: /^Dapr/ }),
  fromAny("csharp", "Topic", "1", { by: "annotation", needs: /^Dapr/ }),
  toAny("csharp", "CreateSender", "0", { needs: /ServiceBus/ }),
  fromAny("csharp", "CreateProcessor CreateReceiver", "0", { needs: /ServiceBus/ }),

  fromRedis("ruby", "sidekiq_options", "queue", { otherwise: "default" }),
  toRedis("ruby", "perform_async perform_in perform_later", "queue", { otherwise: "default" }),
  fromRedis("ruby", "queue_as", "0"),

  toAmqp("php", "basic_publish", "1 2"),
  fromAmqp("php", "basic_consume", "0"),

  toKafka("rust", "to", "0", { needs: /^rdkafka/, on: /Record\.to$/ }),
  fromKafka("rust", "subscribe", "0", { needs: /^rdkafka/, all: true }),
  toAmqp("rust", "basic_publish", "0 1", { needs: /^lapin/ }),
  fromAmqp("rust", "basic_consume", "0", { needs: /^lapin/ }),
];

/** The product that a protocol alone leads to. */
export const brokerOf: Readonly<Record<string, string>> = { kafka: "Apache Kafka", amqp: "RabbitMQ", nats: "NATS", redis: "Redis" };
