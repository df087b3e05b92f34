import { expect, it } from "vitest";
import { openEngine } from "../../index.ts";

const uses = (component: string): readonly string[] => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update([
    {
      path: "compose.yaml",
      text: "services:\n  redis:\n    image: redis\n  kafka:\n    image: apache/kafka\n  orders:\n    build: ./orders\n  stock:\n    build: ./stock\n",
    },
    { path: "dapr/components/a.yaml", text: component },
  ]);
  const { uses: all, evidence } = engine.architecture();
  return [...all.values()].map(({ from, to, style, exists: [{ ground }] }) => {
    const strength = ground.by === "evidence" ? evidence.get(ground.proof[0])?.strength : "";
    return `${from.slice(from.indexOf("/") + 1)} -> ${to.slice(to.indexOf("/") + 1)} ${style} ${strength}`;
  });
};
const component = (type: string, settings: string, scopes: string): string =>
  `apiVersion: dapr.io/v1alpha1\nkind: Component\nmetadata:\n  name: it\nspec:\n  type: ${type}\n  version: v1\n  metadata:\n${settings}\n${scopes}`;

it("plain: an application of the scopes reaches what the component names", () => {
  const text = component("state.redis", "  - name: redisHost\n    value: redis:6379", "scopes:\n- orders\n");
  expect(uses(text)).toEqual(["orders -> redis data declared"]);
});

it("indirect: through a list of brokers, by several applications, of several documents", () => {
  const text = `${component("state.in-memory", "  - name: x\n    value: y", "")}\n---\n${component("pubsub.kafka", '  - name: brokers\n    value: "kafka:9092,other:9092"', "scopes: [orders, stock]\n")}`;
  expect(uses(text)).toEqual(["orders -> kafka message declared", "stock -> kafka message declared"]);
});

it.each([
  ["a machine's own port", component("state.redis", "  - name: redisHost\n    value: localhost:6379", "scopes: [orders]\n")],
  ["an application that is not here", component("state.redis", "  - name: redisHost\n    value: redis:6379", "scopes: [billing]\n")],
  ["no scopes: nobody says who uses it", component("state.redis", "  - name: redisHost\n    value: redis:6379", "")],
  [
    "another kind of resource",
    component("state.redis", "  - name: redisHost\n    value: redis:6379", "scopes: [orders]\n").replace("Component", "Configuration"),
  ],
  ["a comment", component("state.redis", "  # - name: redisHost\n  #   value: redis:6379", "scopes: [orders]\n")],
])("decoy: %s", (_, text) => {
  expect(uses(text)).toEqual([]);
});
