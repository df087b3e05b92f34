import { brokerOf } from "../../knowledge/code/topics.ts";
import { proved, type UnitEndpoint, type UnitTopic } from "../../model/index.ts";
import { type Found, isOwn, key, reachedFrom } from "./found.ts";
import { routesOf } from "./routes.ts";
import { topicsOf } from "./topics.ts";
import type { World } from "./world.ts";

/** Routes that the code serves. */
export function endpointsOf(world: World, found: Found): readonly UnitEndpoint[] {
  const endpoints = new Map<string, UnitEndpoint>();
  for (const { name, file, told } of routesOf(world)) {
    const at = found.note({ file, anchor: told.anchor, place: told }, `${told.what} serves ${name}`, isOwn(file, [], found));
    const exists = proved(true as const, "all", at);
    const known = endpoints.get(name);
    endpoints.set(name, {
      key: name,
      home: key,
      protocol: "http",
      name,
      ...reachedFrom(file, found),
      exists: known === undefined ? [exists] : [...known.exists, exists],
    });
  }
  return [...endpoints.values()];
}

/** Topics with what the code does to them; where its broker is not said, the only one that fits. */
export function carriedBy(world: World, found: Found): readonly UnitTopic[] {
  const topics = new Map<string, UnitTopic>();
  const told = new Set<string>();
  const carried = topicsOf(world);
  // What stands where a client is made may be its topic, and no host.
  const names = new Set(carried.map(({ name }) => name));
  for (const { name, does, protocol, file, told: place } of carried) {
    const words = does === "publishes" ? "sends to" : "takes from";
    const at = found.note({ file, anchor: place.anchor, place }, `${place.what} ${words} ${name}`, isOwn(file, [], found));
    const exists = [proved(true as const, "all", at)] as const;
    const own = found.uses.find(
      ({ style, to, protocol: spoken }) =>
        style === "message" && "host" in to && !names.has(to.host) && (protocol === undefined || spoken === protocol),
    );
    const technology = protocol === undefined ? undefined : brokerOf[protocol];
    const broker = own?.to ?? (technology === undefined ? undefined : { near: { technology } });
    const party = { from: key, does, exists, ...reachedFrom(file, found) };
    const known = topics.get(name);
    topics.set(name, {
      key: name,
      name,
      ...(known?.broker === undefined ? broker !== undefined && { broker } : { broker: known.broker }),
      parties: [...(known?.parties ?? []), party],
      exists: known === undefined ? exists : [known.exists[0], ...known.exists.slice(1), ...exists],
    });
    // A client that is made elsewhere still sends.
    const same = `${protocol ?? ""} ${does}`;
    if (own !== undefined || technology === undefined || told.has(same)) continue;
    told.add(same);
    const guess = found.note(
      { file, anchor: `${place.anchor}?`, place },
      `${place.what} ${words} ${name} of the only ${technology}`,
      false,
    );
    found.uses.push({
      from: key,
      to: { near: { technology } },
      style: protocol === "redis" ? "data" : "message",
      does,
      ...(protocol !== undefined && { protocol }),
      ...reachedFrom(file, found),
      exists: [proved(true as const, "all", guess)],
    });
  }
  return [...topics.values()];
}

/** gRPC services that the code serves; those that it asks become uses of whoever serves them. */
export function stubsOf(world: World, found: Found): readonly string[] {
  const serves = new Set<string>();
  for (const [file, { stubs }] of world.files) {
    for (const it of stubs) {
      if (it.does === "serves") {
        serves.add(it.name);
        continue;
      }
      const at = found.note({ file, anchor: it.anchor, place: it }, `a generated client of ${it.name}`, false);
      found.uses.push({
        from: key,
        to: { serves: it.name },
        style: "call",
        does: "calls",
        protocol: "grpc",
        about: it.name,
        ...reachedFrom(file, found),
        exists: [proved(true as const, "all", at)],
      });
    }
  }
  return [...serves];
}
