import { redact } from "../../gate/gate.ts";
import type { Architect, Cancellation } from "../turn.ts";
import { drawView } from "./draw-view.ts";
import { getModel } from "./get-model.ts";
import { listFindings } from "./list-findings.ts";
import { queryGraph } from "./query-graph.ts";
import { readEvidence } from "./read-evidence.ts";
import { inputOf, type Tool } from "./tool.ts";

/** What a model may look up, in chat and through the editor's own tools. */
export const tools: readonly Tool[] = [getModel, queryGraph, listFindings, readEvidence, drawView];

/** The answer of a tool, past the gate. A tool that does not exist, or fails, says so in a sentence. */
export async function answerOf(name: string, input: unknown, architect: Architect, cancel: Cancellation): Promise<string> {
  const tool = tools.find((it) => it.name === name);
  if (tool === undefined) return `There is no such tool. There are: ${tools.map((it) => it.name).join(", ")}`;
  try {
    return redact(await tool.answer(architect, inputOf(input), cancel)).text;
  } catch (error) {
    return redact(`It could not be looked up: ${error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error)}`).text;
  }
}
