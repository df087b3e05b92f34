import { technologyNamed } from "../../knowledge/images.ts";
import { kindByName } from "../../knowledge/names.ts";
import { type EvidenceId, proved, type UnitUse } from "../../model/index.ts";
import { isIp, isLocal, isPlaceholder, looksPublic } from "../../syntax/addresses/hosts.ts";
import { implausible } from "./hosts.ts";
import type { Mention } from "./mentions.ts";
import { deedOf, type End, protocolOf, styleOf } from "./uses.ts";

/** A far end that a file names which starts nothing itself: said only if somebody answers to the name. */
export interface DescribedUse {
  readonly use: UnitUse;
  readonly at: EvidenceId;
  /** `users:8080` */
  readonly named: string;
}

/** What a mention comes to where nothing of the system is known: what the far end is, its own name says. */
export function describedUses(from: string, own: string, mention: Mention): readonly DescribedUse[] {
  const { addresses, at, name, says } = mention;
  return addresses.flatMap(({ host, port, scheme, form }): readonly DescribedUse[] => {
    if (/[$%{}]/.test(host) || isLocal(host) || isIp(host) || isPlaceholder(host) || looksPublic(host)) return [];
    if (form === "pair" && implausible(port)) return [];
    const technology = technologyNamed(host);
    const self: End = { name: own, kind: "service", technology: undefined };
    const to: End = { name: host, kind: technology?.kind ?? kindByName(host) ?? "service", technology };
    const style = styleOf(self, to, scheme);
    const protocol = protocolOf(to, scheme, port);
    const use: UnitUse = {
      from,
      to: { host, ...(port !== undefined && { port }), ...(scheme !== undefined && { scheme }) },
      style,
      does: deedOf(style, self, to, { deed: says.deed, name }),
      ...(protocol !== undefined && { protocol }),
      ...(port !== undefined && { port }),
      onlyIfKnown: true,
      exists: [proved(true as const, "all", at)],
    };
    return [{ use, at, named: port === undefined ? host : `${host}:${port}` }];
  });
}
