import { nameSays, wordsOf } from "../../knowledge/variables.ts";
import { isSecretName } from "../compose/secrets.ts";

/** Words of variables that only one side has, or that every program does without: how it is built, watched, logged and tuned. */
const oneSided: ReadonlySet<string> = new Set(
  (
    "debug debugger dev development develop local test tests testing mock mocks fake stub seed fixtures demo sample watch watchpack chokidar hot reload hmr " +
    "xdebug coverage verbose trace tracing profile profiles profiler profiling log logs logger logging level color colors tz timezone lang locale term " +
    "home path uid gid puid pgid display editor ci opts options java jvm jdk gc heap python pythonpath node go golang gopath dotnet otel jaeger zipkin sentry " +
    "metrics telemetry proxy virtual letsencrypt compose docker container swagger openapi graphiql playground env environment mode stage port ports timeout retries"
  ).split(" "),
);

/** Whether a program is likely lost without it: it says whom to reach, where it is itself reached, or a secret. */
export function isTelling(name: string, value: string | undefined): boolean {
  const words = wordsOf(name);
  if (words.some((it) => oneSided.has(it)) || value === "" || /^(?:true|false|yes|no|on|off|[\d.,]+)$/i.test(value ?? "")) return false;
  return isSecretName(name) || nameSays(name).host || /^[a-z][\w+.-]*:\/\/\S/i.test(value ?? "");
}

const general: ReadonlySet<string> = new Set(
  "url uri urls host hosts hostname port service services server servers addr address endpoint name key secret token api base app http https grpc path id svc value".split(
    " ",
  ),
);
const alike: readonly (readonly [string, RegExp])[] = [
  ["database", /^(?:db|database|datasource|pg|postgres\w*|mysql|mariadb|mongo\w*|sql|jdbc|connectionstrings?|connection)$/],
  ["cache", /^(?:cache|redis|valkey|memcached?)$/],
  ["broker", /^(?:broker|brokers|amqp|rabbit|rabbitmq|kafka|nats|queue|mq|bootstrap)$/],
  ["mail", /^(?:mail|mailer|email|smtp)$/],
];
const subjectsOf = (name: string): readonly string[] => {
  const words = wordsOf(name).map((word) => alike.find(([, it]) => it.test(word))?.[0] ?? word);
  const own = words.filter((it) => !general.has(it));
  return own.length > 0 ? own : words;
};

/** Whether two names may say the same thing: `DATABASE_URL` here, `DB_HOST` and `DB_PASSWORD` there. */
export function speakOfTheSame(name: string, other: string): boolean {
  const subjects = new Set(subjectsOf(name));
  return subjectsOf(other).some((it) => subjects.has(it));
}

/** `SPRING_DATASOURCE_URL` and `spring.datasource.url` are one. */
export const keyOf = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, "");
