/** A correction as the one line that says it in `.architect/corrections.yaml`. Knows no editor. */
import type { Correction } from "../../engine/index.ts";

/** What somebody says, before it has a place in a file. */
export type Said = DistributiveOmit<Correction, "at">;
type DistributiveOmit<T, K extends keyof T> = T extends unknown ? Omit<T, K> : never;

/** `same: [db, postgres] # db of compose.yaml, postgres of k8s/db.yaml`: without the dash, and the comment in one line whatever is in it. */
export function lineOf(said: Said, comment: string): string {
  const words = comment
    .replace(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim();
  return `${said.do}: ${written(said)}${words === "" ? "" : ` # ${words}`}`;
}

function written(said: Said): string {
  switch (said.do) {
    case "same":
    case "different":
      return `[${said.names.map(scalar).join(", ")}]`;
    case "ignore":
    case "external":
      return scalar(said.name);
    case "kind":
      return `{ of: ${scalar(said.name)}, is: ${said.kind} }`;
    case "owner":
      return `{ of: ${scalar(said.name)}, is: ${scalar(said.owner)} }`;
    case "connects":
      return `{ from: ${scalar(said.from)}, to: ${scalar(said.to)}, style: ${said.style} }`;
    case "unconnected":
      return `{ from: ${scalar(said.from)}, to: ${scalar(said.to)} }`;
  }
}

/** Words that YAML, of some version, takes for something else than a text. */
const notText = /^(?:true|false|yes|no|on|off|y|n|null|nan|inf)$/i;

/** Plain where nobody can take it for anything else; else in quotes, in which JSON's escapes are YAML's. */
const scalar = (text: string): string =>
  /^[A-Za-z][\w./-]*$/.test(text) && !notText.test(text)
    ? text
    : JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
const escaped = (it: string): string => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`;
