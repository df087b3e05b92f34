import type { ComponentRef, NonEmpty, Party, Topic, UnitTopic } from "../model/index.ts";
import { foldExists } from "./fold.ts";

/** Who puts into a topic and takes out, as the components that the names of the unit come to. */
export const partiesOf = (
  parties: UnitTopic["parties"],
  whose: (party: NonNullable<UnitTopic["parties"]>[number]) => readonly ComponentRef[],
): readonly Party[] =>
  folded((parties ?? []).flatMap((it) => whose(it).map((component) => ({ component, does: it.does, exists: it.exists }))));

/** One topic, as several say it: with everybody that any of them knows. */
export function foldTopics(rows: NonEmpty<Topic>): Topic {
  const parties = folded(rows.flatMap((it) => it.parties ?? []));
  return { ...foldExists(rows), ...(parties.length > 0 && { parties }) };
}

function folded(parties: readonly Party[]): readonly Party[] {
  const known = new Map<string, NonEmpty<Party>>();
  for (const it of parties) {
    const key = `${it.component} ${it.does}`;
    const before = known.get(key);
    known.set(key, before === undefined ? [it] : [...before, it]);
  }
  return [...known.values()].map((it) => foldExists(it));
}
