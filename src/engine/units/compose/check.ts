import type { EvidenceId } from "../../model/index.ts";
import type { Loading } from "./loading.ts";
import type { Model } from "./model.ts";
import { profilesOf } from "./profiles.ts";
import type { MapNode, Service } from "./project.ts";
import { fieldOf, textOf } from "./short.ts";

/** References between services that Compose would refuse: to one that is not defined, or whose profile is not on. */
export function checkReferences(services: ReadonlyMap<string, Service>, model: Model, loading: Loading): void {
  for (const service of services.values()) {
    for (const { to, at, what } of referencesOf(service.value)) {
      if (services.has(to)) continue;
      const defined = model.services.get(to);
      if (defined === undefined) loading.say("error", `${service.name} ${what} ${to}, and there is no service ${to} in this project.`, at);
      else {
        const [profile = ""] = profilesOf(defined);
        loading.say("warning", `${service.name} ${what} ${to}, which runs only with the profile ${profile}.`, at);
      }
    }
  }
}

interface Reference {
  readonly to: string;
  readonly at: EvidenceId;
  readonly what: string;
}

function* referencesOf(service: MapNode): Iterable<Reference> {
  const dependencies = fieldOf(service, "depends_on");
  if (dependencies?.kind === "map") {
    for (const [to, { at, value }] of dependencies.entries) {
      if (textOf(fieldOf(value, "required"))?.toLowerCase() !== "false") yield { to, at, what: "depends on" };
    }
  } else yield* namesIn(service, "depends_on", "depends on");
  yield* namesIn(service, "links", "links to");
  const mode = fieldOf(service, "network_mode");
  const shared = /^service:(.+)$/.exec(textOf(mode) ?? "")?.[1];
  if (mode !== undefined && shared !== undefined && !shared.includes("$")) yield { to: shared, at: mode.at, what: "shares the network of" };
}

function* namesIn(service: MapNode, key: string, what: string): Iterable<Reference> {
  const list = fieldOf(service, key);
  for (const item of list?.kind === "seq" ? list.items : []) {
    const name = textOf(item)?.split(":")[0] ?? "";
    if (name !== "" && !(item.kind === "scalar" && item.templated)) yield { to: name, at: item.at, what };
  }
}
