import type { Dockerfile, DockerInstruction, EvidenceId, NonEmpty } from "../../model/index.ts";
import { exposedIn, isSecretName } from "../compose/secrets.ts";
import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { about, contextIn, contextsBuilt, isForDevelopment, shipped, shippedInstructions } from "./stages.ts";

export const dockerSecretInBuild = rule({
  id: "docker-secret-in-build",
  title: "No secret goes into an image",
  why: "Arguments and variables stand in the image's history and its settings, copied files in a layer, also when a later step deletes them: whoever can pull the image has them.",
  remedy: "`RUN --mount=type=secret,id=token …` for what the build needs; give the process what it needs when it is started.",
  silent:
    "Env files that a `.dockerignore` leaves out, secrets that are mounted, empty values and switches, `_FILE` variables and paths, and public keys. A stage that is not shipped, and a value that only a development machine would use, weigh less.",
  area: "security",
  covers: ["docker-secret-in-build"],
  sources: [
    "https://docs.docker.com/build/building/secrets/",
    "https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/",
  ],
  default: true,
  scope: "resource:dockerfile",
  messages: {
    literal: "{file} sets {name} to a secret written in clear: it is in the repository and in the image.",
    url: "{file} has a password written in clear in the URL of {name}: it is in the repository and in the image.",
    argument: "{file} takes {name} as a build argument: what is given stays in the history of the image.",
    variable: "{file} keeps {name} of the build as a variable of the image: whoever can pull it can read it.",
    copied: "{file} copies {name} into a layer of the image, and it stays there also when a later step deletes it.",
    everything: "{file} copies all that lies in its folder into the image, {name} with the secrets in it: no .dockerignore leaves it out.",
    command: "A step of {file} sets {name} to a secret written in clear: it is in the repository and in the history of the image.",
  },
  severity: (requirements) => unlessPrototype("warning", requirements),
  *check(file, graph) {
    for (const [name, { message, weak, at, ships }] of leaksOf(file)) {
      const because = weak
        ? "The value looks like one for a development machine."
        : ships
          ? undefined
          : "It stays in the build's cache and records, not in the image that is shipped.";
      yield about(file, { message, params: { name }, cause: name, at, ...(because !== undefined && { severity: "note", because }) });
    }
    const copy = isForDevelopment(file) ? undefined : shippedInstructions(file).find((it) => contextIn(it) !== undefined);
    if (copy === undefined) return;
    for (const { folder, takes } of contextsBuilt(file, graph))
      for (const { name, variables } of takes) {
        const exposed = variables.flatMap((it) => exposedIn(it) ?? []);
        if (exposed.length === 0) continue;
        const path = folder === "" ? name : `${folder}/${name}`;
        const because = exposed.every(({ weak }) => weak) ? "The values look like those for a development machine." : undefined;
        yield about(file, {
          message: "everything",
          params: { name: path },
          cause: `everything ${path}`,
          at: [copy.at],
          ...(because !== undefined && { severity: "note", because }),
        });
      }
  },
  good: [
    {
      title: "Left out of what is copied",
      files: {
        "api/Dockerfile": 'FROM node:24\nCOPY . .\nUSER node\nCMD ["node", "server.js"]\n',
        ".dockerignore": "**/.env\n",
        ".env": "STRIPE_SECRET_KEY=kjh3Hk29dkVbn40sXq71\n",
        "compose.yaml": "services:\n  api:\n    build: {context: ., dockerfile: api/Dockerfile}\n",
      },
    },
    {
      title: "Mounted for one step",
      files: {
        Dockerfile: `FROM node:24
ARG NODE_VERSION=24
ENV TOKEN_TTL=3600 DB_PASSWORD_FILE=/run/secrets/db API_TOKEN=""
RUN --mount=type=secret,id=npm_token NPM_TOKEN=$(cat /run/secrets/npm_token) npm ci
COPY .env.example /app/
USER node
CMD ["node", "server.js"]
`,
      },
    },
  ],
  bad: [
    {
      title: "All that lies there",
      files: {
        "api/Dockerfile": 'FROM node:24\nCOPY . .\nUSER node\nCMD ["node", "server.js"]\n',
        "api/.dockerignore": "node_modules\n",
        "api/.env": "STRIPE_SECRET_KEY=kjh3Hk29dkVbn40sXq71\nLOG_LEVEL=info\n",
      },
      says: [
        "api/Dockerfile copies all that lies in its folder into the image, api/.env with the secrets in it: no .dockerignore leaves it out.",
      ],
    },
    {
      title: "An argument, a value, a file",
      files: {
        Dockerfile: `FROM node:24
ARG NPM_TOKEN
ENV STRIPE_SECRET_KEY=kjh3Hk29dkVbn40sXq71
COPY id_rsa /root/.ssh/id_rsa
USER node
CMD ["node", "server.js"]
`,
      },
      says: [
        "Dockerfile takes NPM_TOKEN as a build argument: what is given stays in the history of the image.",
        "Dockerfile sets STRIPE_SECRET_KEY to a secret written in clear: it is in the repository and in the image.",
        "Dockerfile copies id_rsa into a layer of the image, and it stays there also when a later step deletes it.",
      ],
    },
    {
      title: "An argument that becomes a variable, in a stage that is not shipped",
      files: {
        Dockerfile: `FROM node:24 AS build
ARG GITHUB_TOKEN
ENV GITHUB_TOKEN=$GITHUB_TOKEN
RUN npm ci
FROM nginx:1.29
COPY --from=build /dist /usr/share/nginx/html
USER nginx
`,
      },
      says: ["Dockerfile takes GITHUB_TOKEN as a build argument: what is given stays in the history of the image."],
    },
  ],
});

