import type { ComposeService, ComposeVariable, EvidenceId } from "../model/index.ts";
import { type Exposure, exposedIn } from "./compose/secrets.ts";
import { type RuleFix, rule, type Says } from "./rule.ts";
import { unlessPrototype } from "./weight.ts";

type Message = "literal" | "fallback" | "url" | "argument";

export const secretInClear = rule({
  id: "secret-in-clear",
  title: "No secret stands in a file of the repository",
  why: "Whoever can read the repository, its history or a copy of it can use the secret, and changing it means changing every copy.",
  remedy: `Take it from the environment without a default (\`\${DB_PASSWORD:?}\`), or from a Compose secret through a variable that ends in \`_FILE\`. Then change the secret: the old one is in the history.`,
  silent:
    "Values from variables without a default, `_FILE` variables and paths, empty values and switches, public keys, and placeholders that cannot work (`<your-key>`, `xxxx`). A value that only a development machine would use (`postgres`, `changeme`) weighs less.",
  area: "security",
  covers: ["x-secret-committed"],
  sources: ["https://docs.docker.com/compose/how-tos/use-secrets/", "https://cwe.mitre.org/data/definitions/798.html"],
  default: true,
  scope: "resource:compose-service",
  messages: {
    literal: "The value of {name} in {service} is a secret written in clear.",
    fallback: "{name} in {service} has a secret written in clear as its default, which holds wherever nobody sets the variable.",
    url: "{name} in {service} is a URL with a password written in clear.",
    argument: "The {name} of {service} passes a secret written in clear.",
  },
  severity: (requirements) => unlessPrototype("error", requirements),
  *check(service) {
    const known = namesAround(service);
    for (const variable of service.environment) {
      const exposure = exposedIn(variable, known);
      if (exposure !== undefined) yield says(service, variable.name, variable.at, exposure, outside(variable, exposure));
    }
    for (const [name, text] of [["command", service.command] as const, ["entrypoint", service.entrypoint] as const]) {
      const argument = text && secretArgument(text.written ?? text.value);
      if (text !== undefined && argument !== undefined) yield says(service, name, text.at, { as: "argument", weak: argument.weak }, []);
    }
  },
  good: [
    {
      title: "From the environment, or from a file",
      files: {
        "compose.yaml": `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_USER: app
      POSTGRES_PASSWORD: \${DB_PASSWORD:?}
      DATABASE_URL: postgres://app:\${DB_PASSWORD}@db/app
      MYSQL_ROOT_PASSWORD_FILE: /run/secrets/root
      ALLOW_EMPTY_PASSWORD: "yes"
      TOKEN_TTL: 3600
      API_KEY: <your key>
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`,
      },
    },
  ],
  bad: [
    {
      title: "Literals, a default, a URL, an argument",
      files: {
        "compose.yaml": `services:
  api:
    build: .
    environment:
      - STRIPE_SECRET_KEY=kjh3Hk29dkVbn40sXq71
      - JWT_SECRET=\${JWT_SECRET:-9f8a7b6c5d4e3f2a1b0c}
      - DATABASE_URL=postgres://app:Tr4velling-Bee@db/app
  cache:
    image: redis:7.4
    command: redis-server --requirepass Gr33n-Kettle
`,
      },
      says: [
        "The value of STRIPE_SECRET_KEY in api is a secret written in clear.",
        "JWT_SECRET in api has a secret written in clear as its default, which holds wherever nobody sets the variable.",
        "DATABASE_URL in api is a URL with a password written in clear.",
        "The command of cache passes a secret written in clear.",
      ],
    },
    {
      title: "A password for a development machine",
      files: {
        "compose.yaml": `services:
  db:
    image: postgres:16
    environment:
      POSTGRES_PASSWORD: postgres
    volumes: [data:/var/lib/postgresql/data]
volumes:
  data: {}
`,
      },
      says: ["The value of POSTGRES_PASSWORD in db is a secret written in clear."],
    },
  ],
});

/** One finding a place: what several services take from one block, or one env file, is one secret. */
function says(service: ComposeService, name: string, at: EvidenceId, { as, weak }: Exposure, fixes: readonly RuleFix[]): Says<Message> {
  return {
    message: as,
    params: { service: service.name, name },
    cause: at,
    about: service.component === undefined ? [] : [service.component],
    in: service.in,
    at: [at],
    fixes,
    ...(weak && { severity: "warning", because: "The value looks like one for a development machine." }),
  };
}

/** What a password is no secret for equalling: the user, the database, the product, the service. */
const namesAround = ({ name, project, image, environment }: ComposeService): ReadonlySet<string> =>
  new Set([
    name,
    project,
    ...(image?.value.toLowerCase().match(/[a-z]+/g) ?? []),
    ...environment
      .filter((it) => /user|name|db|database|login/i.test(it.name) && !/pass|secret|token/i.test(it.name))
      .flatMap((it) => it.value ?? []),
  ]);

/** A variable instead of the value; a person has to put the value somewhere. */
function outside({ name, at, from }: ComposeVariable, { as }: Exposure): readonly RuleFix[] {
  if (as !== "literal" || from !== "file") return [];
  const reference = `\${${name}:?}`;
  const value = at.endsWith(`[${name}]`) ? `${name}=${reference}` : reference;
  return [{ title: `Take ${name} from the environment`, certain: false, steps: [{ do: "set", at, value }] }];
}

function secretArgument(command: string): { readonly weak: boolean } | undefined {
  const argument = /--?(?:requirepass|masterauth|(?:[\w-]+-)?(?:password|passwd|secret|token|api-?key))(?:\s+|=)["']?([^\s"'$]+)/i.exec(
    command,
  )?.[1];
  if (argument === undefined || argument.startsWith("-")) return undefined;
  const exposure = exposedIn({ name: "PASSWORD", value: argument });
  return exposure && { weak: exposure.weak };
}
