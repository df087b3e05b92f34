/** The architect of a conversation over real files: what an answer rests on is what the engine found. */
import type { Architect } from "../../src/chat/turn.ts";
import { answersOf, diagrams, propose } from "../../src/engine/index.ts";
import type { FileSource } from "../../src/workspace/source.ts";
import { openWorkspace } from "../../src/workspace/workspace.ts";

export async function recovered(source: FileSource): Promise<Architect> {
  const workspace = openWorkspace(source);
  await workspace.load();
  const answers = answersOf(workspace.engine, source.name);
  return {
    overview: async () => answers.overview(),
    review: async (options) => answers.review(options),
    views: async () => diagrams.map(({ id, title, description }) => ({ id, title, description })),
    draw: async (view, options) => answers.draw(view, options),
    propose: async (files, name) => propose(files, name),
    brief: async (options) => answers.brief(options),
    check: async (text) => answers.check(text),
  };
}
