import type { FromPanel } from "../../protocol.ts";

/** A picture of forty boxes has a tenth of it. */
const largestFile = 40_000_000;

/** A message of the page as it was agreed on; `undefined` = it is none. What an id or a number means is checked where it is used. */
export function messageOf(message: unknown): FromPanel | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const {
    type,
    id,
    to,
    row,
    system,
    variant,
    what,
    content,
    boxes,
    arrows,
    milliseconds,
    stage,
    message: said,
  } = message as Readonly<Record<string, unknown>>;
  switch (type) {
    case "ready":
    case "ask-chat":
    case "copy-report":
      return { type };
    case "open-box":
    case "open-arrow":
    case "open-finding":
    case "actions":
    case "focus":
      return typeof id === "string" ? { type, id } : undefined;
    case "open-row":
      return typeof id === "string" && isCount(row) ? { type, id, row } : undefined;
    case "hops":
      return isCount(to) && to <= mostHops ? { type, to } : undefined;
    case "export":
      return exportOf(what, content);
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

/** Whoever asks for more gets the whole. */
const mostHops = 9;

const isCount = (it: unknown): it is number => typeof it === "number" && Number.isSafeInteger(it) && it >= 0;

/** What is written to a file is a picture of the kind it is called, and nothing else. */
function exportOf(what: unknown, content: unknown): FromPanel | undefined {
  if (what === "mermaid" || what === "report") return { type: "export", what };
  if (typeof content !== "string" || content.length > largestFile) return undefined;
  if (what === "svg" && /^<svg[\s>]/.test(content) && !/<script|<foreignObject|\son\w+=/i.test(content))
    return { type: "export", what, content };
  if (what === "png" && /^iVBORw0KGgo[\w+/]*={0,2}$/.test(content)) return { type: "export", what, content };
  return undefined;
}
