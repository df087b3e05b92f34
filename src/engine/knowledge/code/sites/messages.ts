import { form, type SiteForm } from "./site-form.ts";

/** Where messages are taken from brokers that drop or repeat those that fail. Celery, Sidekiq, BullMQ and MassTransit keep them by themselves. */
export const messageForms: readonly SiteForm[] = [
  form("consumes:kafka", "javascript", "subscribe", { needs: /kafka/, on: /\.subscribe$/ }),
  form("consumes:kafka", "python", "KafkaConsumer AIOKafkaConsumer subscribe", { needs: /kafka/, where: { 0: /./ } }),
  form("consumes:kafka", "java kotlin", "KafkaListener", { by: "annotation" }),
  form("consumes:kafka", "go", "ReaderConfig", { needs: /kafka/, by: "literal", where: { Topic: /./ } }),
  form("consumes:amqp", "javascript", "consume", { needs: /^(?:amqplib|amqp-connection-manager)/, on: /\.consume$/ }),
  form("consumes:amqp", "python", "basic_consume", { needs: /^pika/ }),
  form("consumes:amqp", "go", "Consume ConsumeWithContext", { needs: /amqp/, on: /[cC]h(?:annel)?\w*\.\w+$/ }),
  form("consumes:amqp", "java kotlin", "RabbitListener", { by: "annotation" }),
  form("consumes:amqp", "csharp", "BasicConsume BasicConsumeAsync", { needs: /^RabbitMQ/ }),
  form("consumes:amqp", "php", "basic_consume", { needs: /PhpAmqpLib/ }),
  form("consumes:amqp", "rust", "basic_consume", { needs: /^lapin/ }),
  form("consumes:amqp", "ruby", "subscribe", { on: /(?:queue|q)\.subscribe$/, needs: /^bunny/ }),
];

/** How one knows that somebody thought of messages that fail: in which words, wherever in the package. */
export const buries =
  /dead[-_. ]?letter|\bDLQ\b|\bDLX\b|\bDLT\b|[-_.]dl[qtx]\b|RetryableTopic|max[-_]?(?:retr|redeliver|attempt|deliver)|x-death|delivery-limit|SeekToCurrentErrorHandler|DefaultErrorHandler|RetryInterceptor|defaultRequeueRejected|default-requeue-rejected|retry[-_]?(?:count|limit|queue|topic)/i;
