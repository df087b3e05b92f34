import { schemeNamed } from "../../knowledge/schemes.ts";
import { isAboutItself, meaningOf, type PropertyMeaning } from "../../knowledge/spring/properties.ts";
import { type Role, readsTopic, starters } from "../../knowledge/spring/starters.ts";
import { nameSays, portNameOf } from "../../knowledge/variables.ts";
import { type EvidenceId, evidenceId, type Kind, proved, type UnitComponent, type UnitUse } from "../../model/index.ts";
import type { LogTarget } from "../../readers/jvm-logging.ts";
import type { JvmMark } from "../../readers/jvm-marks.ts";
import { type Address, addressesIn, hostWordsIn } from "../../syntax/addresses/addresses.ts";
import { isIp, isLocal, isPlaceholder, looksPublic } from "../../syntax/addresses/hosts.ts";
import type { Ledger } from "../facts/placed-ledger.ts";
import { loggingUses } from "./logging.ts";
import type { DependencySite } from "./modules.ts";
import { canonicalKey, type Setting, type Settings, withSettings } from "./settings.ts";

/** An application as its files together say it. */
export interface Application {
  readonly name: string;
  readonly settings: Settings;
  readonly dependencies: readonly DependencySite[];
  readonly marks: readonly { readonly mark: JvmMark; readonly file: string }[];
  readonly role: Role | undefined;
  /** Others that register where it looks for them. */
  readonly registered: readonly string[];
  /** Where its log is sent. */
  readonly logging: readonly { readonly target: LogTarget; readonly file: string }[];
}

const from = "application";

/** What is being gathered: uses, and third parties by their key. */
interface Found {
  readonly uses: UnitUse[];
  readonly outside: Map<string, UnitComponent>;
  /** What the configuration speaks of: a dependency that implies the same says nothing more. */
  readonly topics: Set<string>;
}

/** Everything an application reaches: by its configuration, by its annotations, and what its dependencies imply. */
export function usesOf(application: Application, ledger: Ledger): { uses: readonly UnitUse[]; outside: readonly UnitComponent[] } {
  const found: Found = { uses: [], outside: new Map(), topics: new Set() };
  for (const setting of application.settings.values()) fromSetting(setting, application, found, ledger);
  fromRoutes(application, found, ledger);
  fromClients(application, found, ledger);
  found.uses.push(...loggingUses(application, from, ledger));
  fromDependencies(application, found, ledger);
  return { uses: found.uses, outside: [...found.outside.values()] };
}

function fromSetting(setting: Setting, { settings, dependencies }: Application, found: Found, ledger: Ledger): void {
  const { canonical, key } = setting;
  if (setting.value === "" || switchedOff(canonical, settings)) return;
  const git = /^spring\.cloud\.config\.server\.git\.(?:.*\.)?uri$/.test(canonical);
  if (git && isNative(settings)) return;
  const meaning = git ? repository : meaningOf(canonical);
  if (meaning === undefined && isAboutItself(canonical)) return;
  const artifacts = dependencies.map((it) => it.dependency.artifact);
  if (setting.shared && meaning !== undefined && artifacts.length > 0 && !readsTopic(meaning.topic, artifacts)) return;
  const says = nameSays(key);
  // What others are made of says what it means there.
  if (meaning === undefined && (says.inbound || says.own || says.secret || setting.part)) return;
  const addresses = addressesOf(setting, meaning, says.host, settings);
  for (const address of addresses) reach(setting, address, meaning, says.host, found, ledger);
}

const repository: PropertyMeaning = { style: "infrastructure", does: "reads", words: false, topic: "repository" };

/** A config server that serves from files: the repository it could also serve is not used. */
const isNative = (settings: Settings): boolean =>
  ["spring.profiles.active", "spring.profiles.include"].some((key) => /(?:^|,)\s*native\s*(?:,|$)/.test(settings.get(key)?.value ?? ""));

/** `eureka.client.enabled: false` and its like. */
function switchedOff(canonical: string, settings: Settings): boolean {
  const off = (key: string): boolean => settings.get(key)?.value.trim().toLowerCase() === "false";
  if (canonical.startsWith("eureka.client."))
    return off("eureka.client.enabled") || (off("eureka.client.registerwitheureka") && off("eureka.client.fetchregistry"));
  if (canonical.startsWith("spring.cloud.config.uri")) return off("spring.cloud.config.enabled");
  if (canonical.startsWith("spring.zipkin.")) return off("spring.zipkin.enabled");
  return canonical.startsWith("spring.boot.admin.") && off("spring.boot.admin.client.enabled");
}

function addressesOf(
  { value, key, canonical }: Setting,
  meaning: PropertyMeaning | undefined,
  host: boolean,
  settings: Settings,
): readonly Address[] {
  const text = value
    .replace(/^(?:optional:)?(?:configserver|consul|zookeeper|nacos|vault):/, "")
    .replace(/^(?:static|discovery|eureka|consul):\/{2,3}/, "");
  if (canonical.startsWith("spring.config.import") && text === value) return [];
  const found = addressesIn(text);
  const words = meaning?.words ?? host;
  const addresses = found.length > 0 || !words ? found : hostWordsIn(text);
  const [only] = addresses;
  if (only === undefined || only.port !== undefined || addresses.length > 1) return addresses;
  const port = Number(settings.get(canonicalKey(portNameOf(key) ?? ""))?.value || Number.NaN);
  return Number.isInteger(port) && port > 0 && port < 65536 ? [{ ...only, port }] : addresses;
}

