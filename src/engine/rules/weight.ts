import type { Requirements, Severity } from "../model/index.ts";

const lighter: Readonly<Record<Severity, Severity>> = { error: "warning", warning: "note", note: "note" };

/** One step less while a team says that this is a prototype. */
export const unlessPrototype = (severity: Severity, { stage }: Requirements): Severity =>
  stage === "prototype" ? lighter[severity] : severity;
