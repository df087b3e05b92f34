import { evidenceId, type Home, proved, type Style, type UnitFacts, type UnitUse } from "../../model/index.ts";
import type { DaprComponent } from "../../readers/dapr.ts";
import { isIp, isLocal, isPlaceholder } from "../../syntax/addresses/hosts.ts";
import { folderOf } from "../../syntax/paths.ts";
import { variableMentions } from "../facts/mentions.ts";
import { openLedger } from "../facts/placed-ledger.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";

interface DaprUnit extends Unit {
  readonly kind: "dapr";
  readonly file: string;
}

/** Components of Dapr: applications that have them by their scopes reach what stands behind them, through their sidecars. */
export const daprUnits: UnitKind<DaprUnit> = {
  id: "dapr",
  title: "Dapr components",
  discover: (library) =>
    library
      .of("dapr")
      .filter((it) => it.outline !== "")
      .map(({ file }) => ({ id: `unit:dapr:${file}`, kind: "dapr", file, files: [file] })),
  render,
};

function render({ id, file }: DaprUnit, library: Library): UnitFacts {
  const ledger = openLedger("dapr");
  const homes = new Map<string, Home>();
  const uses: UnitUse[] = [];
  const components = (library.facts(file).find((it) => it.reader === "dapr")?.body ?? []) as readonly DaprComponent[];
  for (const component of components) {
    const style = styleOf(component.type);
    for (const { host, port, setting, span } of farEnds(component)) {
      for (const { app, span: said } of component.scopes) {
        homes.set(app, { key: app, folder: folderOf(file), names: [app], byName: true });
        const at = evidenceId(file, `Component ${component.name} ${setting}`.replaceAll("#", "_"));
        ledger.note(at, span, `${component.type} ${component.name} names ${host}${port === undefined ? "" : `:${port}`}`);
        const scope = evidenceId(file, `Component ${component.name} scopes.${app}`.replaceAll("#", "_"));
        ledger.note(scope, said, `${app} has ${component.name} in its sidecar`);
        uses.push({
          from: app,
          to: { host, ...(port !== undefined && { port }) },
          style,
          does: "calls",
          ...(port !== undefined && { port }),
          onlyIfKnown: true,
          exists: [proved(true as const, "all", at, scope)],
        });
      }
    }
  }
  return {
    unit: id,
    system: { name: library.workspaceName, folder: folderOf(file), reason: "The folder that is open." },
    variants: [],
    describes: true,
    main: undefined,
    components: [],
    homes: [...homes.values()],
    uses,
    resources: [],
    evidence: ledger.rows(),
    problems: [],
    places: ledger.places(),
  };
}

const styleOf = (type: string): Style =>
  /^pubsub\.|^bindings\.(?:kafka|rabbitmq|nats|mqtt|pulsar)/.test(type)
    ? "message"
    : /^(?:state|bindings)\./.test(type)
      ? "data"
      : "infrastructure";

/** What its settings name, in the words of the product: `redisHost`, `brokers`, `connectionString`. */
function* farEnds({ metadata, name: component }: DaprComponent) {
  for (const { name, value, span } of metadata) {
    const at = evidenceId(component, name);
    for (const { addresses } of variableMentions([{ name, value, at }]))
      for (const { host, port } of addresses)
        if (!isLocal(host) && !isIp(host) && !isPlaceholder(host)) yield { host, port, setting: name, span };
  }
}
