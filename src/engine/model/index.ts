/** The nouns. Plain readonly data; imports nothing from outside this folder. */
export * from "./architecture.ts";
export * from "./component.ts";
export * from "./control.ts";
export * from "./corrections.ts";
export * from "./equal.ts";
export * from "./evidence.ts";
export * from "./finding.ts";
export * from "./glob.ts";
export * from "./ids.ts";
export * from "./patch.ts";
export * from "./requirements.ts";
export * from "./resource.ts";
export * from "./schema.ts";
export * from "./team-rule.ts";
export * from "./tree.ts";
export * from "./unit.ts";
export * from "./use.ts";
