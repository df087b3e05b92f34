import type { UnitFacts, VariantId } from "../../../model/index.ts";
import { type LinkedVariant, usesOf } from "../../facts/connections.ts";
import { openLedger } from "../../facts/ledger.ts";
import type { ComposeUnit } from "../discover.ts";
import type { Project } from "../project.ts";
import { componentsOf } from "./components.ts";
import { namesOf } from "./networks.ts";
import { resourcesOf } from "./resources.ts";
import { type ReadVariant, readVariant } from "./variant.ts";

/** What a Compose unit says: its variants side by side, every value with the variants it holds in. */
export function factsOf(unit: Pick<ComposeUnit, "id" | "folder" | "plans">, projects: readonly Project[]): UnitFacts {
  const ledger = openLedger("compose");
  const names = projects.map(namesOf);
  const anywhere = (host: string): boolean => names.some((it) => it.knows(host));
  const variants = projects.map((project, index) => readVariant(project, names[index] as (typeof names)[number], anywhere));
  const [first] = projects;
  const components = componentsOf(variants, ledger);
  const uses = usesOf(variants.map(linkedOf), ledger);
  const resources = resourcesOf(unit.id, variants, ledger);
  return {
    unit: unit.id,
    system: { name: first?.name ?? "default", folder: first?.folder ?? unit.folder, reason: first?.nameReason ?? "the folder's name" },
    variants: projects.map(({ id, files, environment, title }) => ({ id, origin: "compose", files, environment, title })),
    main: mainOf(unit, projects),
    components,
    uses,
    resources,
    evidence: ledger.rows(),
    problems: projects.flatMap((it) => it.problems),
    places: first?.places ?? new Map(),
  };
}

const linkedOf = ({ project, members, links }: ReadVariant): LinkedVariant => ({
  id: project.id,
  links,
  end: (name) => {
    const nature = members.get(name)?.nature;
    return nature && { name, kind: nature.kind, technology: nature.technology };
  },
});

/** What plain `docker compose up` starts, which comes first; files that are only ever named with `-f` start nothing by themselves. */
const mainOf = ({ plans }: Pick<ComposeUnit, "plans">, projects: readonly Project[]): VariantId | undefined =>
  plans[0]?.main === true ? projects[0]?.id : undefined;
