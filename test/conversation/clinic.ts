/** A small system as the engine tells it: appointments of a clinic, with faults. A literal, so that its tests are about the conversation. */
import type { Claim, ComponentLine, Overview, Place, PlacedDrawing, PlacedFinding, ViewLine } from "../../src/protocol.ts";

export const place = (file: string, line: number, says: string): Place => ({
  file,
  span: { start: 0, end: 0, line: line - 1, column: 2, endLine: line - 1, endColumn: 20 },
  says,
  strength: "declared",
});

const component = (name: string, line: number, rest: Partial<ComponentLine>): ComponentLine => ({
  ref: `component:clinic/${name}`,
  name,
  aliases: [],
  kind: "service",
  technology: undefined,
  version: undefined,
  standing: "inside",
  ports: [],
  published: [],
  replicas: 1,
  place: place("compose.yaml", line, `service ${name}`),
  uses: [],
  ...rest,
});
const use = (to: string, label: string, line: number, says: string, dotted = false): ComponentLine["uses"][number] => ({
  to: `component:clinic/${to}`,
  name: to,
  style: "call",
  label,
  dotted,
  place: place("compose.yaml", line, says),
});

export const clinic: Overview = {
  workspace: "clinic",
  filesRead: 3,
  problems: [
    {
      message: "The file `deploy/.env` that compose.yaml names does not exist.",
      file: "compose.yaml",
      severity: "warning",
      reader: "compose",
    },
  ],
  assumptions: ["Traffic is not stated: nothing is judged by load.", "The size of the team is not stated."],
  requirements: {},
  systems: [
    {
      id: "clinic",
      folder: "",
      reason: "name: in compose.yaml",
      connections: 6,
      variants: [
        {
          id: "compose.yaml",
          system: "clinic",
          origin: "compose",
          files: ["compose.yaml"],
          environment: undefined,
          main: true,
          title: "compose.yaml",
        },
        {
          id: "compose.yaml?debug",
          system: "clinic",
          origin: "compose",
          files: ["compose.yaml"],
          environment: "development",
          main: false,
          title: "compose.yaml with profile debug",
        },
      ],
      components: [
        component("gateway", 3, {
          kind: "gateway",
          technology: "nginx",
          version: "1.27",
          ports: [80],
          published: [{ port: "8080", host: undefined, target: 80 }],
          uses: [use("booking", "http :3000", 8, "environment UPSTREAM names booking:3000")],
        }),
        component("booking", 12, {
          technology: "node",
          ports: [3000],
          uses: [
            use("db", "postgres :5432", 16, "environment DATABASE_URL names db:5432"),
            use("billing-api", "http :9000", 17, "environment BILLING_URL names billing:9000"),
            use("cache", "redis :6379", 18, "environment REDIS_URL names cache:6379"),
          ],
        }),
        component("billing-api", 24, {
          aliases: ["billing"],
          technology: "python",
          ports: [8000],
          uses: [use("db", "postgres :5432", 28, "environment DB_HOST names db"), use("cache", "", 30, "depends_on cache", true)],
        }),
        component("db", 34, {
          kind: "database",
          technology: "postgres",
          version: "16",
          ports: [5432],
          published: [{ port: "5432", host: undefined, target: 5432 }],
        }),
        component("cache", 42, { kind: "cache", technology: "redis", ports: [6379] }),
      ],
    },
  ],
};

interface Plain {
  readonly rule: string;
  readonly severity: PlacedFinding["severity"];
  readonly message: string;
  readonly about: readonly string[];
  readonly lines: readonly [number, ...number[]];
  readonly why: string;
  readonly remedy: string;
  readonly fixes?: PlacedFinding["fixes"];
  readonly in?: PlacedFinding["in"];
}
const finding = (it: Plain, index: number): PlacedFinding => {
  const [first, ...others] = it.lines.map((line) => place("compose.yaml", line, `line ${line}`));
  return {
    id: `${it.rule}-${index}`,
    rule: it.rule,
    severity: it.severity,
    because: undefined,
    message: it.message,
    says: { key: "it", params: {} },
    about: it.about.map((name) => `component:clinic/${name}` as const),
    in: it.in ?? "all",
    at: [`compose.yaml#${index}`],
    fixes: it.fixes ?? [],
    title: it.rule,
    why: it.why,
    remedy: it.remedy,
    places: [first ?? place("compose.yaml", 1, ""), ...others],
  };
};

