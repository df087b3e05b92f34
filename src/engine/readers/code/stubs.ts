import { speaksGrpc, stubForms } from "../../knowledge/code/grpc.ts";
import type { Tokens } from "../../syntax/source/tokens.ts";
import type { Stub } from "./facts.ts";

const most = 200;

/** gRPC services that a file serves or asks, by the names of what is generated for them. */
export function stubsIn(tokens: Tokens, language: string): readonly Stub[] {
  const { text } = tokens;
  if (!speaksGrpc.test(text)) return [];
  const found = new Map<string, Stub>();
  for (const { languages, does, form } of stubForms) {
    if (!languages.split(" ").includes(language)) continue;
    for (const match of text.matchAll(form)) {
      const { name, other } = match.groups ?? {};
      if (name === undefined || name === "" || (other !== undefined && other !== name) || found.size >= most) continue;
      const start = match.index;
      // What stands in a comment or a text is no token.
      if (!found.has(`${does}:${name}`) && beginsToken(tokens, start))
        found.set(`${does}:${name}`, { name, does, anchor: `${does}:${name}`, start, end: start + Math.max(1, match[0].length) });
    }
  }
  return [...found.values()];
}

function beginsToken({ start, count }: Tokens, offset: number): boolean {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((start[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low < count && start[low] === offset;
}
