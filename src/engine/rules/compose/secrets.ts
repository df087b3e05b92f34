import type { ComposeVariable } from "../../model/index.ts";

/** How a value gives a secret away. `weak`: nobody would call it a secret in production. */
export interface Exposure {
  readonly as: "literal" | "fallback" | "url" | "argument";
  readonly weak: boolean;
}

/** Whether a variable holds a secret in clear, by what it is called and what its value looks like. `known`: names that are no secret. */
export function exposedIn(
  { name, value, written, templated }: Pick<ComposeVariable, "name" | "value"> & Partial<ComposeVariable>,
  known: ReadonlySet<string> = new Set(),
): Exposure | undefined {
  const text = written ?? value ?? "";
  const inUrl = passwordIn(text);
  if (inUrl !== undefined) {
    const given = literalOf(inUrl);
    return given === undefined || !isSecret(given) ? undefined : { as: "url", weak: isWeak(given) || known.has(given) };
  }
  if (!isSecretName(name) || templated === true) return undefined;
  const given = literalOf(text);
  if (given === undefined || !isSecret(given)) return undefined;
  return { as: given === text ? "literal" : "fallback", weak: isWeak(given) || known.has(given) };
}

const secretName =
  /(?:^|[_.-])(?:pass|passwd|password|passphrase|pwd|secret|secrets|token|apikey|api_?key|secret_?key|private_?key|access_?key|encryption_?key|signing_?key|master_?key|jwt_?key|app_?key|auth_?key|account_?key|cookie_?key|hash_?salt|credentials?)(?:_?(?:base|base64|value|default|v?\d+))*$/;
const otherwise =
  /(?:^|[_.-])(?:public|file|path|dir|url|uri|name|id|ttl|expir\w*|timeout|length|min|max|header|type|allow_empty|enabled?|disabled?|policy|rotation)$/;

/** `DB_PASSWORD`, `secretKey`, `spring.datasource.password`; not `PUBLIC_KEY`, not `PASSWORD_FILE`. */
export function isSecretName(name: string): boolean {
  const words = name.replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase();
  return (
    !otherwise.test(words) &&
    !/allow_empty|public_?key|(?:^|_)(?:no|has|use|enable|disable|require|random)_/.test(words) &&
    (secretName.test(words) || /password$|passwd$|secret$|^secret_|(?:key|secret)_content$/.test(words))
  );
}

/** The password of a URL's user: `postgres://app:this@db`. */
const passwordIn = (text: string): string | undefined => /[a-z][\w+.-]*:\/\/[^\s/:@]*:((?:\$\{[^}]*\}|[^\s@/])+)@/i.exec(text)?.[1];

/** The literal part: the whole value, or the default of the one `${…}` it is; `undefined` = the value comes from elsewhere. */
function literalOf(text: string): string | undefined {
  const escaped = text.replaceAll("$$", "");
  if (!escaped.includes("$")) return text;
  const fallback = /^\$\{\w+:?-([^${}]*)\}$/.exec(text)?.[1];
  return fallback === "" ? undefined : fallback;
}

const nothing = /^(?:|true|false|yes|no|on|off|none|null|nil|undefined|default|required|optional|disabled|enabled|auto|random|\d{1,3})$/i;
const pointer = /^(?:\/|\.{1,2}\/|~\/|file:|[a-z]:\\|arn:|vault:|op:\/\/|ssm:|sm:\/\/|https?:\/\/[^@]*$|\/run\/secrets)/i;
const hole =
  /^(?:<.*>|\[.*\]|\{.*\}|%.*%|x{3,}|\*+|\.{3,}|-+|_+|todo.*|tbd|fixme|(?:insert|enter|put|add|fill|paste|replace)[-_ ].*|your[-_ ].*|.*[-_ ](?:here|goes[-_ ]here))$/i;

/** Something one could log in with: no switch, no path, no hole to fill. */
const isSecret = (value: string): boolean => {
  const text = value.trim().replace(/^["']|["']$/g, "");
  return !nothing.test(text) && !pointer.test(text) && !hole.test(text) && !/-----BEGIN (?:PUBLIC|CERTIFICATE)/.test(text);
};

const everyday =
  /^(?:.*(?:change[-_ ]?(?:me|this|it)?|example|sample|dummy|fake|placeholder|insecure|development|local(?:host|dev)?|not[-_ ]?(?:a[-_ ]?)?secret|test(?:ing)?|dev|demo).*|pass(?:word|wd)?\w{0,3}|p@ss\w*|secrets?\w{0,3}|my[-_]?\w+|root\w{0,4}|admin\w{0,4}|user\w{0,4}|guest|postgres|mysql|mongo|redis|rabbit(?:mq)?|minio(?:admin)?|keycloak|qwerty|abc123|letmein|1234\w*|db\w{0,5}|foo|bar|foobar|token|key|app)$/i;

const isWeak = (value: string): boolean => everyday.test(value) || value.length < 6;
