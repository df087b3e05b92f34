import { describe, expect, it } from "vitest";
import { openEngine, openLookout, openNames } from "../engine/index.ts";
import { definitionsAt, referencesAt } from "./jumps.ts";

const files: Readonly<Record<string, string>> = {
  "compose.yaml": "services:\n  api: { build: ./api }\n  orders: { build: ./orders }\n  kafka: { image: apache/kafka }\n",
  "api/Dockerfile": "FROM x\n",
  "orders/Dockerfile": "FROM x\n",
  "api/a.ts": "import axios from 'axios'\naxios.get(`http://orders/t/${id}`)\n",
  "api/b.ts": "import { Kafka } from 'kafkajs'\nproducer.send({ topic: 'paid', messages })\n",
  "orders/a.py": "from flask import Flask\napp = Flask(__name__)\n@app.route('/t/<int:id>')\ndef one(id):\n    pass\n",
  "orders/b.py": "from kafka import KafkaConsumer\nc = KafkaConsumer('paid')\n",
};
const engine = openEngine({ workspaceName: "shop" });
engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
const looking = {
  engine,
  lookout: openLookout(engine, () => 1),
  names: openNames(engine),
  uriOf: (file: string) => file,
};
const at = (file: string, text: string): number => files[file]?.indexOf(text) ?? 0;

describe("across languages", () => {
  it("an address leads to the handler of its route", () => {
    const [first] = definitionsAt("api/a.ts", at("api/a.ts", "http"), looking);
    expect([first?.targetUri, first?.targetRange.start.line]).toEqual(["orders/a.py", 2]);
  });

  it("a route leads to all who ask for it", () => {
    const found = referencesAt("orders/a.py", at("orders/a.py", "route("), false, looking);
    expect(found.map(({ uri, range }) => `${uri}:${range.start.line}`)).toEqual(["api/a.ts:1"]);
  });

  it("a topic leads to whoever takes part in it", () => {
    const found = referencesAt("api/b.ts", at("api/b.ts", "send"), false, looking);
    expect(found.map(({ uri }) => uri).sort()).toEqual(["api/b.ts", "orders/b.py"]);
  });
});
