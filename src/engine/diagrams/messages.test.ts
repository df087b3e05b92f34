import { describe, expect, it } from "vitest";
import { openEngine } from "../index.ts";

const files = {
  "compose.yaml": `services:
  api: { build: ./api }
  orders: { build: ./orders }
  mail: { build: ./mail }
  db: { image: postgres }
  kafka: { image: apache/kafka }
`,
  "api/Dockerfile": "FROM x\n",
  "orders/Dockerfile": "FROM x\n",
  "mail/Dockerfile": "FROM x\n",
  "api/a.ts":
    "import axios from 'axios'\nconst app = require('express')()\napp.post('/tickets', (q) => axios.post(`http://orders/orders/${q.id}/pay`))\napp.get('/health', f)",
  "orders/a.ts":
    "import { Kafka } from 'kafkajs'\nimport { Pool } from 'pg'\nnew Kafka({ brokers: ['kafka:9092'] })\nnew Pool({ host: 'db' })\nrouter.post('/orders/:id/pay', () => producer.send({ topic: 'paid', messages }))",
  "mail/main.py": "from kafka import KafkaConsumer\nc = KafkaConsumer('paid', bootstrap_servers='kafka:9092')\n",
};
const open = () => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return engine;
};

describe("the messages view", () => {
  it("shows topics in their broker, with who publishes and who consumes", () => {
    const drawing = open().draw("messages");
    const names = new Map(drawing?.boxes.map((it) => [it.id, it.name]));
    expect(drawing?.arrows.map((it) => `${names.get(it.from)} ${it.label} ${names.get(it.to)}`).sort()).toEqual([
      "orders publishes paid",
      "paid consumes mail",
    ]);
    expect(drawing?.mermaid).toContain('subgraph g1["kafka"]');
  });

  it("shows of a component only its own topics", () => {
    expect(open().draw("messages", { focus: ["component:shop/api"] })?.boxes).toEqual([]);
  });
});

describe("the call path of a request", () => {
  it("goes through handlers, stores and topics of all who take part", () => {
    const drawing = open().draw("sequence", { endpoint: "POST /tickets" });
    const names = new Map(drawing?.boxes.map((it) => [it.id, it.name]));
    expect(drawing?.arrows.map((it) => `${names.get(it.from)} > ${names.get(it.to)}: ${it.label}`)).toEqual([
      "Caller > api: POST /tickets",
      "api > orders: POST /orders/{id}/pay",
      "orders > db: reads and writes",
      "orders > kafka: publishes paid",
      "kafka > mail: paid",
    ]);
    expect(drawing?.mermaid).toMatch(/^sequenceDiagram\n/);
  });

  it("is the longest where none is asked for", () => {
    expect(open().draw("sequence")?.title).toBe("What happens on POST /tickets");
  });

  it("is empty for a request that nobody serves", () => {
    const drawing = open().draw("sequence", { endpoint: "DELETE /tickets" });
    expect(drawing?.boxes).toEqual([]);
    expect(drawing?.omitted).toBe("Nothing that I can read serves DELETE /tickets.");
  });
});
