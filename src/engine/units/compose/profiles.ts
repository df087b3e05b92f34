import type { Draft } from "./model.ts";
import { fieldOf, textOf } from "./short.ts";

export function profilesOf(service: Draft): readonly string[] {
  const profiles = fieldOf(service.value, "profiles");
  return profiles?.kind === "seq" ? profiles.items.flatMap((it) => textOf(it) ?? []) : [];
}

/** Every profile that some service has, in the order of the services. */
export const profileNames = (services: ReadonlyMap<string, Draft>): readonly string[] => [
  ...new Set([...services.values()].flatMap(profilesOf)),
];

/** Services that start with these profiles on: those without any, and those that have one of them. */
export const running = (services: ReadonlyMap<string, Draft>, active: readonly string[]): readonly Draft[] =>
  [...services.values()].filter((it) => {
    const profiles = profilesOf(it);
    return profiles.length === 0 || active.includes("*") || profiles.some((name) => active.includes(name));
  });
