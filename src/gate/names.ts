/** Which names say that what stands behind them is nobody's business: `DB_PASSWORD`, `spring.datasource.password`, `apiKey`, `--token`. */

/** Written in one: separators and case are a matter of taste. */
const normal = (name: string): string => name.replace(/[^A-Za-z0-9]+/g, "").toLowerCase();

const always =
  /(?:password|passwd|passphrase|passcode|pwd|secret|token|apikey|accesskey|secretkey|privatekey|accountkey|credentials?|requirepass|masterauth|masteruserpassword|authtoken|sharedaccesskey|connectionstring)$/;
/** Words that make a key one of locks, and not of tables. */
const locks =
  /(?:api|access|private|secret|signing|signature|encryption|encrypt|cipher|crypto|master|account|shared|license|licence|auth|storage|webhook|session|cookie|jwt|hmac|aes|rsa|ssh|tls|ssl|client|deploy|service|server|root|admin|app|subscription|instrumentation|fernet|nextauth|security|x|tenant|integration|write|function|host|sas)key(?:id|data|base|base64|b64|pem|content|value)?$/;
const keyData = /(?:clientkeydata|tlskey|privatekeypem|privatekeydata|keyfilejson|serviceaccountjson|gcpkey|googlecredentialsjson)$/;
/** Words of their own, which are the ends of many others. */
const alone = new Set(["pass", "salt", "pepper", "auth", "pat", "jwt", "sig", "pw", "psk"]);
/** What is called after a secret and is none: where it lies, how long it lives, which one is meant. */
const about =
  /(?:existing|pull|tls|from|use|create|extra|default|generate|has|is|needs?|no|with|allow|enable|reset|forgot|change|min|max|next|page|continuation|sync|cancellation|csrf|xsrf|design|lex|syntax)(?:secret|token|password|credentials?)$|^(?:secret|token|credentials?)(?:name|ref|type)$/;

/** One of these is in every such name; most names have none, and are let go at the cost of one look. */
const signs = /pass|pwd|pw|psk|pat|secret|token|key|cred|auth|salt|pepper|jwt|sig|connection|account/i;

/** Whether a value behind this name is a secret. */
export function isSecretName(name: string): boolean {
  if (!signs.test(name)) return false;
  const it = normal(name);
  if (it === "" || it.length > 120) return false;
  if (about.test(it)) return false;
  if (always.test(it) || locks.test(it) || keyData.test(it)) return true;
  const last = name
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "")
    .at(-1);
  return last !== undefined && (alone.has(last) || /^(?:db|root|user|admin|mail|smtp|redis|mysql|pg|mongo|my)pass$/.test(last));
}

/** Headers whose values open doors. */
export const isSecretHeader = (name: string): boolean =>
  /^(?:proxy-)?authorization$|^cookie$|^set-cookie$|^x-(?:api|auth|access|functions|goog-api|amz-security|vault|gitlab|shopify-access)-?(?:key|token)$/i.test(
    name.trim(),
  ) || isSecretName(name);

const references = [
  /^\$\{[\w.:-]+\}$/,
  /^\$\(?\w+\)?$/,
  /^\$\$?\{?\{.*\}\}?$/,
  /^\{\{.*\}\}$/,
  /^%\w+%$/,
  /^<%.*%>$/,
  /^@\w+@$/,
  /^#\{.*\}#?$/,
  /^<[\w .-]+>$/,
  /^!(?:Ref|Sub|GetAtt|ImportValue)\b/,
  /^(?:vault|aws-sm|ssm|op|secretsmanager|akv|gcpsm|ref\+\w+|arn:aws[\w-]*):/,
  /^\{\{?(?:resolve:|from_secret)/,
];
const words = new Set(
  "true false null nil none undefined yes no on off string str text number int integer bool boolean any unknown object optional required secret password token key varchar bytes void changed redacted hidden masked omitted".split(
    " ",
  ),
);

/** Whether a value gives nothing away: nothing, a reference to something else, a path of a file, a word of the format. */
export function isHarmless(value: string): boolean {
  const it = value.trim();
  if (it === "" || it.includes("‹redacted›")) return true;
  if (/^\d{1,3}$/.test(it) || words.has(it.toLowerCase())) return true;
  if (/^[*x•.\-_]+$/i.test(it)) return true;
  if (/^(?:\/|\.{1,2}\/|~\/|[A-Za-z]:\\)[\w./\\~@ -]*$/.test(it)) return true;
  return references.some((pattern) => pattern.test(it));
}