type Message = "literal" | "url" | "argument" | "variable" | "copied" | "command";
interface Leak {
  readonly message: Message;
  readonly weak: boolean;
}
interface Leaked extends Leak {
  readonly at: NonEmpty<EvidenceId>;
  readonly ships: boolean;
}

/** One leak a name: the argument that is taken, copied to a variable and used is one secret. The first place says how. */
function leaksOf(file: Dockerfile): ReadonlyMap<string, Leaked> {
  const found = new Map<string, Leaked>();
  const ships = new Set(shipped(file));
  for (const stage of file.stages)
    for (const instruction of stage.instructions)
      for (const [name, leak] of leaksIn(instruction)) {
        const known = found.get(name);
        const worse = known === undefined || (known.weak && !leak.weak) ? leak : known;
        found.set(name, {
          message: worse.message,
          weak: worse.weak,
          ships: known?.ships === true || ships.has(stage),
          at: known === undefined ? [instruction.at] : [known.at[0], ...new Set([...known.at.slice(1), instruction.at])],
        });
      }
  return found;
}

function leaksIn({ name, text, flags, variables }: DockerInstruction): readonly (readonly [string, Leak])[] {
  if (variables !== undefined) return variables.flatMap((it) => given(it.name, it.value, name === "ARG"));
  if ((name === "COPY" || name === "ADD") && flags["from"] === undefined) return copied(text);
  return name === "RUN" ? inCommand(text) : [];
}

function given(name: string, value: string | undefined, argument: boolean): readonly (readonly [string, Leak])[] {
  if (argument && (value === undefined || value === "")) return isSecretName(name) ? [[name, { message: "argument", weak: false }]] : [];
  if (value === undefined || value === "") return [];
  const isReference = /^\$\{?\w+\}?$/.test(value);
  if (isReference) return isSecretName(name) ? [[name, { message: "variable", weak: false }]] : [];
  const exposure = exposedIn({ name, value });
  return exposure === undefined ? [] : [[name, { message: exposure.as === "url" ? "url" : "literal", weak: exposure.weak }]];
}

const secretFile =
  /(?:^|\/)(?:id_(?:rsa|dsa|ecdsa|ed25519)|\.env(?:\.(?:local|prod|production))?|\.netrc|\.pypirc|\.dockercfg|kubeconfig|\.pgpass|\.git-credentials|\.htpasswd|credentials(?:\.json)?|service[-_]?account(?:[-_]?key)?\.json|[\w.-]+\.(?:pfx|p12|jks|keystore)|[\w.-]*(?:private|server|tls|secret)[\w.-]*\.key|\.?secrets?\.(?:ya?ml|json|env|txt))$|(?:^|\/)\.(?:ssh|aws|azure|gnupg|kube)(?:\/|$)|(?:^|\/)\.docker\/config\.json$/i;

function copied(text: string): readonly (readonly [string, Leak])[] {
  const words = text.startsWith("[")
    ? (text.match(/[^"[\],]+/g) ?? []).map((it) => it.trim()).filter((it) => it !== "")
    : text.split(/\s+/);
  return words
    .slice(0, -1)
    .filter((it) => secretFile.test(it))
    .map((it) => [it, { message: "copied", weak: false }] as const);
}

/** `export TOKEN=…` and `TOKEN=… npm ci` in a step. */
const inCommand = (text: string): readonly (readonly [string, Leak])[] =>
  [...text.matchAll(/(?:^|[\s;&|(])([A-Za-z_]\w{2,60})=("[^"]{1,500}"|'[^']{1,500}'|[^\s;&|"']{1,500})/g)].flatMap(
    ([, name = "", value = ""]) => {
      const plain = value.replace(/^["']|["']$/g, "");
      if (/[$`]/.test(plain)) return [];
      const exposure = exposedIn({ name, value: plain });
      return exposure === undefined ? [] : [[name, { message: "command", weak: exposure.weak }] as const];
    },
  );
