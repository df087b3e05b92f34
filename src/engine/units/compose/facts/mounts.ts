import { type ComposeMount, type EvidenceId, itemsAt, type Node, textAt } from "../../../model/index.ts";
import { colonParts } from "../short.ts";
import { isScalar, isTrue, wordsAt } from "./fields.ts";

/** What a service mounts: `volumes` in both syntaxes, `tmpfs`. */
export const mountsOf = (service: Node): readonly ComposeMount[] => [
  ...itemsAt(service, "volumes").flatMap((item) => (isScalar(item) ? shortMount(item.text, item.at) : longMount(item))),
  ...wordsAt(service, "tmpfs").map(
    ({ text, at }): ComposeMount => ({ at, type: "tmpfs", target: text.split(":")[0] ?? text, readOnly: false }),
  ),
];

const types = new Set<string>(["volume", "bind", "tmpfs", "image", "cluster", "npipe"] satisfies ComposeMount["type"][]);

function longMount(item: Node): ComposeMount[] {
  const target = textAt(item, "target");
  if (target === undefined) return [];
  const said = textAt(item, "type") ?? "volume";
  const source = textAt(item, "source") ?? textAt(item, "src");
  return [
    {
      at: item.at,
      type: types.has(said) ? (said as ComposeMount["type"]) : "volume",
      ...(source !== undefined && { source }),
      target,
      readOnly: isTrue(textAt(item, "read_only")),
    },
  ];
}

/** `[source:]target[:mode]`; a drive letter keeps its colon, and so does `${…}`. */
export function shortMount(text: string, at: EvidenceId): ComposeMount[] {
  const parts = [...colonParts(text)];
  if (parts.length === 1) return [{ at, type: "volume", target: parts[0] ?? "", readOnly: false }];
  const [source = "", target = "", mode = ""] = parts;
  return [{ at, type: typeOf(source), source, target, readOnly: mode.split(",").includes("ro") }];
}

function typeOf(source: string): ComposeMount["type"] {
  if (/^(?:\/\/|\\\\)[.?][\\/]pipe/i.test(source)) return "npipe";
  // A variable without a value stands for a path: names of volumes are declared, and so known when they are written.
  return /^(?:[./~$]|\\\\|[a-z]:[\\/])/i.test(source) || /[\\/]/.test(source) ? "bind" : "volume";
}
