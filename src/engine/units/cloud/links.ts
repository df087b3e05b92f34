import { schemeNamed } from "../../knowledge/schemes.ts";
import { technologies } from "../../knowledge/technologies/index.ts";
import { nameSays } from "../../knowledge/variables.ts";
import { type Deed, type EvidenceId, evidenceId, type Style } from "../../model/index.ts";
import { addressesIn } from "../../syntax/addresses/addresses.ts";
import { isIp, isLocal, isPlaceholder, looksPublic } from "../../syntax/addresses/hosts.ts";
import { isCodeHost, isName } from "../facts/hosts.ts";
import { variableMentions } from "../facts/mentions.ts";
import { deedOf, type End as Party, protocolOf, styleOf } from "../facts/uses.ts";
import type { Ends } from "./ends.ts";
import type { Nature } from "./natures.ts";
import { rightsOf } from "./rights.ts";
import type { Stack, StackResource } from "./stack.ts";
import { hole, type Place, type Placed, refsIn, textsIn, valuesAt } from "./value.ts";
import { type Given, givenTo } from "./variables.ts";

/** From one box to another, or to somebody outside. */
export interface CloudLink {
  readonly from: string;
  readonly to: { readonly box: string } | { readonly outside: string } | { readonly host: string; readonly port?: number };
  readonly style: Style;
  readonly does: Deed;
  readonly protocol?: string;
  readonly variable?: string;
  readonly at: Place;
  readonly says: string;
  readonly sure: boolean;
}

export const evidenceAt = ({ file, anchor }: Place): EvidenceId => evidenceId(file, anchor);

/** Everything that is said between the boxes of a stack. */
export function* linksOf(stack: Stack, ends: Ends, natures: ReadonlyMap<string, Nature>): Iterable<CloudLink> {
  const party = (address: string): Party => {
    const nature = natures.get(address);
    const technology = nature && technologies.find((it) => it.name === nature.technology);
    return { name: nature?.name ?? address, kind: nature?.kind ?? "service", technology };
  };
  const nameOf = (address: string): string => natures.get(address)?.name ?? address;
  for (const resource of stack.resources) {
    if (natures.has(resource.address))
      for (const it of givenTo(resource, ends)) yield* variableLinks(resource.address, it, ends, party, nameOf);
    yield* wireLinks(resource, ends, party, nameOf, natures);
  }
  for (const { from, to, does, at, says } of rightsOf(stack, ends)) {
    const style = styleOf(party(from), party(to), undefined);
    yield {
      from,
      to: { box: to },
      style,
      does,
      ...protocol(party(to), undefined),
      at,
      says: `${nameOf(from)} ${says.replace(/ on it$/, ` on ${nameOf(to)}`)}`,
      sure: false,
    };
  }
}

const protocol = (to: Party, scheme: string | undefined): { readonly protocol?: string } => {
  const said = protocolOf(to, scheme, undefined);
  return said === undefined ? {} : { protocol: said };
};

function* variableLinks(
  from: string,
  { name, value, at }: Given,
  ends: Ends,
  party: (address: string) => Party,
  nameOf: (address: string) => string,
): Iterable<CloudLink> {
  if (value.kind !== "text" || nameSays(name).inbound) return;
  const scheme = addressesIn(value.text.replaceAll(hole, "host"))[0]?.scheme;
  for (const ref of value.refs) {
    for (const to of ends.of(ref)) {
      if (to === from) continue;
      const style = styleOf(party(from), party(to), scheme);
      const does = deedOf(style, party(from), party(to), { deed: nameSays(name).deed, name });
      const says = `environment ${name} names ${nameOf(to)}`;
      yield { from, to: { box: to }, style, does, ...protocol(party(to), scheme), variable: name, at, says, sure: ref.unsure !== true };
    }
  }
  const named = value.refs.length > 0 ? undefined : ends.named(value);
  if (named !== undefined && named !== from) {
    const style = styleOf(party(from), party(named), undefined);
    const does = deedOf(style, party(from), party(named), { deed: nameSays(name).deed, name });
    const says = `environment ${name} is the name of ${nameOf(named)}`;
    yield { from, to: { box: named }, style, does, ...protocol(party(named), undefined), variable: name, at, says, sure: true };
    return;
  }
  if (value.refs.length > 0 || value.text.includes(hole)) return;
  for (const { addresses, outward, says } of variableMentions([{ name, value: value.text, at: evidenceAt(at) }])) {
    for (const { host, port, scheme: spoken } of addresses) {
      if (isLocal(host) || isIp(host) || isPlaceholder(host) || !isName(host)) continue;
      const known = spoken === undefined ? undefined : schemeNamed(spoken);
      const common = { from, style: known?.style ?? "call", does: says.deed ?? "calls", variable: name, at, sure: true } as const;
      const spokenAs = known === undefined ? {} : { protocol: known.protocol };
      const shown = `environment ${name} names ${host}`;
      if (!looksPublic(host)) yield { ...common, ...spokenAs, to: { host, ...(port !== undefined && { port }) }, says: shown };
      else if (outward && !isCodeHost(host) && !isClouds(host))
        yield { ...common, ...spokenAs, to: { outside: host.toLowerCase() }, says: shown };
    }
  }
}

