import { included, inlined, textOf } from "../evaluate/machine.ts";
import { charsOf, dictOf, isUnknown } from "../evaluate/value.ts";
import { type Functions, open } from "./call.ts";

/** What Helm adds to Go and sprig. */
export const helm: Functions = {
  include: open(([name = "", dot = null], machine) => (isUnknown(name) ? name : included(textOf(name, machine), dot, machine))),
  tpl: open(([text = "", dot = null], machine) => {
    if (isUnknown(text)) return text;
    return (charsOf(text) ?? textOf(text, machine)).includes("{{") ? inlined(textOf(text, machine), dot, machine) : text;
  }),
  // Nobody asks a cluster here, as in `helm template`.
  lookup: open(() => dictOf()),
};
