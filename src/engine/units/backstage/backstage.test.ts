import { expect, it } from "vitest";
import { openEngine } from "../../index.ts";

const open = (file: string, catalogue: string) => {
  const engine = openEngine({ workspaceName: "shop" });
  const compose = "services:\n  orders:\n    build: ./orders\n  stock:\n    build: ./warehouse\n  db:\n    image: postgres\n";
  engine.update([
    { path: "compose.yaml", text: compose },
    { path: file, text: catalogue },
  ]);
  return engine.architecture();
};
const entity = (name: string, spec: string, kind = "Component"): string =>
  `apiVersion: backstage.io/v1alpha1\nkind: ${kind}\nmetadata:\n  name: ${name}\nspec:\n  type: service\n${spec}`;
const owners = (file: string, catalogue: string): readonly string[] =>
  [...open(file, catalogue).components.values()].map(({ name, owner }) => `${name}: ${owner.map((it) => it.value).join()}`).sort();

it("plain: a component of the same name is owned, and depends on what is here", () => {
  const text = entity(
    "orders",
    "  owner: group:default/team-orders\n  dependsOn: [resource:db, 'component:default/stock', component:elsewhere]\n",
  );
  expect(owners("catalog-info.yaml", text)).toEqual(["db: ", "orders: team-orders", "stock: "]);
  expect([...open("catalog-info.yaml", text).uses.values()].map((it) => `${it.from} -> ${it.to} ${it.style}`)).toEqual([
    "component:shop/orders -> component:shop/db data",
    "component:shop/orders -> component:shop/stock call",
  ]);
});

it("indirect: a component of another name is owned where it is made from the folder", () => {
  expect(owners("warehouse/catalog-info.yaml", entity("inventory-service", "  owner: depot\n"))).toEqual([
    "db: ",
    "orders: ",
    "stock: depot",
  ]);
});

it.each([
  ["a component that is not here", entity("billing", "  owner: x\n  dependsOn: [resource:db]\n")],
  ["another kind", entity("orders", "  owner: x\n", "API")],
  ["no owner", entity("orders", "  lifecycle: production\n")],
  ["what is broken", "apiVersion: backstage.io/v1alpha1\nkind: Component\nmetadata: [name: orders\n"],
])("decoy: nothing comes of %s", (_, text) => {
  expect(owners("catalog-info.yaml", text)).toEqual(["db: ", "orders: ", "stock: "]);
  expect(open("catalog-info.yaml", text).uses.size).toBe(0);
});
