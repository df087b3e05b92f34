import type { FromPanel } from "../../protocol.ts";

/** A message of the page as it was agreed on; `undefined` = it is none. What an id or a number means is checked where it is used. */
export function messageOf(message: unknown): FromPanel | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const { type, id, to, system, variant, boxes, arrows, milliseconds, stage, message: said } = message as Readonly<Record<string, unknown>>;
  switch (type) {
    case "ready":
    case "ask-chat":
      return { type };
    case "open-box":
    case "open-arrow":
    case "open-finding":
      return typeof id === "string" ? { type, id } : undefined;
    case "go":
      return typeof to === "number" ? { type, to } : undefined;
    case "show-variant":
      return typeof system === "string" && typeof variant === "string" ? { type, system, variant } : undefined;
    case "rendered":
      return typeof boxes === "number" && typeof arrows === "number" && typeof milliseconds === "number"
        ? { type, boxes, arrows, milliseconds }
        : undefined;
    case "failed":
      return (stage === "parse" || stage === "layout") && typeof said === "string" ? { type, stage, message: said } : undefined;
    default:
      return undefined;
  }
}
