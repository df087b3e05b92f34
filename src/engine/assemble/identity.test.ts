import { describe, expect, it } from "vitest";
import { openStore } from "../graph/store.ts";
import {
  type Architecture,
  type Correction,
  type EvidenceId,
  type Kind,
  type Mark,
  nameOf,
  proved,
  type UnitComponent,
  type UnitFacts,
  type Variant,
} from "../model/index.ts";
import { openAssembly } from "./assemble.ts";

interface Part {
  readonly kind?: Kind;
  readonly technology?: string;
  readonly image?: string;
  readonly folder?: string;
  readonly dockerfile?: string;
  readonly dns?: string;
  readonly package?: string;
  readonly calls?: readonly string[];
}

/** A unit of some origin in a folder, with its parts by name. */
const unit = (
  origin: Variant["origin"] | "describes",
  folder: string,
  system: string,
  parts: Readonly<Record<string, Part>>,
): UnitFacts => {
  const file = `${folder}/${origin}.yaml`;
  const at = (key: string): EvidenceId => `${file}#${key}`;
  const component = ([name, it]: readonly [string, Part]): UnitComponent => ({
    key: name,
    name,
    standing: "inside",
    aliases: [],
    kind: it.kind === undefined ? [] : [proved(it.kind, "all", at(name))],
    technology: it.technology === undefined ? [] : [proved(it.technology, "all", at(name))],
    version: [],
    owner: [],
    replicas: [],
    ports: [],
    exists: [proved(true as const, "all", at(name))],
    marks: (["image", "folder", "dockerfile", "dns", "package"] as const).flatMap((kind): Mark[] => {
      const value = it[kind];
      return value === undefined ? [] : [{ kind, value, at: at(name) }];
    }),
  });
  return {
    unit: `unit:${origin}:${folder}`,
    system: { name: system, folder, reason: "The folder's name." },
    variants: origin === "describes" ? [] : [{ id: file, origin, files: [file], environment: undefined, title: file }],
    ...(origin === "describes" ? { describes: true as const } : {}),
    main: origin === "compose" ? file : undefined,
    components: Object.entries(parts).map(component),
    uses: Object.entries(parts).flatMap(([name, it]) =>
      (it.calls ?? []).map((host) => ({
        from: name,
        to: parts[host] ? { key: host } : { host },
        style: "call" as const,
        does: "calls" as const,
        exists: [proved(true as const, "all", at(`${name}->${host}`))] as const,
      })),
    ),
    resources: [],
    evidence: [],
    problems: [],
    places: new Map(),
  };
};

const corrected = (...corrections: readonly Correction[]): UnitFacts => ({
  ...unit("describes", "", "workspace", {}),
  unit: "unit:corrections",
  corrections,
});
const where: EvidenceId = ".architect/corrections.yaml#corrections[same]";

const assembled = (...units: readonly UnitFacts[]): Architecture => {
  const store = openStore();
  openAssembly(store).update(units.map((it) => [it.unit, it]));
  return store.architecture;
};

const inProduction = (unit: UnitFacts): UnitFacts => ({
  ...unit,
  main: unit.variants[0]?.id,
  variants: unit.variants.map((it) => ({ ...it, environment: "production" })),
});

const mains = ({ variants }: Architecture): readonly string[] => [...variants.values()].filter((it) => it.main).map((it) => it.id);

/** `system: component = other name; …` */
const told = ({ systems, components }: Architecture): readonly string[] =>
  [...systems.keys()].sort().map((system) => {
    const own = [...components.values()].filter((it) => it.system === system).sort((a, b) => (a.id < b.id ? -1 : 1));
    const names = own.map((it) => [it.name, ...it.aliases.map(({ value }) => value)].join(" = ") + (it.standing === "unknown" ? "?" : ""));
    return `${system}: ${names.join(", ")}`;
  });

const billing = { folder: "services/billing", dockerfile: "services/billing/Dockerfile" };
const compose = unit("compose", "", "clinic", {
  booking: { folder: "services/booking", calls: ["billing", "db"] },
  billing: { ...billing, calls: ["db"] },
  db: { kind: "database", technology: "PostgreSQL" },
});

