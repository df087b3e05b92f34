import type { Span, Step, StepValue } from "../../model/index.ts";
import { lastStep } from "./anchors.ts";
import { applied, type Change, type Refused, refused } from "./change.ts";
import { type Addition, insert, insertKey } from "./edit-insert.ts";
import { remove } from "./edit-remove.ts";
import { set } from "./edit-set.ts";
import { replaceText } from "./edit-text.ts";
import { findInFile, locate, type Site, siteOf } from "./locate.ts";
import { splitAnchor } from "./objects.ts";
import { parseYaml } from "./parse.ts";
import type { YamlFile, YamlMap, YamlNode, YamlSeq } from "./tree.ts";

/** A step and where its evidence stands; `span` is `undefined` for a key that is to be set and is not there yet. */
export interface PlacedStep {
  readonly step: Step;
  readonly anchor: string;
  readonly span: Span | undefined;
}

/**
 * The changes that do all steps on one YAML text, in order of place and apart from each other, or why they cannot be done. Only the
 * lines that have to change do. A change that would break the file, or reach beyond it through an anchor that others use, is refused.
 */
export function editYaml(text: string, steps: readonly PlacedStep[]): readonly Change[] | Refused {
  const file = parseYaml(text);
  const changes: Change[] = [];
  const additions = new Map<Site["node"], { site: Site; additions: Addition[] }>();
  const removals = new Map<Site["node"], { holder: Site & { readonly node: YamlMap | YamlSeq }; gone: Set<YamlNode> }>();
  for (const { step, anchor, span } of steps) {
    const site = span === undefined ? undefined : locate(file, anchor, span);
    if (site === undefined) {
      const added = step.do === "set" ? setMissing(text, file, anchor, step.value) : refused(`${anchor} is not there any more.`);
      if ("reason" in added) return added;
      changes.push(...added);
    } else if (step.do === "insert") {
      const known = additions.get(site.node) ?? { site, additions: [] };
      known.additions.push({ key: step.key, value: step.value });
      additions.set(site.node, known);
    } else if (step.do === "remove") {
      const { holder } = site;
      if (holder === undefined) return refused("This is the whole document.");
      const known = removals.get(holder.node) ?? { holder, gone: new Set() };
      known.gone.add(site.node);
      removals.set(holder.node, known);
    } else {
      const done = step.do === "set" ? set(text, site, step.value, step.quoted) : replaceText(text, site, step.from, step.value);
      if ("reason" in done) return done;
      changes.push(...done);
    }
  }
  for (const { site, additions: all } of additions.values()) {
    const done = insert(text, site, all);
    if ("reason" in done) return done;
    changes.push(...done);
  }
  for (const { holder, gone } of removals.values()) {
    const done = remove(text, holder, gone);
    if ("reason" in done) return done;
    changes.push(...done);
  }
  return sound(text, file, changes);
}

function setMissing(text: string, file: YamlFile, anchor: string, value: StepValue): readonly Change[] | Refused {
  const { object, path } = splitAnchor(anchor);
  const last = lastStep(path);
  const parent = object === undefined ? (last?.parent ?? "") : `${object} ${last?.parent ?? ""}`.trimEnd();
  for (const document of last === undefined ? [] : file.documents) {
    const found = findInFile(file, document, parent);
    const holder = found && siteOf(document, found.node);
    if (holder !== undefined && last !== undefined && holder.node.kind !== "seq") return insertKey(text, holder, last.name, value);
  }
  return refused(`${anchor} is not there any more, nor what held it.`);
}

/** In order and apart, and of a file that has no more faults than before. */
function sound(text: string, before: YamlFile, changes: readonly Change[]): readonly Change[] | Refused {
  const ordered = [...changes].sort((a, b) => a.start - b.start || a.end - b.end);
  for (const [index, change] of ordered.entries()) {
    const next = ordered[index + 1];
    if (next !== undefined && next.start < change.end) return refused("Two steps change the same text.");
  }
  const after = parseYaml(applied(text, ordered));
  if (after.documents.length !== before.documents.length || after.problems.length > before.problems.length)
    return refused(after.problems.at(-1)?.message ?? "The documents of this file would not be the same any more.");
  return ordered;
}
