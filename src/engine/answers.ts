import { type Brief, type BriefOptions, brief } from "./brief/brief.ts";
import { type Claim, check } from "./claims/check.ts";
import type { Arrow, Box, Drawing, DrawOptions } from "./diagrams/diagram.ts";
import type { Engine, ReviewOptions } from "./engine.ts";
import type { Connection, Graph } from "./graph/graph.ts";
import {
  anchorOf,
  type Component,
  type ComponentRef,
  type EvidenceId,
  type Finding,
  fileOf,
  type Ground,
  holdsIn,
  type In,
  type Kind,
  nameOf,
  type Problem,
  type Ref,
  type Requirements,
  type RuleSetting,
  type Said,
  type Span,
  type Strength,
  type Style,
  type System,
  type Use,
  type Values,
  type Variant,
  type VariantId,
} from "./model/index.ts";
import { rules } from "./rules/index.ts";
import type { Area } from "./rules/rule.ts";
import { choicesOf, shownIn, type VariantChoice, whereItHolds } from "./variants.ts";

/** A place in a file, ready to be opened. Positions count from 0, paths are workspace-relative. */
export interface Place {
  readonly file: string;
  /** `undefined` = the file as a whole. */
  readonly span: Span | undefined;
  /** "environment DB_URL names db:5432". */
  readonly says: string;
  readonly strength: Strength;
}

/** A finding with everything a host needs to show it. */
export interface PlacedFinding extends Finding {
  readonly title: string;
  readonly remedy: string;
  readonly why: string;
  /** What it is about: an answer puts lost data before a slow start. */
  readonly area?: Area | undefined;
  /** "only in compose.yaml with profile debug": nothing, where it holds in every variant. */
  readonly where?: string;
  /** It holds in no variant that is looked at. */
  readonly elsewhere?: true;
  /** First the place it is shown at, then the others. */
  readonly places: readonly [Place, ...Place[]];
}

export interface PlacedBox extends Omit<Box, "proof" | "rows"> {
  readonly places: readonly Place[];
  /** Of a table: the rows that are drawn, in their order. */
  readonly rows?: readonly PlacedRow[];
}
export interface PlacedRow {
  readonly name: string;
  readonly places: readonly Place[];
}
export interface PlacedArrow extends Omit<Arrow, "proof"> {
  readonly places: readonly Place[];
}

/** A drawing whose parts lead to their files. */
export interface PlacedDrawing extends Omit<Drawing, "boxes" | "arrows" | "chart" | "seen"> {
  readonly boxes: readonly PlacedBox[];
  readonly arrows: readonly PlacedArrow[];
  /** Of each system that is drawn: its variants, and the one that is drawn. */
  readonly choices?: readonly VariantChoice[];
}

/** What was read, in numbers and names; of each system what the variant has that is looked at. */
export interface Overview {
  readonly workspace: string;
  readonly systems: readonly SystemLine[];
  /** Files that say something about the architecture. */
  readonly filesRead: number;
  readonly problems: readonly Problem[];
  /** Assumptions in force, as sentences: "Traffic is not stated." */
  readonly assumptions: readonly string[];
  /** What the team states: traffic, data, team, promises, budget. */
  readonly requirements: Requirements;
}
export interface SystemLine extends System {
  readonly variants: readonly Variant[];
  /** The variant that is looked at; what follows is as it is there. `undefined` = it has none. */
  readonly shown?: VariantId | undefined;
  readonly components: readonly ComponentLine[];
  readonly connections: number;
}
export interface ComponentLine {
  readonly ref: Ref;
  readonly name: string;
  /** Other names it answers to: container name, host name, network aliases. */
  readonly aliases: readonly string[];
  /** What several files call it, and why they are taken for one. */
  readonly merged?: Component["merged"];
  readonly kind: Kind;
  readonly technology: string | undefined;
  readonly version: string | undefined;
  readonly standing: "inside" | "outside" | "unknown";
  readonly ports: readonly number[];
  /** Ports that the machine which runs it opens; `host` undefined = on every interface. */
  readonly published: readonly { readonly port: string; readonly host: string | undefined; readonly target: number }[];
  readonly replicas: number | undefined;
  readonly place: Place | undefined;
  readonly uses: readonly UseLine[];
}
export interface UseLine {
  readonly to: Ref;
  readonly name: string;
  readonly style: Style;
  readonly label: string;
  /** Inferred only: nothing that is deployed or executed says it. */
  readonly dotted: boolean;
  readonly place: Place | undefined;
}

export interface ReviewAnswer {
  readonly findings: readonly PlacedFinding[];
  readonly problems: readonly Problem[];
  readonly overview: Overview;
}

