import * as vscode from "vscode";

/** Which variant of each system is looked at, in every view and answer of this workspace. What nobody chose is the main one. */
export interface Variants {
  /** At most one a system. One that is no more counts for nothing: the server knows which there are. */
  ids(): readonly string[];
  choose(system: string, variant: string): void;
  readonly onChanged: vscode.Event<void>;
}

/** Where the choice is kept. */
const kept = "architect.variants";

export function openVariants({ workspaceState, subscriptions }: vscode.ExtensionContext): Variants {
  const changed = new vscode.EventEmitter<void>();
  subscriptions.push(changed);
  let chosen = choicesIn(workspaceState.get(kept));
  return {
    ids: () => [...chosen.values()],
    choose(system, variant) {
      if (chosen.get(system) === variant) return;
      chosen = new Map([...chosen, [system, variant]]);
      void workspaceState.update(kept, Object.fromEntries(chosen));
      changed.fire();
    },
    onChanged: changed.event,
  };
}

/** What was kept is looked at again. */
function choicesIn(given: unknown): ReadonlyMap<string, string> {
  const entries = typeof given === "object" && given !== null ? Object.entries(given) : [];
  return new Map(entries.filter((it): it is [string, string] => typeof it[1] === "string"));
}
