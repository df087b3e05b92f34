import type { DockerInstruction, EvidenceId, NonEmpty } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { type Command, commandsIn } from "./shell.ts";
import { about } from "./stages.ts";

export const dockerTlsVerifyDisabled = rule({
  id: "docker-tls-verify-disabled",
  title: "What a build downloads is checked",
  why: "Without the check of the certificate, or of a package's signature, whoever stands between the build and the server decides what is installed and shipped.",
  remedy:
    "Add the missing certificate to the image (`update-ca-certificates`) or the missing key to the package manager instead of turning the check off.",
  silent: "The same words in the text of another command (`echo`, `grep`), and downloads from localhost.",
  area: "security",
  covers: ["docker-tls-verify-disabled"],
  sources: ["https://cwe.mitre.org/data/definitions/295.html", "https://cwe.mitre.org/data/definitions/494.html"],
  default: true,
  scope: "resource:dockerfile",
  messages: {
    certificate: "{switch} turns off the check of certificates: the build takes what anybody between it and the server sends.",
    signature: "{switch} turns off the check of signatures: the build installs packages whoever made them.",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(file) {
    const found = new Map<string, { readonly what: What; readonly at: NonEmpty<EvidenceId> }>();
    for (const { instructions } of file.stages)
      for (const instruction of instructions)
        for (const it of switchesIn(instruction)) {
          const known = found.get(it.said);
          found.set(it.said, { what: it.what, at: known === undefined ? [instruction.at] : [...known.at, instruction.at] });
        }
    for (const [said, { what, at }] of found)
      yield about(file, { message: what, params: { switch: said }, cause: said, at: [at[0], ...new Set(at.slice(1))] });
  },
  good: [
    {
      title: "Checked, and other commands with the same words",
      files: {
        Dockerfile: `FROM alpine:3.22
ENV NODE_TLS_REJECT_UNAUTHORIZED=1
COPY company.crt /usr/local/share/ca-certificates/
RUN update-ca-certificates && curl -fsSLo /tmp/tool https://example.com/tool && grep -k lol /tmp/tool
RUN echo "never use --allow-untrusted" | tee /notes
USER 1000
`,
      },
    },
  ],
  bad: [
    {
      title: "In a here-document, and in a setting of apt",
      files: {
        Dockerfile: `# syntax=docker/dockerfile:1
FROM debian:13
RUN <<EOF
set -e
# the proxy has a certificate of its own
apt-get -o Acquire::https::Verify-Peer=false update
curl -k https://example.com/tool -o /usr/bin/tool
EOF
USER app
`,
      },
      says: [
        "apt-get Acquire::https::Verify-Peer=false turns off the check of certificates: the build takes what anybody between it and the server sends.",
        "curl -k turns off the check of certificates: the build takes what anybody between it and the server sends.",
      ],
    },
    {
      title: "curl, a variable, a package manager",
      files: {
        Dockerfile: `FROM alpine:3.22
RUN curl -fsSLk https://example.com/tool -o /usr/bin/tool && apk add --allow-untrusted /tmp/tool.apk
RUN NODE_TLS_REJECT_UNAUTHORIZED=0 npm ci
USER 1000
`,
      },
      says: [
        "curl -k turns off the check of certificates: the build takes what anybody between it and the server sends.",
        "apk --allow-untrusted turns off the check of signatures: the build installs packages whoever made them.",
        "NODE_TLS_REJECT_UNAUTHORIZED=0 turns off the check of certificates: the build takes what anybody between it and the server sends.",
      ],
    },
  ],
});

type What = "certificate" | "signature";
interface Switch {
  readonly said: string;
  readonly what: What;
}

const off = /^(?:0|false|no|off|n)$/i;
const set = /^.+$/s;

/** Variables by which programs are told, and the values that turn the check off. */
const variables: Readonly<Record<string, RegExp>> = {
  // Git asks whether it is set, not to what.
  git_ssl_no_verify: set,
  node_tls_reject_unauthorized: /^0$/,
  pythonhttpsverify: /^0$/,
  npm_config_strict_ssl: off,
  yarn_strict_ssl: off,
  pip_trusted_host: set,
  uv_insecure_host: set,
  conda_ssl_verify: off,
  cargo_http_check_revoke: off,
  goinsecure: set,
  gosumdb: /^off$/i,
  gonosumcheck: /^1|true$/i,
  git_ssl_verify: off,
  hg_insecure: /^1|true$/i,
};

function variableOf(name: string, value: string | undefined): readonly Switch[] {
  const test = variables[name.toLowerCase()];
  if (value === undefined || test === undefined || !test.test(value)) return [];
  return [{ said: test === set ? name : `${name}=${value}`, what: /sum/i.test(name) ? "signature" : "certificate" }];
}

interface Flag {
  readonly programs: RegExp;
  readonly flag: RegExp;
  readonly what: What;
}

const flags: readonly Flag[] = [
  // Of short options in one word, none before the `k` takes a value: `-ok` names a file.
  {
    programs: /^curl$/,
    flag: /^(?:--insecure|--proxy-insecure|--doh-insecure|-[aBfgGiIjJlLMnNOpqRsSvVZ#0-46]*k[a-zA-Z]*)$/,
    what: "certificate",
  },
  { programs: /^wget2?$/, flag: /^--no-check-certificate$/, what: "certificate" },
  { programs: /^(?:pip[\d.]*|pipenv|uv)$/, flag: /^--(?:trusted-host|allow-insecure-host)(?:=.*)?$/, what: "certificate" },
  { programs: /^apk$/, flag: /^--allow-untrusted$/, what: "signature" },
  {
    programs: /^(?:apt|apt-get|aptitude)$/,
    flag: /^(?:--allow-unauthenticated|--force-yes|--allow-insecure-repositories)$/,
    what: "signature",
  },
  { programs: /^(?:yum|dnf5?|microdnf|tdnf)$/, flag: /^--no-?gpgcheck$/, what: "signature" },
  { programs: /^zypper$/, flag: /^--(?:no-gpg-checks|allow-unsigned-rpm)$/, what: "signature" },
  {
    programs: /^(?:apt|apt-get|aptitude)$/,
    flag: /^(?:-o)?(?:Acquire::(?:https|http)::(?:[\w.:-]+::)?Verify-(?:Peer|Host))=["']?(?:false|0|no)["']?$/i,
    what: "certificate",
  },
  { programs: /^(?:mvnw?|mvnd)$/, flag: /^-Dmaven\.wagon\.http\.ssl\.(?:insecure|allowall)=true$/, what: "certificate" },
  {
    programs: /^(?:docker|podman|skopeo|buildah|oc|kubectl)$/,
    flag: /^--(?:(?:src-|dest-)?tls-verify=false|insecure-skip-tls-verify(?:=true)?)$/,
    what: "certificate",
  },
  { programs: /^rpm$/, flag: /^--no(?:digest|signature|verify|filedigest|gpg)$/, what: "signature" },
  {
    programs: /^(?:yum|dnf5?|(?:yum|dnf)-config-manager|microdnf)$/,
    flag: /^--setopt=(?:.*\.)?sslverify=(?:0|false|no)$/i,
    what: "certificate",
  },
  {
    programs: /^(?:yum|dnf5?|(?:yum|dnf)-config-manager|microdnf)$/,
    flag: /^--setopt=(?:.*\.)?gpgcheck=(?:0|false|no)$/i,
    what: "signature",
  },
  { programs: /^aws$/, flag: /^--no-verify-ssl$/, what: "certificate" },
  { programs: /^(?:http|https)$/, flag: /^--verify=(?:no|false)$/, what: "certificate" },
  { programs: /^conda$/, flag: /^--insecure$|^-k$/, what: "certificate" },
  { programs: /^helm$/, flag: /^--insecure-skip-tls-verify$/, what: "certificate" },
  { programs: /^(?:npm|yarn|pnpm)$/, flag: /^--(?:no-strict-ssl|strict-ssl=false)$/, what: "certificate" },
];

/** Settings that are written for good: `npm config set strict-ssl false`. */
const settings: readonly RegExp[] = [
  /^(?:npm|pnpm|yarn) (?:(?:config|c) )?set (?:-g |--global |-- )*(?:strict-ssl|enableStrictSsl)[ =](?:"|')?(?:false|0)\b/i,
  /^git config (?:.* )?http\.(?:\S+\.)?sslverify (?:false|0|no|off)\b/i,
  /^git (?:.* )?-c http\.(?:\S+\.)?sslverify=(?:false|0|no|off)\b/i,
  /^conda config (?:.* )?--set ssl_verify (?:false|no)\b/i,
  /^composer config (?:.* )?(?:disable-tls (?:true|1)|secure-http (?:false|0))\b/i,
  /^poetry config certificates\.\S+\.cert false\b/i,
  /^(?:echo|printf) .*\bsslverify ?= ?(?:false|0|no)\b.*>>? ?\S*(?:yum|dnf)/i,
  /^pip[\d.]* config (?:.* )?set (?:global\.)?trusted-host\b/i,
];

function switchesIn({ name, text, exec, variables: said }: DockerInstruction): readonly Switch[] {
  if (said !== undefined) return said.flatMap((it) => variableOf(it.name, it.value));
  if (!["RUN", "CMD", "ENTRYPOINT"].includes(name)) return [];
  return commandsIn(exec === undefined ? text : exec.join(" ")).flatMap(switchesOf);
}

function switchesOf({ sets, words }: Command): readonly Switch[] {
  const found = sets.flatMap((it) => variableOf(it.name, it.value));
  const [first = "", ...rest] = words;
  // `python3 -m pip install …` is pip.
  const asModule = /^python[\d.]*$/.test(first) && rest[0] === "-m" && rest[1] !== undefined;
  const program = (asModule ? (rest[1] ?? "") : first).replace(/^.*\//, "");
  if (rest.some((it) => /^(?:https?:\/\/)?(?:localhost|127\.0\.0\.1)\b/.test(it))) return found;
  for (const { programs, flag, what } of flags) {
    if (!programs.test(program)) continue;
    const word = rest.find((it) => flag.test(it));
    if (word !== undefined) found.push({ said: `${program} ${short(word)}`, what });
  }
  const line = [program, ...rest].join(" ");
  if (settings.some((it) => it.test(line))) found.push({ said: line.length > 80 ? `${line.slice(0, 80)}…` : line, what: "certificate" });
  return found;
}

/** `-fsSLk` is `-k`; what a flag was given is its own business. */
const short = (word: string): string => (/^-[a-zA-Z#]+$/.test(word) ? "-k" : word.replace(/^(--(?!setopt|strict|verify)[\w-]+)=.*$/, "$1"));