export interface Reviewed {
  readonly findings: readonly PlacedFinding[];
  /** Those in the workspace's baseline. */
  readonly known: readonly PlacedFinding[];
  readonly problems: readonly Problem[];
  readonly assumptions: readonly string[];
}

/** What every host asks of an engine, with each proof led to its place in the files as they are now. */
export interface Answers {
  /** @param shown the variants that somebody looks at, at most one a system; else the main ones */
  overview(shown?: readonly VariantId[]): Overview;
  review(options?: ReviewOptions): ReviewAnswer;
  /** `undefined`: there is no such view, or nothing to draw. */
  draw(view: string, options?: DrawOptions): PlacedDrawing | undefined;
  findings(options?: ReviewOptions): readonly PlacedFinding[];
  /** Findings with all problems: of reading, and of the review itself (an ignore comment without a reason). One call of the rules. */
  reviewed(options?: ReviewOptions): Reviewed;
  /** What a language model would be told, within a budget. */
  brief(options: BriefOptions): Brief;
  /** What a text names, held against the architecture. */
  check(text: string): readonly Claim[];
}

/**
 * @param workspace the name people know the workspace by
 * @param settings what the editor says of the rules, for hosts that have one
 */
export function answersOf(engine: Engine, workspace: string, settings: () => readonly RuleSetting[] = () => []): Answers {
  const placed = (id: EvidenceId): Place => {
    const evidence = engine.architecture().evidence.get(id);
    return {
      file: evidence?.file ?? fileOf(id),
      span: engine.place(id),
      says: evidence?.says ?? anchorOf(id),
      strength: evidence?.strength ?? "declared",
    };
  };
  const reviewed = (asked?: ReviewOptions): Reviewed => {
    // Whoever asks for a variant looks at it.
    const options = {
      ...asked,
      ...(asked?.variant !== undefined && { shown: [asked.variant, ...(asked.shown ?? [])] }),
      settings: asked?.settings ?? settings(),
    };
    const { findings, known, problems, assumptions } = engine.review(options);
    return {
      findings: findings.map((it) => placedFinding(it, placed, engine.graph(), options.shown)),
      known: known.map((it) => placedFinding(it, placed, engine.graph(), options.shown)),
      problems: inPaths([...engine.problems(), ...problems], options.paths),
      assumptions,
    };
  };
  const findings = (options?: ReviewOptions): readonly PlacedFinding[] => reviewed(options).findings;
  const overview = (shown?: readonly VariantId[]) => overviewOf(engine, workspace, placed, shown);
  return {
    overview,
    findings,
    reviewed,
    brief: (options) => brief(engine.graph(), findings(), engine.problems(), options),
    check: (text) => check(engine.graph(), text),
    review: (options) => {
      const { findings: found, problems } = reviewed(options);
      // What holds where somebody looks comes first; the order is else the review's own.
      const sorted = [...found].sort((a, b) => Number(a.elsewhere ?? false) - Number(b.elsewhere ?? false));
      return { findings: sorted, problems, overview: overview(options?.shown) };
    },
    draw: (view, options) => {
      const drawing = engine.draw(view, options);
      if (drawing === undefined) return undefined;
      const { boxes, arrows, chart: _, seen = [], ...rest } = drawing;
      return {
        ...rest,
        boxes: boxes.map(({ proof, rows, ...box }) => ({
          ...box,
          places: proof.map(placed),
          ...(rows && { rows: rows.map((it) => ({ name: it.name, places: it.proof.map(placed) })) }),
        })),
        arrows: arrows.map(({ proof, ...arrow }) => ({ ...arrow, places: proof.map(placed) })),
        choices: choicesOf(engine.graph(), seen),
      };
    },
  };
}

const rulesById = new Map(rules.map((it) => [it.id, it]));
/** A finding whose places may have moved is another finding: the reviewer makes it again when one of their files changes. */
const placesKnown = new WeakMap<Finding, PlacedFinding["places"]>();

function placedFinding(
  finding: Finding,
  placed: (id: EvidenceId) => Place,
  graph: Graph,
  shown: readonly VariantId[] | undefined,
): PlacedFinding {
  const rule = rulesById.get(finding.rule);
  let places = placesKnown.get(finding);
  if (places === undefined) {
    const [first, ...others] = finding.at;
    places = [placed(first), ...others.map(placed)];
    placesKnown.set(finding, places);
  }
  return {
    ...finding,
    title: rule?.title ?? finding.rule,
    remedy: rule?.remedy ?? "",
    area: rule?.area,
    why: rule?.why ?? "",
    ...whereItHolds(finding, graph, shown),
    places,
  };
}

