/** Drawings as the engine hands them out, written as tables. */
import { compile, type Node, type Shape } from "../../../src/engine/diagrams/mermaid.ts";
import type { Place, PlacedDrawing, PlacedFinding, Report } from "../../../src/protocol.ts";

type Row = readonly [name: string, about: string, kind: string, where?: "outside" | "unknown"];
type Tie = readonly [from: string, to: string, label: string, dotted?: "dotted"];

const shapes: Readonly<Record<string, Shape>> = {
  person: "pill",
  frontend: "rounded",
  gateway: "hexagon",
  job: "framed",
  database: "cylinder",
  cache: "cylinder",
  storage: "cylinder",
  broker: "pipe",
};

export function drawingOf(title: string, rows: readonly Row[], ties: readonly Tie[], direction: "TB" | "LR" = "TB"): PlacedDrawing {
  const id = (name: string): `n${number}` => `n${rows.findIndex(([it]) => it === name) + 1}`;
  const node = ([name, about, kind, where]: Row): Node => ({
    id: id(name),
    lines: [name, ...about.split(", ")],
    shape: shapes[kind] ?? "box",
    classes: where === undefined ? [kind] : [kind, where],
  });
  const place = (name: string, index: number): Place => ({
    file: "deploy/compose.yaml",
    span: { start: 0, end: 1, line: 4 + index * 9, column: 2, endLine: 4 + index * 9, endColumn: 9 },
    says: `service ${name} is declared`,
    strength: "declared",
  });
  return {
    view: "containers",
    title: "Containers",
    system: "clinic",
    variant: "compose:clinic",
    omitted: undefined,
    mermaid: compile({
      direction,
      title,
      description: `${rows.length} components and ${ties.length} connections.`,
      items: [
        { id: "g1", title: "clinic", classes: ["system"], items: rows.filter(([, , , where]) => where === undefined).map(node) },
        ...rows.filter(([, , , where]) => where !== undefined).map(node),
      ],
      links: ties.map(([from, to, label, dotted], index) => ({
        id: `e${index + 1}`,
        from: id(from),
        to: id(to),
        label,
        dotted: dotted !== undefined,
      })),
    }),
    boxes: rows.map(([name, about], index) => ({
      id: id(name),
      ref: `component:clinic/${name}`,
      name,
      about,
      places: [place(name, index)],
    })),
    arrows: ties.map(([from, to, label, dotted], index) => ({
      id: `e${index + 1}`,
      from: id(from),
      to: id(to),
      label,
      dotted: dotted !== undefined,
      places: [
        {
          ...place(from, index),
          says: `environment ${to.toUpperCase().replace(/\W/g, "_")}_URL names ${to}`,
          strength: dotted === undefined ? "declared" : "inferred",
        },
      ],
    })),
  };
}

export const clinicRows: readonly Row[] = [
  ["web", "Front end · next.js 15, open :3000", "frontend"],
  ["gateway", "Gateway · nginx 1.27, open :443", "gateway"],
  ["appointments", "Service · node 22 × 2, :8080", "service"],
  ["billing", "Service · go 1.25, :8081", "service"],
  ["reminders", "Job · python 3.13", "job"],
  ["postgres", "Database · postgres 16, :5432", "database"],
  ["redis", "Cache · redis 7, :6379", "cache"],
  ["events", "Message broker · rabbitmq 4, :5672", "broker"],
  ["documents", "Storage · minio, :9000", "storage"],
  ["api.stripe.com", "Outside system", "external", "outside"],
  ["smtp-relay", "Not in this workspace", "external", "unknown"],
];
export const clinicTies: readonly Tie[] = [
  ["web", "gateway", "https"],
  ["gateway", "appointments", "http"],
  ["gateway", "billing", "http"],
  ["appointments", "postgres", "reads, writes · postgres"],
  ["appointments", "redis", "redis"],
  ["appointments", "events", "publishes · amqp"],
  ["billing", "postgres", "reads, writes · postgres"],
  ["billing", "api.stripe.com", "https"],
  ["billing", "documents", "writes · s3"],
  ["reminders", "events", "consumes · amqp"],
  ["reminders", "smtp-relay", "smtp"],
  ["reminders", "postgres", "reads · postgres", "dotted"],
];
export const clinic: PlacedDrawing = drawingOf("Containers of clinic", clinicRows, clinicTies);

const finding = (severity: PlacedFinding["severity"], about: string, title: string, message: string, remedy: string): PlacedFinding => ({
  id: `${title}#${about}`,
  rule: title,
  severity,
  because: undefined,
  message,
  says: { key: title, params: {} },
  about: [`component:clinic/${about}`],
  in: "all",
  at: [`deploy/compose.yaml#services.${about}`],
  fixes: [],
  title,
  remedy,
  why: "",
  places: [
    {
      file: "deploy/compose.yaml",
      span: { start: 0, end: 1, line: 41, column: 4, endLine: 41, endColumn: 20 },
      says: `services.${about}`,
      strength: "declared",
    },
  ],
});
export const review: Report = {
  heading: "Review of clinic",
  summary: "11 components, 12 connections in 1 Compose project. Traffic is not stated.",
  findings: [
    finding(
      "error",
      "billing",
      "Address without a host",
      "billing asks for pgbouncer:6432, and no service, alias or extra host is called pgbouncer.",
      "Name the service that is meant, or add it.",
    ),
    finding(
      "error",
      "postgres",
      "Secret in clear",
      "POSTGRES_PASSWORD of postgres stands in the file.",
      "Move it to a secret or an env_file outside of version control.",
    ),
    finding(
      "warning",
      "appointments",
      "Waiting without a healthcheck",
      "appointments waits for postgres to be healthy, and postgres has no healthcheck.",
      "Give postgres a healthcheck: pg_isready.",
    ),
    finding(
      "warning",
      "postgres",
      "Store without a volume",
      "Everything in postgres is gone with its container.",
      "Mount a named volume at /var/lib/postgresql/data.",
    ),
    finding(
      "note",
      "redis",
      "Image without a tag",
      "redis:latest is another image tomorrow.",
      "Pin the version that was tested: redis:7.4.",
    ),
  ],
};