function reach(
  setting: Setting,
  { host, port, scheme, form }: Address,
  meaning: PropertyMeaning | undefined,
  telling: boolean,
  found: Found,
  ledger: Ledger,
): void {
  if (host.includes("$") || isPlaceholder(host)) return;
  const spoken = scheme === undefined ? undefined : schemeNamed(scheme);
  if (scheme === "h2" || scheme === "hsqldb" || scheme === "derby") return;
  const style = meaning?.style ?? spoken?.style ?? "call";
  const protocol = spoken?.protocol ?? meaning?.protocol;
  const rest = {
    from,
    style,
    does: meaning?.does ?? "calls",
    ...(protocol !== undefined && { protocol }),
    ...(port !== undefined && { port }),
    unless: variablesFor(setting, meaning),
  } as const;
  if (meaning !== undefined) found.topics.add(meaning.topic);
  if (isLocal(host)) {
    const technology = meaning?.technology ?? spoken?.technology;
    const number = port ?? meaning?.port ?? (form === "url" ? spoken?.port : undefined);
    if (number === undefined && technology === undefined) return;
    const at = ledger.note(setting.at, setting.span, `${setting.key} names port ${number} of this machine`, "inferred");
    const near = { ...(number !== undefined && { port: number }), ...(technology !== undefined && { technology }) };
    found.uses.push({ ...rest, to: { near }, exists: [proved(true as const, "all", at)] });
    return;
  }
  if (isIp(host)) return;
  const says = `${setting.key} names ${host}${port === undefined ? "" : `:${port}`}`;
  if (looksPublic(host) && (meaning !== undefined || (form === "url" && telling))) {
    const at = ledger.note(setting.at, setting.span, says);
    const key = `outside:${host.toLowerCase()}`;
    found.outside.set(key, outsider(key, host.toLowerCase(), spoken?.technology, at));
    found.uses.push({ ...rest, to: { key }, exists: [proved(true as const, "all", at)] });
    return;
  }
  // A pair of a word and a number may be anything (`bean:1`), a word too: who answers to it is who is meant.
  const sure = meaning !== undefined && meaning.topic !== "route" && meaning.topic !== "turbine" && form !== "word";
  const at = ledger.note(setting.at, setting.span, says);
  found.uses.push({
    ...rest,
    to: { host, ...(port !== undefined && { port }), ...(scheme !== undefined && { scheme }) },
    ...(!sure && { onlyIfKnown: true as const }),
    exists: [proved(true as const, "all", at)],
  });
}

/** Variables of the environment that stand for the property, for one beside it that says the same, or in its placeholders. */
function variablesFor({ canonical, variables }: Setting, meaning: PropertyMeaning | undefined): readonly string[] {
  const parent = canonical.slice(0, canonical.lastIndexOf("."));
  const beside = meaning === undefined ? [] : ["uri", "url", "host", "addresses", "hosts"].map((it) => `${parent}.${it}`);
  return [canonical, ...beside, ...variables];
}

const outsider = (key: string, host: string, technology: string | undefined, at: EvidenceId): UnitComponent => ({
  key,
  name: host,
  standing: "outside",
  aliases: [],
  kind: [proved<Kind>("external", "all", at)],
  technology: technology === undefined ? [] : [proved(technology, "all", at)],
  version: [],
  owner: [],
  replicas: [],
  ports: [],
  exists: [proved(true as const, "all", at)],
});

