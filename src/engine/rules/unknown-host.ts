import type { Graph } from "../graph/graph.ts";
import type { ComposeAddress, ComposeService, VariantId } from "../model/index.ts";
import { only, serviceNamed, servicesIn, variantsOf } from "./compose/services.ts";
import { type RuleFix, rule, type Says } from "./rule.ts";
import { unlessPrototype } from "./weight.ts";

type Message = "unknown" | "near" | "elsewhere" | "apart";

export const unknownHost = rule({
  id: "unknown-host",
  title: "Every host that a service is given is provided by somebody",
  why: "Inside a Compose network a bare name is a service, an alias or an extra host. A name that nobody answers to fails at the first call, often long after the containers are green.",
  remedy: "Correct the name, add the service (or an alias), or put both on one network.",
  silent:
    "Names with a dot, addresses, localhost and names from variables without a value: they may live outside. So may bare names of a service on an external network, on the host's network or with extra hosts, unless a name of this project is one typing error away.",
  area: "reliability",
  covers: ["x-undefined-host"],
  sources: ["https://docs.docker.com/compose/how-tos/networking/", "https://github.com/compose-spec/compose-spec/blob/main/06-networks.md"],
  default: true,
  scope: "resource:compose-service",
  messages: {
    unknown: "{service} is given the host {host} in {where}, and nothing in this project answers to that name.",
    near: "{service} is given the host {host} in {where}, and nothing answers to that name. Did you mean {near}?",
    elsewhere: "{service} is given the host {host} in {where}, which does not run in this variant of the project.",
    apart: "{service} is given the host {host} in {where}, but the two share no network, so the name does not resolve.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(service, graph) {
    const unresolved = service.addresses.filter((it) => it.service === undefined && isBareName(it.host) && !isOwnName(it));
    if (unresolved.length === 0) return;
    for (const variant of variantsOf(service, graph)) for (const it of unresolved) yield* judge(service, it, variant, graph);
  },
  good: [
    {
      title: "A service and an alias",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    environment:
      DB_HOST: db
      CACHE_URL: redis://sessions:6379
      MAIL_HOST: smtp.example.com
  db:
    image: postgres:16
    volumes: [data:/var/lib/postgresql/data]
  cache:
    image: redis:7.4
    networks:
      default:
        aliases: [sessions]
volumes:
  data: {}
`,
      },
    },
  ],
  bad: [
    {
      title: "A typing error",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    environment:
      DB_URL: postgres://postgers:5432/app # the main database
  postgres:
    image: postgres:16
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`,
      },
      says: ["api is given the host postgers in environment DB_URL, and nothing answers to that name. Did you mean postgres?"],
      fixed: {
        "compose.yaml": `services:
  api:
    build: .
    environment:
      DB_URL: postgres://postgres:5432/app # the main database
  postgres:
    image: postgres:16
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`,
      },
    },
    {
      title: "On different networks",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    environment:
      BILLING_URL: http://billing:8000
    networks: [front]
  billing:
    build: billing
    expose: ["8000"]
    networks: [back]
networks:
  front: {}
  back: {}
`,
      },
      says: ["api is given the host billing in environment BILLING_URL, but the two share no network, so the name does not resolve."],
    },
    {
      title: "Nobody of that name",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    environment:
      - QUEUE_URL=amqp://rabbit:5672
`,
      },
      says: ["api is given the host rabbit in environment QUEUE_URL, and nothing in this project answers to that name."],
    },
  ],
});

/** A name that only this project's own networks can resolve. */
const isBareName = (host: string): boolean =>
  /^[a-z0-9](?:[a-z0-9_-]*[a-z0-9])?$/i.test(host) && !/^(?:localhost|\d+|0x[\da-f]+)$/i.test(host);

/** A variable that says what a service is called from outside, not whom it calls. */
const isOwnName = ({ where }: ComposeAddress): boolean =>
  /(?:^|[ _])(?:VIRTUAL_HOST|LETSENCRYPT_HOST|HOSTNAME|SERVER_NAME|[A-Z_]*ADVERTISED[A-Z_]*|[A-Z_]*ALLOWED_HOSTS?|[A-Z_]*CORS[A-Z_]*|[A-Z_]*ORIGINS?)$/i.test(
    where,
  );

function* judge(service: ComposeService, address: ComposeAddress, variant: VariantId, graph: Graph): Iterable<Says<Message>> {
  const { host, where, near, at } = address;
  const says = (message: Message, more: Partial<Says<Message>> = {}): Says<Message> => ({
    message,
    params: { service: service.name, host, where, near: near[0] ?? "" },
    cause: `${service.name}:${where}:${host}`,
    about: service.component === undefined ? [] : [service.component],
    in: only(variant),
    at: [at],
    ...more,
  });
  const [best, ...others] = near;
  if (best !== undefined && others.length === 0) {
    const meant = serviceNamed(best, service, variant, graph);
    const fix = didYouMean(service, address, best);
    yield says("near", { at: meant === undefined ? [at] : [at, meant.at], ...(fix && { fixes: [fix] }) });
    return;
  }
  if (mayLiveOutside(service, graph)) return;
  const namesake = serviceNamed(host, service, variant, graph);
  if (namesake !== undefined) {
    if (namesake.name !== service.name) yield says("apart", { at: [at, namesake.at] });
    return;
  }
  const sleeping = graph.resources("compose-service", service.system).find((it) => it.project === service.project && it.name === host);
  if (sleeping !== undefined) yield says("elsewhere", { at: [at, sleeping.at], severity: "note", because: "It runs in another variant." });
  // Whoever is alone in a project is started beside others by somebody else.
  else if (servicesIn(variant, service, graph).length > 1 || address.scheme !== undefined || address.port !== undefined)
    yield says("unknown");
}

/** Networks of other projects, the host's own resolver and `extra_hosts` provide names that stand in no file here. */
function mayLiveOutside(service: ComposeService, graph: Graph): boolean {
  if (service.networkMode !== undefined || service.keys.includes("extra_hosts") || service.keys.includes("external_links")) return true;
  const external = graph.resources("compose-network", service.system).filter((it) => it.external);
  return external.some((it) => service.networks.includes(it.name));
}

/** The name is replaced where it is the host, in the text as it stands. */
function didYouMean(service: ComposeService, { at, host, port }: ComposeAddress, near: string): RuleFix | undefined {
  const variable = service.environment.find((it) => it.at === at);
  const text = variable?.written ?? variable?.value ?? [service.command, service.entrypoint].find((it) => it?.at === at)?.value;
  const around: readonly (readonly [string, string])[] = [
    ["@", ""],
    ["//", ""],
    ["", port === undefined ? "" : `:${port}`],
    ["", ""],
  ];
  const [before, after] = around.find(([a, b]) => text?.includes(`${a}${host}${b}`)) ?? [];
  if (before === undefined || after === undefined) return undefined;
  return {
    title: `Call it ${near}`,
    certain: true,
    steps: [{ do: "replace-text", at, from: `${before}${host}${after}`, value: `${before}${near}${after}` }],
  };
}
