/** What can be the name of a host, and what kind of name it is. Text only: who answers to it is asked elsewhere. */

const label = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?(?:\.[a-z0-9_](?:[a-z0-9_-]*[a-z0-9_])?)*\.?$/i;
const ipv4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;

/** A name or an IPv4 address. A number is none, and neither is a version. */
export const isHost = (text: string): boolean =>
  label.test(text) && (/[a-z_]/i.test(text) ? !/^v?\d+(?:\.\d+)+/i.test(text) : ipv4.test(text));

export const isIp = (host: string): boolean => ipv4.test(host) || host.includes(":");

/** The machine itself, or whatever it listens on. */
export const isLocal = (host: string): boolean =>
  /^(?:localhost|localhost\.localdomain|.+\.localhost|0\.0\.0\.0|127(?:\.\d+){3}|::1?|host\.docker\.internal|gateway\.docker\.internal|docker\.for\.\w+\.(?:localhost|host\.internal)|host\.containers\.internal|broadcasthost)\.?$/i.test(
    host,
  );

/** Endings of files, and of names that no public server answers to. */
const notPublic = new Set(
  "json yaml yml js mjs cjs ts tsx jsx py rb php go java kt scala cs rs c h cpp sql conf cnf cfg ini toml env properties xml txt csv log pid sock socket pem crt cer key p12 jks pfx jar war zip tar gz tgz html htm css png jpg svg sh bash bat exe dll so db sqlite lock tmp bak local localhost localdomain internal intranet lan home corp private arpa test example invalid svc cluster consul docker default".split(
    " ",
  ),
);
const placeholder =
  /(?:^|\.)(?:example\.(?:com|org|net|io)|(?:your|my)[\w-]*\.\w+|(?:domain|company|mydomain|yourdomain|mysite|acme|foo|bar|test)\.(?:com|org|net|io|tld))$/i;

/** A name that the public DNS would answer to, as far as its shape tells. */
export function looksPublic(host: string): boolean {
  const name = host.replace(/\.$/, "").toLowerCase();
  const last = name.slice(name.lastIndexOf(".") + 1);
  return name.includes(".") && /^[a-z]{2,24}$/.test(last) && !notPublic.has(last) && !name.includes("_") && !placeholder.test(name);
}

/** What people write where a name is still missing. */
export const isPlaceholder = (host: string): boolean =>
  /^(?:your|my)[-_]|^(?:host|hostname|server|servername|changeme|change[-_]me|todo|tbd|none|null|nil|true|false|yes|no|on|off|undefined|default|auto|disabled|enabled|any|all|x+|example|placeholder|dummy|value|string|ip|address)$/i.test(
    host,
  ) || placeholder.test(host);