/** Zuul's routes that name no address (the route is called as the service), and gateways that route to whoever registers. */
function fromRoutes({ settings, role, registered, name }: Application, found: Found, ledger: Ledger): void {
  let routes = 0;
  for (const { canonical, key, value, at, span } of settings.values()) {
    if (/^zuul\.routes\.|^spring\.cloud\.gateway\..*routes\[/.test(canonical)) routes++;
    const route = /^zuul\.routes\.([^.]+)(?:\.path)?$/.exec(canonical)?.[1];
    if (route === undefined || ["serviceid", "url", "location"].some((it) => settings.has(`zuul.routes.${route}.${it}`))) continue;
    if (!value.startsWith("/")) continue;
    const service = key.split(".")[2] ?? route;
    found.uses.push(routeTo(service, [ledger.note(at, span, `${key} sends ${value} to ${service}`)]));
  }
  if (role?.kind !== "gateway") return;
  const everyone = settings.get("zuul.ignoredservices")?.value.trim() !== "*" && role.technology === "Zuul" && routes === 0;
  const locator = [...settings.values()].find((it) => /^spring\.cloud\.gateway\.(?:.*\.)?discovery\.locator\.enabled$/.test(it.canonical));
  const all = locator?.value.trim().toLowerCase() === "true" && routes === 0 ? locator : undefined;
  if (!everyone && all === undefined) return;
  const at = all === undefined ? undefined : ledger.note(all.at, all.span, `${name} routes to every service that registers`, "inferred");
  const [proof] = at === undefined ? [] : [at];
  found.topics.add("routes-to-all");
  for (const it of registered) if (proof !== undefined) found.uses.push(routeTo(it, [proof]));
}

const routeTo = (service: string, [at]: readonly [EvidenceId]): UnitUse => ({
  from,
  to: { host: service },
  style: "call",
  does: "calls",
  protocol: "http",
  onlyIfKnown: true,
  exists: [proved(true as const, "all", at)],
});

/** Declared clients: `@FeignClient("orders")`, `@FeignClient(url = "${orders.url}")`. */
function fromClients({ marks, settings, role, registered }: Application, found: Found, ledger: Ledger): void {
  for (const { mark, file } of marks) {
    const at = evidenceId(file, mark.anchor);
    if (mark.name === "FeignClient" || mark.name === "RibbonClient" || mark.name === "LoadBalancerClient") {
      const said = (argument: string): string | undefined => mark.strings.get(argument)?.[0];
      const url = said("url");
      const name = withSettings(said("name") ?? said("value") ?? said("serviceId") ?? "", settings);
      const addresses = url === undefined ? [] : addressesIn(withSettings(url, settings));
      const far = addresses.length > 0 ? addresses : hostWordsIn(name.replace(/^https?:\/\//, ""));
      for (const { host, port } of far) {
        const declared = ledger.note(at, mark.span, `@${mark.name} names ${host}`, isLocal(host) ? "inferred" : "declared");
        if (isLocal(host) && port === undefined) continue;
        found.uses.push({
          from,
          to: isLocal(host) ? { near: { ...(port !== undefined && { port }) } } : { host, ...(port !== undefined && { port }) },
          style: "call",
          does: "calls",
          protocol: "http",
          onlyIfKnown: true,
          exists: [proved(true as const, "all", declared)],
        });
      }
    }
    // Zuul without routes of its own passes on to whoever registers where it looks.
    if (/^EnableZuul/.test(mark.name) && role?.technology === "Zuul" && found.topics.has("routes-to-all")) {
      const all = evidenceId(file, `${mark.anchor}.routes`);
      ledger.note(all, mark.span, "Zuul without routes passes on to every service that registers", "inferred");
      for (const it of registered) found.uses.push(routeTo(it, [all]));
    }
  }
}

/** What is there only to reach a product, where nothing says which: the only one of its kind, if there is one. */
function fromDependencies({ dependencies, marks, role, settings }: Application, found: Found, ledger: Ledger): void {
  for (const { dependency, file } of dependencies) {
    const starter = starters.find((it) => it.artifacts.test(dependency.artifact));
    if (starter === undefined || found.topics.has(starter.topic) || role?.technology === starter.technology) continue;
    if (switchedOff(offKeys[starter.topic] ?? "", settings)) continue;
    found.topics.add(starter.topic);
    const at = ledger.note(
      evidenceId(file, dependency.anchor),
      dependency.span,
      `${dependency.artifact} is there to reach ${starter.technology}`,
      "inferred",
    );
    found.uses.push(nearest(starter.technology, starter.style, starter.does, starter.protocol, at));
  }
  const client = marks.find(({ mark }) => mark.name === "EnableEurekaClient" || mark.name === "EnableDiscoveryClient");
  const registry = ["eureka", "consul", "zookeeper", "nacos"].some((it) => found.topics.has(it));
  if (client !== undefined && !registry && role?.technology !== "Eureka" && !switchedOff("eureka.client.", settings)) {
    const at = ledger.note(
      evidenceId(client.file, `${client.mark.anchor}.registers`),
      client.mark.span,
      `@${client.mark.name} registers it`,
      "inferred",
    );
    found.uses.push(nearest("Eureka", "infrastructure", "registers", "http", at));
  }
  const dashboard = marks.find(({ mark }) => mark.name === "EnableHystrixDashboard");
  if (dashboard !== undefined && role?.technology === "Hystrix dashboard") {
    const at = ledger.note(
      evidenceId(dashboard.file, `${dashboard.mark.anchor}.shows`),
      dashboard.mark.span,
      "the dashboard shows what Turbine gathers",
      "inferred",
    );
    found.uses.push(nearest("Turbine", "infrastructure", "calls", "http", at));
  }
}

/** A property of each topic that can be switched off. */
const offKeys: Readonly<Record<string, string>> = {
  eureka: "eureka.client.",
  config: "spring.cloud.config.uri",
  zipkin: "spring.zipkin.",
  admin: "spring.boot.admin.",
};

const nearest = (
  technology: string,
  style: UnitUse["style"],
  does: UnitUse["does"],
  protocol: string | undefined,
  at: EvidenceId,
): UnitUse => ({
  from,
  to: { near: { technology } },
  style,
  does,
  ...(protocol !== undefined && { protocol }),
  exists: [proved(true as const, "all", at)],
});