describe("Compose beside Kubernetes", () => {
  it("is one system when they share names, the only store of a kind on either side is one store", () => {
    const cluster = unit("manifests", "deploy/k8s", "k8s", {
      billing: { image: "acme/billing", calls: ["postgres"] },
      booking: { image: "acme/booking" },
      postgres: { kind: "database", technology: "PostgreSQL" },
    });
    const all = assembled(compose, cluster);
    expect(told(all)).toEqual(["clinic: billing, booking, db = postgres"]);
    expect(all.components.get("component:clinic/db")?.merged).toEqual([
      { names: ["db", "postgres"], reason: "Each is the only PostgreSQL where it runs." },
    ]);
    expect([...all.uses.values()].filter(({ from }) => from.endsWith("/billing")).map(({ to }) => nameOf(to))).toEqual(["db", "db"]);
    expect(mains(all)).toEqual(["/compose.yaml"]);
  });

  it("means production where a side says that it is, and not what developers start", () => {
    const cluster = inProduction(unit("kustomize", "deploy/prod", "deploy", { booking: {}, billing: {} }));
    expect(mains(assembled(compose, cluster))).toEqual(["deploy/prod/kustomize.yaml"]);
  });

  it("means what developers start where production has a part only", () => {
    const parts = Object.fromEntries(["booking", "billing", "search", "mailer", "letters"].map((it) => [it, {}]));
    const part = inProduction(unit("kustomize", "deploy/prod", "deploy", { booking: {}, billing: {} }));
    expect(mains(assembled(unit("compose", "", "clinic", parts), part))).toEqual(["/compose.yaml"]);
  });

  it("has a dev container as one more way to start it, never as the main one", () => {
    const workbench = unit("compose", ".devcontainer", "devcontainer", {
      workspace: {},
      db: { kind: "database", technology: "PostgreSQL" },
    });
    const all = assembled({ ...unit("compose", "deploy", "clinic", { booking: {}, billing: {}, db: {} }) }, workbench);
    expect(told(all)).toEqual(["clinic: billing, booking, db, workspace"]);
    expect(mains(all)).toEqual(["deploy/compose.yaml"]);
    expect(mains(assembled(workbench))).toEqual([".devcontainer/compose.yaml"]);
  });

  it("is one system when both run the same image, whatever it is called", () => {
    const one = unit("compose", "compose", "shop", { api: { image: "acme/shop-api" } });
    const other = unit("helm", "charts/shop", "shop-chart", { "shop-backend": { image: "acme/shop-api" } });
    expect(told(assembled(one, other))).toEqual(["shop: api = shop-backend"]);
  });

  it("is two systems when they have nothing in common but a database's name", () => {
    const other = unit("manifests", "samples/blog", "blog", { wordpress: {}, db: { kind: "database", technology: "MySQL" } });
    expect(told(assembled(compose, other))).toEqual(["blog: db, wordpress", "clinic: billing, booking, db"]);
  });

  it("knows a name with the system's before it, and one that ends in -service", () => {
    const cluster = unit("manifests", "deploy", "clinic", { "clinic-billing": {}, "booking-service": {}, db: {} });
    expect(told(assembled(compose, cluster))[0]).toBe("clinic: billing = clinic-billing, booking = booking-service, db");
  });
});

describe("two Compose projects", () => {
  const web = { web: {}, db: { kind: "database" as const, technology: "PostgreSQL" } };
  it("stay apart though everything in them is called the same", () => {
    expect(told(assembled(unit("compose", "angular", "angular", web), unit("compose", "react", "react", web)))).toEqual([
      "angular: db, web",
      "react: db, web",
    ]);
  });
  it("are one when the second starts what the first builds", () => {
    const tests = unit("compose", "e2e", "e2e", { billing: { ...billing }, wiremock: {} });
    expect(told(assembled(compose, tests))).toEqual(["clinic: billing, booking, db, wiremock"]);
  });
});

describe("what describes", () => {
  it("is the component that is built from it", () => {
    const code = unit("describes", "services/billing", "workspace", {
      "clinic-invoices": { folder: "services/billing", calls: ["booking"] },
    });
    const all = assembled(compose, code);
    expect(told(all)).toEqual(["clinic: billing = clinic-invoices, booking, db"]);
    expect([...all.uses.values()].some(({ from, to }) => nameOf(from) === "billing" && nameOf(to) === "booking")).toBe(true);
  });
  it("answers to what its code calls itself", () => {
    const code = unit("describes", "invoices", "workspace", { invoices: { package: "billing" } });
    expect(told(assembled(compose, code))).toEqual(["clinic: billing = invoices, booking, db"]);
  });
  it("joins the first of several that are started from it, and makes no component of its own", () => {
    const twice = unit("compose", "", "app", { web: { folder: "" }, worker: { folder: "" } });
    const code = unit("describes", "", "workspace", { "my-app": { folder: "" } });
    expect(told(assembled(twice, code))).toEqual(["app: web = my-app, worker"]);
  });
  it("is a system of its own where nothing starts it", () => {
    const code = ["orders", "billing"].map((it) => unit("describes", it, "workspace", { [it]: { folder: it } }));
    expect(told(assembled(...code.map((it) => ({ ...it, system: { ...it.system, folder: "" } }))))).toEqual(["workspace: billing, orders"]);
  });
});

