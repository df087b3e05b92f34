import { type NameSays, nameSays, portNameOf } from "../../../knowledge/variables.ts";
import { type EvidenceId, nodeAt, textAt } from "../../../model/index.ts";
import { type Address, addressesIn, hostWordsIn } from "../../../syntax/addresses/addresses.ts";
import type { Project, Service } from "../project.ts";
import { argumentsOf } from "./commands.ts";
import { pairsAt } from "./fields.ts";

/** A value of a service that may name far ends, before anybody asked who answers to them. */
export interface Mention {
  readonly at: EvidenceId;
  /** For people: "environment DB_URL", "command". */
  readonly where: string;
  readonly addresses: readonly Address[];
  readonly says: NameSays;
  /** A name that nobody here answers to is worth telling: its place says that it is a host. */
  readonly telling: boolean;
  /** Public hosts in it are third parties the service talks to. */
  readonly outward: boolean;
  /** Start order only. */
  readonly waits: boolean;
  /** Said from the machine that runs it all, or from a browser: `localhost` is where ports are published. */
  readonly fromOutside: boolean;
  /** The name of the variable, for what it says about products: `EUREKA_URI`. */
  readonly name: string;
}

const silent: NameSays = { host: false, inbound: false, secret: false, own: false, browser: false, deed: undefined };

/** Everything that a service says about others, but start order, links and labels. Healthchecks are about itself. */
export function* mentionsOf(service: Service, project: Project): Iterable<Mention> {
  yield* environmentOf(service);
  for (const field of ["command", "entrypoint"] as const) yield* commandOf(service, field);
  yield* argsOf(service);
  yield* configsOf(service, project);
  yield* loggingOf(service);
}

function* environmentOf(service: Service): Iterable<Mention> {
  let values: Map<string, string> | undefined;
  for (const { name, value, at } of service.environment) {
    if (value === undefined || value === "") continue;
    const says = nameSays(name);
    if (says.inbound) continue;
    let addresses = read(value, says, says.host);
    if (addresses.length === 0) continue;
    const [only] = addresses;
    if (only !== undefined && addresses.length === 1 && only.port === undefined && only.form === "word") {
      // `DB_HOST=db`, and the port in `DB_PORT`.
      values ??= new Map(service.environment.map((it) => [it.name, it.value ?? ""]));
      const port = Number(values.get(portNameOf(name) ?? "") || Number.NaN);
      if (Number.isInteger(port) && port > 0 && port < 65536) addresses = [{ ...only, port }];
    }
    yield {
      at,
      where: `environment ${name}`,
      addresses,
      says,
      telling: says.host && !says.own,
      outward: !says.own && (says.host || addresses.some((it) => it.form === "url")),
      waits: /^WAIT(?:_?(?:FOR|HOSTS))?(?:_|$)/i.test(name),
      fromOutside: says.browser,
      name,
    };
  }
}

/** The addresses of a value; a bare word is one only where the name says that a host stands there. */
function read(value: string, says: NameSays, host: boolean): readonly Address[] {
  const addresses = addressesIn(value);
  if (says.secret) return addresses.filter((it) => it.form === "url");
  return addresses.length > 0 || !host ? addresses : hostWordsIn(value);
}

/** Flags that stand before a host, beyond what their words say. */
const hostFlags =
  /^(?:h|host|server|servers|address|addr|url|uri|replicaof|slaveof|join|retry-join|start-join|routes?|zookeeper|zk|bootstrap|broker|brokers|link|connect|upstream|backend)$/i;

function* commandOf(service: Service, field: "command" | "entrypoint"): Iterable<Mention> {
  for (const { at, name, value, waits } of argumentsOf(service, field)) {
    const says = name === undefined ? silent : nameSays(name);
    if (says.inbound) continue;
    const addresses = read(value, says, name !== undefined && (says.host || hostFlags.test(name)));
    if (addresses.length > 0)
      yield { at, where: field, addresses, says, telling: false, outward: false, waits, fromOutside: false, name: name ?? "" };
  }
}

function* argsOf(service: Service): Iterable<Mention> {
  for (const { name, value, at } of pairsAt(service.value, "build", "args")) {
    const says = nameSays(name);
    if (value === undefined || says.inbound || says.secret) continue;
    const addresses = read(value, says, says.host);
    if (addresses.length > 0)
      yield {
        at,
        where: `build argument ${name}`,
        addresses,
        says,
        telling: false,
        outward: false,
        waits: false,
        fromOutside: says.browser,
        name,
      };
  }
}

/** Configuration written into the compose file itself: only whole URLs, and pairs that the project answers to. */
function* configsOf(service: Service, project: Project): Iterable<Mention> {
  const configs = nodeAt(service.value, "configs");
  if (configs?.kind !== "seq") return;
  for (const item of configs.items) {
    const name = textAt(item) ?? textAt(item, "source");
    const entry = name === undefined ? undefined : project.configs.get(name);
    const content = entry && nodeAt(entry.value, "content");
    if (content?.kind !== "scalar") continue;
    const addresses = addressesIn(content.text);
    if (addresses.length > 0)
      yield {
        at: content.at,
        where: `config ${name}`,
        addresses,
        says: silent,
        telling: false,
        outward: false,
        waits: false,
        fromOutside: false,
        name: "",
      };
  }
}

/** Where the machine that runs it sends its output: `fluentd-address`, `gelf-address`. */
function* loggingOf(service: Service): Iterable<Mention> {
  for (const { name, value, at } of pairsAt(service.value, "logging", "options")) {
    if (value === undefined || !/-(?:address|url)$/.test(name)) continue;
    const addresses = addressesIn(value);
    if (addresses.length > 0)
      yield {
        at,
        where: `logging option ${name}`,
        addresses,
        says: silent,
        telling: false,
        outward: false,
        waits: false,
        fromOutside: true,
        name,
      };
  }
}