/** Those in one of the files or folders; `undefined` = everywhere. */
export function inPaths<T extends { readonly file: string }>(items: readonly T[], paths: readonly string[] | undefined): readonly T[] {
  if (paths === undefined) return items;
  return items.filter(({ file }) => paths.some((path) => path === "" || file === path || file.startsWith(`${path}/`)));
}

function overviewOf(
  engine: Engine,
  workspace: string,
  placed: (id: EvidenceId) => Place,
  shown: readonly VariantId[] | undefined,
): Overview {
  const { evidence, variants } = engine.architecture();
  const files = new Set<string>();
  for (const { file } of evidence.values()) files.add(file);
  for (const variant of variants.values()) for (const file of variant.files) files.add(file);
  return {
    workspace,
    systems: engine
      .graph()
      .systems()
      .map((system) => systemLine(engine, system, placed, shown)),
    filesRead: files.size,
    problems: engine.problems(),
    assumptions: engine.assumptions(),
    requirements: engine.graph().requirements(),
  };
}

function systemLine(
  engine: Engine,
  system: System,
  placed: (id: EvidenceId) => Place,
  shown: readonly VariantId[] | undefined,
): SystemLine {
  const graph = engine.graph();
  const variants = graph.variants(system.id);
  const looked = shownIn(graph, system.id, shown);
  const holds = (said: { readonly in: In }) => looked === undefined || holdsIn(said.in, looked);
  const exists = ({ exists }: { readonly exists: readonly Said<true>[] }) => exists.some(holds);
  // One thing that several variants have is proved by a file in each of them.
  const proves = (id: EvidenceId) => holds(engine.architecture().evidence.get(id) ?? { in: "all" });
  const first = (ground: Ground | undefined) =>
    ground?.by === "evidence" ? placed(ground.proof.find(proves) ?? ground.proof[0]) : undefined;

  const connections = graph.connections(system.id).filter(({ uses }) => uses.some(exists));
  const useLine = ({ to, style, uses }: Connection): UseLine => {
    const said = uses.filter(exists).flatMap((it) => it.exists.filter(holds));
    return {
      to,
      name: graph.component(to)?.name ?? nameOf(to),
      style,
      label: labelOf(uses.filter(exists)),
      dotted: !said.some(({ ground }) => isSolid(engine, ground)),
      place: first((said.find(({ ground }) => isSolid(engine, ground)) ?? said[0])?.ground),
    };
  };
  const componentLine = (component: Component): ComponentLine => ({
    ref: component.id,
    name: component.name,
    kind: graph.kind(component, looked),
    ...(component.merged.length > 0 && { merged: component.merged }),
    aliases: [...new Set(component.aliases.filter(holds).map(({ value }) => value))].filter((it) => it !== component.name),
    technology: valueIn(component.technology, looked),
    version: valueIn(component.version, looked),
    replicas: valueIn(component.replicas, looked),
    published: component.ports
      .filter(holds)
      .flatMap(({ value: { number, published } }) =>
        published === undefined ? [] : [{ port: published.port, host: published.host, target: number }],
      ),
    standing: component.standing,
    ports: [...new Set(component.ports.filter(holds).map(({ value }) => value.number))],
    place: first((component.exists.find(holds) ?? component.exists[0]).ground),
    uses: connections.filter(({ from }) => from === (component.id as ComponentRef)).map(useLine),
  });
  return {
    ...system,
    variants,
    shown: looked,
    components: graph.components(system.id).filter(exists).map(componentLine),
    connections: connections.length,
  };
}

/** The value in one variant; without one that holds there, the first that anybody says. */
function valueIn<T>(values: Values<T>, variant: VariantId | undefined): T | undefined {
  return (values.find((it) => variant === undefined || holdsIn(it.in, variant)) ?? values[0])?.value;
}

/** "postgres :5432", "http :8080, :9090": protocols and ports as the uses name them. */
function labelOf(uses: readonly Use[]): string {
  const words = uses.map(({ protocol, port, does }) => [
    protocol ?? (port === undefined ? does : undefined),
    port === undefined ? undefined : `:${port}`,
  ]);
  return [...new Set(words.map((it) => it.filter((word) => word !== undefined).join(" ")))].join(", ");
}

function isSolid(engine: Engine, ground: Ground): boolean {
  if (ground.by === "proposal") return false;
  const { evidence } = engine.architecture();
  return ground.proof.some((id) => (evidence.get(id)?.strength ?? "inferred") !== "inferred");
}
