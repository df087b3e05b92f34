import { remembered } from "../model/index.ts";

/** What a variable's (or flag's) name says about its value. Conventions, in one place: `DB_HOST`, `spring.redis.host`, `--db-host`. */
export interface NameSays {
  /** A bare word in it is a host: `DB_HOST=db`. */
  readonly host: boolean;
  /** It is about others reaching this one, or about who may: `CORS_ORIGINS`, `ADVERTISED_LISTENERS`. No address in it is called. */
  readonly inbound: boolean;
  /** The value is a password, a key, a user: only a whole URL in it is read. */
  readonly secret: boolean;
  /** Its own public address, a download, a web page: a public host in it is no third party this one talks to. */
  readonly own: boolean;
  /** Built into pages that run in a browser. */
  readonly browser: boolean;
  readonly deed: "reads" | "writes" | "publishes" | "consumes" | "registers" | undefined;
}

/** `ConnectionStrings__BasketDb`, `spring.datasource.url`, `--db-host`, `dbHost` → words in lower case. */
export const wordsOf = (name: string): readonly string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((it) => it !== "");

const hostWords = new Set(
  "host hosts hostname hostnames server servers addr addrs address addresses url urls uri uris endpoint endpoints broker brokers seed seeds seeds_list nodes upstream upstreams backend dsn service svc fqdn contactpoints bootstrap sentinels peers remote".split(
    " ",
  ),
);
/** Alone they say nothing of another host: `HOST` is what a server binds to, `SERVER` its own kind. */
const needsStem = new Set([
  "host",
  "hostname",
  "server",
  "service",
  "address",
  "addr",
  "nodes",
  "url",
  "uri",
  "upstream",
  "backend",
  "endpoint",
  "svc",
]);
/** What stands before the host word of a name that speaks about this very server. */
const ownStems = new Set(
  "bind listen listener web http https app server site public external own self my advertise virtual letsencrypt cookie session base root front root_url".split(
    " ",
  ),
);
const inboundWords = new Set(
  "cors origin origins allowed csrf redirect redirects callback callbacks advertised advertise listener listeners listen bind whitelist allowlist referer referrer trusted cookie".split(
    " ",
  ),
);
const secretWords = new Set(
  "password passwd pass pwd secret token apikey key credential credentials auth user username login email mail".split(" "),
);
const ownWords = new Set(
  "public external base site website homepage domain docs documentation support download downloads image images repo repository registry mirror proxy schema license issuer self canonical frontend subdomain contact privacy terms logo icon avatar cdn git github".split(
    " ",
  ),
);
const neverHost = new Set(
  "name type driver engine kind mode class image tag version profile profiles topic topics queue db database index path dir file prefix group".split(
    " ",
  ),
);
const browserPrefix =
  /^(?:REACT_APP|VITE|NEXT_PUBLIC|NUXT_PUBLIC|VUE_APP|NG_APP|GATSBY|EXPO_PUBLIC|PUBLIC(?!_(?:BASE_)?(?:URL|URI|HOST|HOSTNAME|ADDRESS|DOMAIN|ORIGIN)$)|SNOWPACK_PUBLIC|STORYBOOK|RAZZLE|PARCEL)_/;

export const nameSays: (name: string) => NameSays = remembered(read, 5_000);

function read(name: string): NameSays {
  const browser = browserPrefix.test(name);
  const words = wordsOf(name);
  const last = words.at(-1) ?? "";
  const stem = words.slice(0, -1);
  const has = (set: ReadonlySet<string>): boolean => words.some((it) => set.has(it));
  const secret = last !== "" && (secretWords.has(last) || (has(secretWords) && !hostWords.has(last)));
  return {
    host: hostName(words, last, stem) && !has(inboundWords) && !secret,
    inbound: has(inboundWords) || /^(?:no_proxy|virtual_host|letsencrypt_host|server_name)$/i.test(name),
    secret,
    own: ownName(words, last, stem, browser),
    browser,
    deed: deedOf(words),
  };
}

function hostName(words: readonly string[], last: string, stem: readonly string[]): boolean {
  if (words.length === 0) return false;
  // `ConnectionStrings__Redis=redis`, `REDIS_CONNECTION_STRING=redis`.
  if (
    words.some(
      (it, index) =>
        (it === "connection" && /^strings?$/.test(words[index + 1] ?? "")) || it === "connectionstrings" || it === "connectionstring",
    )
  )
    return true;
  if (neverHost.has(last)) return last === "name" && words.at(-2) === "host" && words.length > 2;
  if (hostWords.has(last)) {
    if (!needsStem.has(last)) return true;
    return stem.length > 0 && !stem.every((it) => ownStems.has(it));
  }
  if (last === "points" && words.at(-2) === "contact") return true;
  // Written in one word: `PGHOST`, `DBHOST`, `REDISURL`.
  return /^[a-z]{2,}(?:host|hosts|hostname|url|uri|addr|server|endpoint)$/.test(last) && !/^(?:local|ghost|curl|vhost|allowed)/.test(last);
}

function ownName(words: readonly string[], last: string, stem: readonly string[], browser: boolean): boolean {
  const said = browser ? words.filter((it) => it !== "public") : words;
  if (said.some((it) => ownWords.has(it) && !(it === "base" && stem.length > 1 && stem[0] !== "app" && stem[0] !== "site"))) return true;
  return hostWords.has(last) && (stem.length === 0 || stem.every((it) => ownStems.has(it)));
}

function deedOf(words: readonly string[]): NameSays["deed"] {
  for (const it of words) {
    if (/^(?:read|reader|readonly|ro|replica|slave)$/.test(it)) return "reads";
    if (/^(?:write|writer)$/.test(it)) return "writes";
    if (/^(?:publish|publisher|producer|produce)$/.test(it)) return "publishes";
    if (/^(?:consume|consumer|subscriber|subscribe|listener|worker)$/.test(it)) return "consumes";
  }
  return undefined;
}

/** The variable that says the port of the host this one names: `DB_HOST` → `DB_PORT`. */
export function portNameOf(name: string): string | undefined {
  const port = name.replace(/(HOST_?NAMES?|HOSTS?|SERVERS?|ADDR(?:ESS)?|ENDPOINT)(?=$|_?\d*$)/i, (it) =>
    it === it.toUpperCase() ? "PORT" : it === it.toLowerCase() ? "port" : "Port",
  );
  return port === name ? undefined : port;
}
