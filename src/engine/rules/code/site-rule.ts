import type { Graph } from "../../graph/graph.ts";
import type { CodePackage, EvidenceId, NonEmpty, Severity, Site } from "../../model/index.ts";
import { type Area, type BadExample, type Example, type Rule, rule, type Says } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";

/** A rule about places in code: which of them are wrong, and what it says of them. */
interface SiteRule {
  readonly id: string;
  readonly title: string;
  readonly why: string;
  readonly remedy: string;
  readonly silent: string;
  readonly area: Area;
  readonly covers: readonly string[];
  readonly sources: readonly string[];
  readonly default?: false;
  readonly severity: Severity;
  /** What is mended in one place for a whole package is one finding; what is mended where it stands, one for a file. */
  readonly each: "package" | "file";
  /** `{package}` and `{places}` are filled in. */
  readonly says: string;
  /** Whether a place is wrong, seen with all of its package. */
  readonly wrong: (code: CodePackage, graph: Graph) => (site: Site) => boolean;
  readonly good: NonEmpty<Example>;
  readonly bad: NonEmpty<BadExample>;
}

/** A rule that is asked for every package of code, and folds what it finds. */
export const siteRule = ({ severity, says, wrong, each, ...it }: SiteRule): Rule =>
  rule({
    ...it,
    silent: `${it.silent} Scripts, examples, tools, migrations and tests are left out. ${
      each === "package"
        ? "One finding for a package, its places listed: a comment at one of them speaks for all."
        : "One finding for a file, its places listed."
    }`,
    default: it.default ?? true,
    scope: "resource:code-package",
    messages: { says },
    severity: (requirements) => unlessPrototype(severity, requirements),
    check: (code, graph) => {
      const isWrong = wrong(code, graph);
      return folded(
        code,
        code.sites.filter((site) => !isAside(site.file) && isWrong(site)),
        each,
      );
    },
  });

/** Findings about places of a package: one for it, or one for each of its files. */
function* folded(code: CodePackage, sites: readonly Site[], each: "package" | "file"): Generator<Says<"says">> {
  const groups = new Map<string, Site[]>();
  for (const it of sites) {
    const key = each === "package" ? it.home : it.file;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [it]);
    else group.push(it);
  }
  for (const [cause, group] of groups) yield { message: "says", ...aboutSites(code, group, cause) };
}

/** What every finding about places of a package has in common. */
export function aboutSites(code: CodePackage, sites: readonly Site[], cause: string): Omit<Says, "message"> {
  return {
    params: { package: code.homes[sites[0]?.home ?? ""] ?? code.name, places: placesOf(sites) },
    cause,
    about: code.component === undefined ? [] : [code.component],
    in: "all",
    at: sites.slice(0, 40).map((it) => it.at) as unknown as NonEmpty<EvidenceId>,
  };
}

/** `axios.get (src/a.ts), fetch (src/b.ts) and 4 more`. */
export function placesOf(sites: readonly Site[]): string {
  const named = [
    ...new Set(
      sites.map(({ what, within, file }) => `${what}${within === "" ? "" : ` in ${within}`} (${file.slice(file.lastIndexOf("/") + 1)})`),
    ),
  ];
  const shown = named.slice(0, 3);
  const rest = sites.length - shown.length;
  if (rest > 0 && named.length <= 3) return `${inWords(shown)}, ${sites.length} times`;
  return rest > 0 ? `${shown.join(", ")} and ${rest} more` : inWords(shown);
}

const inWords = (names: readonly string[]): string =>
  names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;

/** Code beside what runs for users. */
export const isAside = (file: string): boolean =>
  /(?:^|\/)(?:\.[\w-]+|docker|install(?:er)?|upgrades?|old_migrations|scripts?|tools?|tooling|bin|cli|examples?|samples?|demos?|docs?|hack|contrib|devtools|dev|develop|migrations?|seeds?|seeders?|fixtures?|mocks?|bench(?:marks?)?|playground|management\/commands|console|e2e|tests?|testing|testdata|test[-_]\w+|\w+[-_]tests?|stories|create-[\w-]+)\//i.test(
    file,
  ) ||
  /(?:^|[/._-])(?:seed\w*|mocks?|migrate|generate[-\w]*|build|gulpfile|webpack\w*|random_data|fixtures?|cli|example|testutils?|test_\w+|\w+_test)\.\w+$/i.test(
    file,
  );

export const familyOf = ({ form }: Site): string => form.slice(form.indexOf(":") + 1);

/** An address of this machine. */
export const isLocal = (address: string): boolean => /^\w+:\/\/(?:localhost|127\.|0\.0\.0\.0|\[::1\]|host\.docker\.internal)/.test(address);

/** A host of this machine, of the own network, or nobody's. */
export const isNear = (address: string): boolean =>
  isLocal(address) ||
  /^\w+:\/\/[\w-]*(?:[:/]|$)/.test(address) ||
  /^\w+:\/\/(?:[\w.-]*\.)?(?:example|test|local|localhost|internal|invalid|svc|lan|home|corp)(?:\.(?:com|org|net|cluster\.local))?(?:[:/]|$)/.test(
    address,
  );