describe("corrections", () => {
  const cluster = unit("manifests", "deploy", "clinic", {
    billing: {},
    booking: {},
    ledger: { kind: "database", technology: "PostgreSQL" },
  });
  it("make two one, keep two apart, leave one out", () => {
    const same = corrected({ do: "same", names: ["booking", "billing"], at: where });
    expect(told(assembled(compose, same))).toEqual(["clinic: booking = billing, db"]);
    const different = corrected({ do: "different", names: ["db", "ledger"], at: where });
    expect(told(assembled(compose, cluster, different))).toEqual(["clinic: billing, booking, db, ledger"]);
    const ignore = corrected({ do: "ignore", name: "clinic/booking", at: where });
    expect(told(assembled(compose, ignore))).toEqual(["clinic: billing, db"]);
  });
  it("are about what is no more than a name in an address, too", () => {
    const calling = unit("compose", "", "clinic", { booking: { calls: ["pg-primary", "mock"] }, db: { kind: "database" } });
    expect(told(assembled(calling))).toEqual(["clinic: booking, db, mock?, pg-primary?"]);
    const said = corrected({ do: "same", names: ["db", "pg-primary"], at: where }, { do: "ignore", name: "mock", at: where });
    const all = assembled(calling, said);
    expect(told(all)).toEqual(["clinic: booking, db"]);
    expect([...all.uses.values()].map(({ to }) => nameOf(to))).toEqual(["db"]);
    expect(all.problems).toEqual([]);
  });
  it("take away a connection, and no other", () => {
    const said = corrected({ do: "unconnected", from: "booking", to: "billing", at: where });
    const uses = [...assembled(compose, said).uses.values()].map(({ from, to }) => `${nameOf(from)} > ${nameOf(to)}`);
    expect(uses).toEqual(["booking > db", "billing > db"]);
  });
  it("that a database is a service after all outrank what the image says", () => {
    const said = corrected({ do: "kind", name: "db", kind: "service", at: where });
    expect(assembled(compose, said).components.get("component:clinic/db")?.kind[0]?.value).toBe("service");
  });
  it("say what a thing is, whose it is, that it is somebody else's, and what connects to what", () => {
    const all = assembled(
      compose,
      corrected(
        { do: "kind", name: "billing", kind: "gateway", at: where },
        { do: "owner", name: "billing", owner: "team-money", at: where },
        { do: "external", name: "db", at: where },
        { do: "connects", from: "db", to: "booking", style: "message", at: where },
      ),
    );
    const billing = all.components.get("component:clinic/billing");
    expect([billing?.kind[0]?.value, billing?.owner[0]?.value, billing?.standing]).toEqual(["gateway", "team-money", "inside"]);
    expect(all.components.get("component:clinic/db")?.standing).toBe("outside");
    expect(
      [...all.uses.values()].filter(({ style }) => style === "message").map(({ from, to }) => `${nameOf(from)} > ${nameOf(to)}`),
    ).toEqual(["db > booking"]);
  });
  it("that name nothing are told", () => {
    const all = assembled(compose, corrected({ do: "ignore", name: "nobody", at: where }));
    expect(all.problems.map((it) => it.message)).toEqual(["Nothing is called nobody here any more: this correction does nothing with it."]);
  });
});

describe("two Compose projects that run one image", () => {
  const api = { api: { image: "acme/api" }, web: {} };
  it("are two systems side by side, and one where the first lies above the second", () => {
    expect(told(assembled(unit("compose", "a", "a", api), unit("compose", "b", "b", api)))).toEqual(["a: api, web", "b: api, web"]);
    expect(told(assembled(unit("compose", "", "shop", api), unit("compose", "deploy", "deploy", api)))).toEqual(["shop: api, web"]);
  });
});

it("manifests of the same things for another cluster are one more way to deploy the system", () => {
  const parts = { geo: {}, rate: {}, user: {}, search: {} };
  const [one, other] = ["kubernetes", "openshift"].map((it) => unit("manifests", it, it, parts));
  expect(told(assembled(unit("compose", "", "hotel", parts), one as UnitFacts, other as UnitFacts))).toEqual([
    "hotel: geo, rate, search, user",
  ]);
});