const fix = {
  title: "Write it",
  certain: true,
  steps: [{ do: "set", at: "compose.yaml#it", hash: "1", value: "redis:7.4" }],
} as const satisfies PlacedFinding["fixes"][number];

export const findings: readonly PlacedFinding[] = (
  [
    {
      rule: "image-tag",
      severity: "note",
      message: "`cache` runs `redis` without a tag",
      about: ["cache"],
      lines: [43],
      why: "A pull tomorrow may bring another version.",
      remedy: "Write the version you tested",
      fixes: [fix],
    },
    {
      rule: "port-not-listened",
      severity: "error",
      message: "`booking` calls `billing:9000`, but `billing-api` listens on 8000",
      about: ["booking", "billing-api"],
      lines: [17, 26],
      why: "Every call is refused.",
      remedy: "Call port 8000",
    },
    {
      rule: "store-published",
      severity: "error",
      message: "`db` is published on every interface",
      about: ["db"],
      lines: [36],
      why: "Whoever reaches the machine reaches the data, past the host's firewall.",
      remedy: "Publish it on 127.0.0.1, or not at all",
    },
    {
      rule: "store-volume",
      severity: "warning",
      message: "`db` keeps its data in the container",
      about: ["db"],
      lines: [34],
      why: "The data goes with the container.",
      remedy: "Mount a named volume at /var/lib/postgresql/data",
    },
    {
      rule: "image-tag",
      severity: "note",
      message: "`tools` runs `adminer` without a tag",
      about: ["tools"],
      lines: [50],
      why: "A pull tomorrow may bring another version.",
      remedy: "Write the version you tested",
      in: ["compose.yaml?debug"],
    },
  ] satisfies readonly Plain[]
).map(finding);

export const drawing: PlacedDrawing = {
  view: "containers",
  title: "Containers of clinic",
  mermaid: 'flowchart LR\n  n1["gateway"]\n  n2["booking"]\n  n1 --> n2',
  system: "clinic",
  variant: "compose.yaml",
  omitted: undefined,
  boxes: [
    {
      id: "n1",
      ref: "component:clinic/gateway",
      name: "gateway",
      about: "gateway, nginx 1.27",
      places: [place("compose.yaml", 3, "service gateway")],
    },
    {
      id: "n2",
      ref: "component:clinic/booking",
      name: "booking",
      about: "service, node",
      places: [place("compose.yaml", 12, "service booking")],
    },
  ],
  arrows: [{ id: "e1", from: "n1", to: "n2", label: "http :3000", dotted: true, places: [place("compose.yaml", 8, "depends_on booking")] }],
};

export const views: readonly ViewLine[] = [
  { id: "containers", title: "Containers", description: "What runs" },
  { id: "context", title: "Context", description: "What lies outside" },
];

/** As the engine would: two products and one address are known. */
export const claimsIn = (text: string): readonly Claim[] =>
  [...text.matchAll(/\b(?:Postgres|Redis|Kafka)\b|`billing:9000`/g)].map((match): Claim => {
    const [word] = match;
    const at = { start: match.index, end: match.index + word.length, text: word.replaceAll("`", ""), refs: [] };
    if (word === "Kafka") return { ...at, kind: "technology", verdict: "not-found" };
    if (word.startsWith("`")) return { ...at, kind: "address", verdict: "contradicted", instead: "8000" };
    return { ...at, kind: "technology", verdict: "found" };
  });