/** Names that a cloud gives to what is in it: whose it is, their letters do not say. */
const isClouds = (host: string): boolean =>
  /(?:^|\.)(?:amazonaws\.com|googleapis\.com|gcr\.io|run\.app|azurewebsites\.net|windows\.net|azure\.com|cloudfront\.net|microsoftonline\.com)$/i.test(
    host,
  );

function* wireLinks(
  resource: StackResource,
  ends: Ends,
  party: (address: string) => Party,
  nameOf: (address: string) => string,
  natures: ReadonlyMap<string, Nature>,
): Iterable<CloudLink> {
  // It joins the targets of a gateway whose module makes them.
  for (const { pool, member } of resource.about.joins ?? []) {
    if (member !== undefined || pool === "id") continue;
    for (const { address, at, sure } of ends.at(resource, pool)) {
      if (address === resource.address || natures.get(address)?.kind !== "gateway" || !natures.has(resource.address)) continue;
      const says = `${nameOf(resource.address)} joins the targets of ${nameOf(address)}`;
      yield { from: address, to: { box: resource.address }, style: "call", does: "calls", at, says, sure };
    }
  }
  for (const wire of resource.about.wires ?? []) {
    const self = natures.has(resource.address) ? [{ address: resource.address, at: resource.settings.at, sure: true }] : [];
    const froms = wire.from === undefined ? self : ends.at(resource, wire.from);
    const tos = wire.to === undefined ? self : ends.at(resource, wire.to);
    for (const from of froms) {
      for (const to of tos) {
        if (from.address === to.address) continue;
        const style = styleFor(wire.style, party(from.address), party(to.address));
        const at = wire.to === undefined ? from.at : to.at;
        const says = `${resource.label}: ${nameOf(from.address)} ${wire.does} ${nameOf(to.address)}`;
        const sure = from.sure && to.sure;
        yield {
          from: from.address,
          to: { box: to.address },
          style,
          does: wire.does,
          ...protocol(party(to.address), undefined),
          at,
          says,
          sure,
        };
      }
      if (wire.to !== undefined && tos.length === 0)
        for (const it of valuesAt(resource.settings, wire.to).flatMap(textsIn)) yield* outsideLinks(from.address, it, resource.label);
    }
  }
}

/** Events go as messages, except where a store is only called by its kind. */
const styleFor = (said: Style | undefined, from: Party, to: Party): Style => said ?? styleOf(from, to, undefined);

/** `uri = "https://api.example.net/x"`: somebody else answers. */
function* outsideLinks(from: string, { value, at }: Placed, label: string): Iterable<CloudLink> {
  if (value.kind !== "text" || value.text.includes(hole) || refsIn(value).length > 0) return;
  for (const { host, form, scheme } of addressesIn(value.text)) {
    if (form !== "url" || !looksPublic(host) || isClouds(host) || isCodeHost(host)) continue;
    const spoken = scheme === undefined ? {} : { protocol: schemeNamed(scheme)?.protocol ?? scheme };
    yield {
      from,
      to: { outside: host.toLowerCase() },
      style: "call",
      does: "calls",
      ...spoken,
      at,
      says: `${label} names ${host}`,
      sure: true,
    };
  }
}
