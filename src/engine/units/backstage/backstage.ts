import { evidenceId, type Mark, proved, type UnitComponent, type UnitFacts, type UnitUse } from "../../model/index.ts";
import type { CatalogueComponent } from "../../readers/backstage.ts";
import { folderOf } from "../../syntax/paths.ts";
import { openLedger } from "../facts/placed-ledger.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";

interface BackstageUnit extends Unit {
  readonly kind: "backstage";
  readonly file: string;
}

/** Who owns what, and what teams say that it depends on: a catalogue starts nothing, and may be older than what runs. */
export const backstageUnits: UnitKind<BackstageUnit> = {
  id: "backstage",
  title: "Backstage catalogues",
  discover: (library) =>
    library
      .of("backstage")
      .filter((it) => it.outline !== "")
      .map(({ file }) => ({ id: `unit:backstage:${file}`, kind: "backstage", file, files: [file] })),
  render,
};

function render({ id, file }: BackstageUnit, library: Library): UnitFacts {
  const ledger = openLedger("backstage");
  const entities = (library.facts(file).find((it) => it.reader === "backstage")?.body ?? []) as readonly CatalogueComponent[];
  const components: UnitComponent[] = [];
  const uses: UnitUse[] = [];
  for (const { name, span, owner, dependsOn } of entities) {
    const anchor = `Component ${name}`.replaceAll("#", "_");
    const at = ledger.note(evidenceId(file, anchor), span, `the catalogue has a component ${name}`, "inferred");
    const owned = owner && ledger.note(evidenceId(file, `${anchor} owner`), owner.span, `${name} is owned by ${owner.name}`);
    // A file for one component lies with its code; one for several lies anywhere.
    const folder = entities.length === 1 ? folderOf(file) : "";
    const marks: readonly Mark[] = [
      { kind: "package", value: name, at },
      ...(folder === "" ? [] : [{ kind: "folder" as const, value: folder, at }]),
    ];
    components.push({
      key: name,
      name,
      standing: "inside",
      weak: true,
      faint: true,
      aliases: [],
      kind: [],
      technology: [],
      version: [],
      owner: owner === undefined || owned === undefined ? [] : [proved(owner.name, "all", owned)],
      replicas: [],
      ports: [],
      exists: [proved(true as const, "all", at)],
      marks,
    });
    for (const it of dependsOn) {
      const said = evidenceId(file, `${anchor} dependsOn ${it.name}`.replaceAll("#", "_"));
      ledger.note(said, it.span, `the catalogue says that ${name} depends on ${it.name}`, "inferred");
      const style = it.kind === "resource" ? "data" : "call";
      uses.push({
        from: name,
        to: { host: it.name },
        style,
        does: "calls",
        onlyIfKnown: true,
        exists: [proved(true as const, "all", said)],
      });
    }
  }
  return {
    unit: id,
    system: { name: library.workspaceName, folder: folderOf(file), reason: "The folder that is open." },
    variants: [],
    describes: true,
    main: undefined,
    components,
    uses,
    resources: [],
    evidence: ledger.rows(),
    problems: [],
    places: ledger.places(),
  };
}
