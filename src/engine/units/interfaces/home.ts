import type { Home } from "../../model/index.ts";
import { folderOf } from "../../syntax/paths.ts";

/** Folders and names that say that a description is of somebody else's interface. */
const ofOthers = /(?:^|[/._-])(?:clients?|external|third[-_]?party|vendors?|upstream|consumers?|partners?)(?:[/._-]|$)/i;

/** Who serves what a file describes: whoever is called like it, or is made from its folder. */
export const homeFor = (key: string, file: string, titles: readonly string[]): Home => ({
  key,
  folder: folderOf(file),
  names: titles.flatMap(namesFor),
  ...(ofOthers.test(file) && { byName: true as const }),
});

/** `OrderService` may run as `order-service`, `orderservice`, `order`, `orders` …, the most alike first. */
export function namesFor(title: string): readonly string[] {
  const words = title
    .replace(/([a-z\d])([A-Z])/g, "$1 $2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((it) => it !== "");
  if (words.length === 0 || words.length > 6) return [];
  const bare = words.filter(
    (it, at) => !(at > 0 && /^(?:services?|svc|api|apis|server|grpc|rest|http|openapi|swagger|microservice|v\d+\w*)$/.test(it)),
  );
  const names = new Set([words.join("-"), words.join(""), bare.join("-"), bare.join("")]);
  for (const stem of [bare.join("-"), bare.join("")]) {
    const one = stem.endsWith("s") ? stem.slice(0, -1) : stem;
    for (const number of [stem, one, `${one}s`])
      for (const it of [number, `${number}-service`, `${number}service`, `${number}-api`, `${number}-svc`, `${number}-server`])
        names.add(it);
  }
  return [...names];
}
