import { type NameSays, nameSays, portNameOf } from "../../knowledge/variables.ts";
import type { EvidenceId } from "../../model/index.ts";
import { type Address, addressesIn, hostWordsIn } from "../../syntax/addresses/addresses.ts";
import type { Argument } from "./arguments.ts";
import { settingsWithin } from "./settings.ts";

/** A value of a component that may name far ends, before anybody asked who answers to them. */
export interface Mention {
  readonly at: EvidenceId;
  /** For people: "environment DB_URL", "command". */
  readonly where: string;
  readonly addresses: readonly Address[];
  readonly says: NameSays;
  /** A name that nobody here answers to is worth telling: its place says that it is a host. */
  readonly telling: boolean;
  /** Public hosts in it are third parties the component talks to. */
  readonly outward: boolean;
  /** Start order only. */
  readonly waits: boolean;
  /** Said from the machine that runs it all, or from a browser: `localhost` is where ports are published. */
  readonly fromOutside: boolean;
  /** The name of the variable, for what it says about products: `EUREKA_URI`. */
  readonly name: string;
}

/** Of a value that has no name. */
const silent: NameSays = { host: false, inbound: false, secret: false, own: false, browser: false, deed: undefined };

/** One variable of an environment. */
export interface Variable {
  readonly name: string;
  readonly value?: string | undefined;
  /** What a value names that may not be seen. */
  readonly addresses?: readonly Address[];
  readonly at: EvidenceId;
}

/** What variables of an environment name. `DB_HOST=db` and the port in `DB_PORT` are one far end. */
export function* variableMentions(given: readonly Variable[]): Iterable<Mention> {
  let values: Map<string, string> | undefined;
  const variables = given.some(({ value }) => value?.startsWith("{")) ? given.flatMap(settingsWithin) : given;
  for (const { name, value, at, addresses: hidden } of variables) {
    if ((value === undefined || value === "") && hidden === undefined) continue;
    const says = nameSays(name);
    if (says.inbound) continue;
    let addresses = hidden ?? addressesOf(value ?? "", says, says.host || isCalledLike(name, value ?? ""));
    if (addresses.length === 0) continue;
    const [only] = addresses;
    if (only !== undefined && addresses.length === 1 && only.port === undefined && only.form === "word") {
      // `DB_HOST=db`, and the port in `DB_PORT`.
      values ??= new Map(variables.map((it) => [it.name, it.value ?? ""]));
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

/** `RABBIT=rabbitmq`: a name of one word that is its value's beginning, or begins with it. Who answers to it is asked elsewhere. */
function isCalledLike(name: string, value: string): boolean {
  const [a, b] = [name.toLowerCase(), value.toLowerCase()];
  return a.length > 1 && b.length > 1 && /^[a-z]+\d?$/.test(a) && (a.startsWith(b) || b.startsWith(a));
}

/** Flags that stand before a host, beyond what their words say. */
const hostFlags =
  /^(?:h|host|server|servers|address|addr|url|uri|replicaof|slaveof|join|retry-join|start-join|routes?|zookeeper|zk|bootstrap|broker|brokers|link|connect|upstream|backend)$/i;

/** What arguments of a command line name. */
export function* argumentMentions(given: readonly Argument[], field: string): Iterable<Mention> {
  for (const { at, name, value, waits } of given) {
    const says = name === undefined ? silent : nameSays(name);
    if (says.inbound) continue;
    const addresses = addressesOf(value, says, name !== undefined && (says.host || hostFlags.test(name)));
    if (addresses.length > 0)
      yield { at, where: field, addresses, says, telling: false, outward: false, waits, fromOutside: false, name: name ?? "" };
  }
}

/** The addresses of a value; a bare word is one only where the name says that a host stands there. */
export function addressesOf(value: string, says: NameSays, host: boolean): readonly Address[] {
  const addresses = addressesIn(value);
  if (says.secret) return addresses.filter((it) => it.form === "url");
  return addresses.length > 0 || !host ? addresses : hostWordsIn(value);
}

/** A text that stands alone, a file or a setting: what it names by its own form. */
export function textMention(at: EvidenceId, where: string, text: string): Mention | undefined {
  const addresses = addressesIn(text);
  if (addresses.length === 0) return undefined;
  return { ...silentMention(at, where), addresses };
}

/** A place whose name says nothing about what it names. */
export const silentMention = (at: EvidenceId, where: string): Mention => ({
  at,
  where,
  addresses: [],
  says: silent,
  telling: false,
  outward: false,
  waits: false,
  fromOutside: false,
  name: "",
});
