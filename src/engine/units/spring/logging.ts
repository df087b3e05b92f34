import { evidenceId, proved, type UnitUse } from "../../model/index.ts";
import { addressesIn, hostWordsIn } from "../../syntax/addresses/addresses.ts";
import { isIp, isLocal, isPlaceholder } from "../../syntax/addresses/hosts.ts";
import type { Ledger } from "../facts/placed-ledger.ts";
import { withSettings } from "./settings.ts";
import type { Application } from "./uses.ts";

/** Appenders that send the log over the network. */
export function loggingUses({ logging, settings }: Application, from: string, ledger: Ledger): readonly UnitUse[] {
  const uses: UnitUse[] = [];
  for (const { target, file } of logging) {
    const { value, anchor, span, where } = target;
    const said = withSettings(value, settings);
    const addresses = addressesIn(said);
    const number = Number(withSettings(target.port ?? "", settings) || Number.NaN);
    for (const { host, port = Number.isInteger(number) ? number : undefined } of addresses.length > 0 ? addresses : hostWordsIn(said)) {
      if (isIp(host) || isPlaceholder(host) || isLocal(host)) continue;
      const at = ledger.note(evidenceId(file, anchor), span, `${where} names ${host}${port === undefined ? "" : `:${port}`}`);
      uses.push({
        from,
        to: { host, ...(port !== undefined && { port }) },
        style: "infrastructure",
        does: "calls",
        ...(port !== undefined && { port }),
        unless: [...value.matchAll(/\$\{([^{}:]{1,200})/g)].map((it) => it[1] ?? ""),
        onlyIfKnown: true,
        exists: [proved(true as const, "all", at)],
      });
    }
  }
  return uses;
}
