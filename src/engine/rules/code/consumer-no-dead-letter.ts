import { go, java, javascript, python } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const consumerNoDeadLetter = siteRule({
  id: "consumer-no-dead-letter",
  title: "Messages that cannot be handled go somewhere",
  why: "A message that fails each time either comes back for ever and blocks those behind it, or is dropped and nobody knows: which of both depends on the client's defaults.",
  remedy:
    "Limit how often a message is tried, and lead what still fails to a dead-letter queue or topic (`x-dead-letter-exchange`, `DeadLetterPublishingRecoverer`, a topic of your own) that somebody watches.",
  silent:
    "Packages where any word of it stands (dead letters, a limit of retries or deliveries, an error handler), and frameworks that keep what fails by themselves: Celery, Sidekiq, BullMQ, MassTransit. Policies that the broker itself has are not seen.",
  area: "reliability",
  covers: ["x-consumer-no-dead-letter"],
  sources: ["https://www.rabbitmq.com/docs/dlx", "https://docs.spring.io/spring-kafka/reference/kafka/annotation-error-handling.html"],
  severity: "note",
  each: "package",
  says: "{package} takes messages and nothing says what becomes of those that fail: {places}.",
  wrong:
    ({ buries }) =>
    ({ does }) =>
      does === "consumes" && !buries,
  good: [
    {
      title: "A queue with a dead-letter exchange",
      files: javascript(
        'import amqp from "amqplib";\nexport async function listen(channel: amqp.Channel) {\n  await channel.assertQueue("orders", { deadLetterExchange: "failed" });\n  await channel.consume("orders", handle);\n}\n',
      ),
    },
    {
      title: "A limit of retries, and a topic for what is left",
      files: java(
        'package shop;\nimport org.springframework.kafka.annotation.KafkaListener;\nimport org.springframework.kafka.annotation.RetryableTopic;\nclass Orders {\n  @RetryableTopic(attempts = "3")\n  @KafkaListener(topics = "orders")\n  void handle(String order) {}\n}\n',
      ),
    },
    {
      title: "Go declares it with the queue",
      files: go(
        'package main\n\nimport amqp "github.com/rabbitmq/amqp091-go"\n\nfunc listen(ch *amqp.Channel) {\n\tch.QueueDeclare("orders", true, false, false, false, amqp.Table{"x-dead-letter-exchange": "failed"})\n\tch.Consume("orders", "", false, false, false, false, nil)\n}\n',
      ),
    },
    { title: "Celery keeps what fails", files: python("from celery import shared_task\n\n@shared_task\ndef handle(order):\n    pass\n") },
    {
      title: "What is consumed is no message",
      files: javascript(
        'import axios from "axios";\nexport const read = (parser: Parser) => parser.consume("token");\nexport const watch = (store: Store) => store.subscribe(() => {});\n',
      ),
    },
  ],
  bad: [
    {
      title: "amqplib",
      files: javascript(
        'import amqp from "amqplib";\nexport async function listen(channel: amqp.Channel) {\n  await channel.assertQueue("orders");\n  await channel.consume("orders", handle);\n}\n',
      ),
      says: ["orders takes messages and nothing says what becomes of those that fail: channel.consume in listen (orders.ts)."],
    },
    {
      title: "Spring",
      files: java(
        'package shop;\nimport org.springframework.amqp.rabbit.annotation.RabbitListener;\nclass Orders {\n  @RabbitListener(queues = "orders")\n  void handle(String order) {}\n}\n',
      ),
      says: ["shop takes messages and nothing says what becomes of those that fail: RabbitListener (Orders.java)."],
    },
    {
      title: "pika",
      files: python(
        'import pika\n\ndef listen(channel):\n    channel.queue_declare(queue="orders")\n    channel.basic_consume(queue="orders", on_message_callback=handle)\n',
      ),
      says: ["orders takes messages and nothing says what becomes of those that fail: channel.basic_consume in listen (views.py)."],
    },
    {
      title: "Go",
      files: go(
        'package main\n\nimport amqp "github.com/rabbitmq/amqp091-go"\n\nfunc listen(ch *amqp.Channel) {\n\tch.Consume("orders", "", false, false, false, false, nil)\n}\n',
      ),
      says: ["orders takes messages and nothing says what becomes of those that fail: ch.Consume in listen (main.go)."],
    },
  ],
});
