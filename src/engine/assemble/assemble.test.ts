import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openStore } from "../graph/store.ts";
import { type Architecture, type EvidenceId, proved, type UnitComponent, type UnitFacts, type UnitId } from "../model/index.ts";
import { openAssembly } from "./assemble.ts";

const at = (unit: string, key: string): EvidenceId => `${unit}/compose.yaml#services.${key}`;

const component = (unit: string, name: string, image = "node"): UnitComponent => ({
  key: name,
  name,
  standing: "inside",
  aliases: [],
  kind: [proved("service", [`${unit}/compose.yaml`], at(unit, name))],
  technology: [proved(image, [`${unit}/compose.yaml`], at(unit, name))],
  version: [],
  owner: [],
  replicas: [],
  ports: [],
  exists: [proved(true as const, [`${unit}/compose.yaml`], at(unit, name))],
});

/** A unit in a folder: which services it has, and which host each calls. */
interface Sketch {
  readonly folder: string;
  readonly system: string;
  readonly services: Readonly<Record<string, { readonly image?: string; readonly calls?: readonly string[] }>>;
}

const facts = ({ folder, system, services }: Sketch): UnitFacts => ({
  unit: `unit:${folder}`,
  system: { name: system, folder, reason: "The folder's name." },
  variants: [
    { id: `${folder}/compose.yaml`, origin: "compose", files: [`${folder}/compose.yaml`], environment: undefined, title: "compose.yaml" },
  ],
  main: `${folder}/compose.yaml`,
  components: Object.entries(services).map(([name, it]) => component(folder, name, it.image)),
  uses: Object.entries(services).flatMap(([name, it]) =>
    (it.calls ?? []).map((host) => ({
      from: name,
      to: services[host] ? { key: host } : { host },
      style: "call" as const,
      does: "calls" as const,
      exists: [proved(true as const, [`${folder}/compose.yaml`] as const, at(folder, `${name}.environment[${host}]`))] as const,
    })),
  ),
  resources: [],
  evidence: Object.keys(services).map((name) => ({
    id: at(folder, name),
    file: `${folder}/compose.yaml`,
    reader: "compose",
    strength: "declared" as const,
    in: [`${folder}/compose.yaml`] as const,
    says: `service ${name}`,
  })),
  problems: [],
  places: new Map(),
});

const open = (): { update: (...units: (Sketch | { gone: string })[]) => ReadonlySet<string>; architecture: Architecture } => {
  const store = openStore();
  const assembly = openAssembly(store);
  return {
    architecture: store.architecture,
    update(...units) {
      assembly.update(units.map((it) => ("gone" in it ? [`unit:${it.gone}` as UnitId, undefined] : [`unit:${it.folder}`, facts(it)])));
      return store.changed();
    },
  };
};

const rowsOf = (architecture: Architecture): unknown =>
  Object.fromEntries(
    Object.entries(architecture).map(([table, rows]) => [
      table,
      rows instanceof Map ? [...rows].sort(([a], [b]) => (a < b ? -1 : 1)) : rows,
    ]),
  );

describe("assembly", () => {
  it("keeps projects apart, and tells two of one name apart by the folder above", () => {
    const { update, architecture } = open();
    update({ folder: "shop", system: "app", services: { api: {} } }, { folder: "tools/shop", system: "app", services: { api: {} } });
    expect([...architecture.systems.keys()].sort()).toEqual(["app", "shop.app"]);
    expect([...architecture.components.keys()].sort()).toEqual(["component:app/api", "component:shop.app/api"]);
    expect([...architecture.variants.values()].every((it) => it.main)).toBe(true);
  });

  it("resolves a host that another unit of the system defines, and keeps one that nobody knows as unknown", () => {
    const { update, architecture } = open();
    update({ folder: "shop", system: "shop", services: { api: { calls: ["ledger"] } } });
    expect(architecture.components.get("component:shop/ledger")?.standing).toBe("unknown");
    expect([...architecture.uses.values()].map((it) => it.to)).toEqual(["component:shop/ledger"]);
  });

  it("changes what changed and nothing else", () => {
    const { update } = open();
    const shop: Sketch = { folder: "shop", system: "shop", services: { api: { calls: ["db"] }, db: { image: "postgres" }, web: {} } };
    update(shop);
    expect([...update(shop)]).toEqual([]);
    const changed = update({ ...shop, services: { ...shop.services, db: { image: "mysql" } } });
    expect([...changed].filter((it) => it.startsWith("component:"))).toEqual(["component:shop/db"]);
    expect([...changed].filter((it) => it.startsWith("use:"))).toEqual([]);
  });

  it("forgets a unit that is gone", () => {
    const { update, architecture } = open();
    update({ folder: "shop", system: "shop", services: { api: { calls: ["nobody"] } } });
    update({ gone: "shop" });
    expect(rowsOf(architecture)).toEqual(rowsOf(open().architecture));
  });

  it("comes to the same architecture by any number of steps", () => {
    const names = ["api", "web", "db"] as const;
    const sketch = fc.record({
      folder: fc.constantFrom("shop", "tools", "tools/shop"),
      system: fc.constantFrom("app", "shop"),
      services: fc.dictionary(
        fc.constantFrom(...names),
        fc.record({ image: fc.constantFrom("node", "postgres"), calls: fc.array(fc.constantFrom(...names, "far"), { maxLength: 2 }) }),
      ),
    });
    const step = fc.oneof(
      { weight: 4, arbitrary: sketch },
      { weight: 1, arbitrary: fc.record({ gone: fc.constantFrom("shop", "tools", "tools/shop") }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const live = open();
        const last = new Map<string, Sketch>();
        for (const it of steps) {
          live.update(it);
          if ("gone" in it) last.delete(it.gone);
          else last.set(it.folder, it);
        }
        const fresh = open();
        fresh.update(...last.values());
        expect(rowsOf(live.architecture)).toEqual(rowsOf(fresh.architecture));
      }),
      { numRuns: 300 },
    );
  });
});
