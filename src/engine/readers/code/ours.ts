/** Which source files say what the system does: not tests, not what is generated, vendored or bundled. */

const folders =
  /(?:^|\/)(?:node_modules|vendor|third[_-]party|bower_components|dist|\.next|__tests__|__mocks__|tests?|testing|testdata|specs?|e2e|cypress|playwright|fixtures?|mocks?|stories|\.storybook|benchmarks?|migrations?|site-packages|generated|gen|wwwroot|static|public|assets|scripts?)\//i;
const files =
  /(?:\.(?:test|tests|spec|specs|stories|e2e|cy|mock|mocks|min|bundle|d|pb|g|designer|generated)\.\w+|_test\.(?:go|py|rb)|_spec\.rb|_pb2(?:_grpc)?\.pyi?|_grpc_pb\.js|_pb\.(?:js|ts)|(?:^|\/)(?:test_[^/]*|conftest|setup|manage)\.py|(?:Test|Tests|IT|Spec|TestCase)\.(?:java|kt|cs|php|groovy)|(?:^|\/)[^/]*\.config\.[cm]?[jt]s)$/;

export const isOurs = (path: string): boolean =>
  !files.test(path) && !folders.test(path.replace(/(?:^|\/)src\/(?:main|test)\//, (it) => (it.includes("test") ? "/test/" : "/")));

/** Larger files are data. */
const largest = 1_000_000;

/** Whether a person wrote it: no bundle, nothing that says of itself that it is made. */
export function isWritten(text: string): boolean {
  if (text.length > largest) return false;
  if (/\b(?:DO NOT EDIT|@generated|auto-?generated)\b/i.test(text.slice(0, 600))) return false;
  if (text.length < 20_000) return true;
  let lines = 0;
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) lines++;
  return lines * 400 > text.length;
}

/** What a file must hold that says anything about whom it reaches: an address or its name, a variable of the environment, a client. */
const triggers = new RegExp(
  [
    "[\"'`](?:https?|wss?|amqps?|mongodb|rediss?|postgres|mysql|kafka|nats|grpc|tcp|consul|dns|lb)[:+]",
    "[a-z](?:Url|URL|Host|Endpoint)\\b|_(?:URL|HOST|url|host)\\b|[a-z]\\.url\\b[^=]",
    "process\\.env|import\\.meta\\.env|etenv\\b|environ|LookupEnv|env::var|\\bENV[.[]|\\$_ENV|\\benv\\(|@Value",
    "\\bfetch\\(|axios|undici|superagent|needle|\\bgot\\b|http-proxy|apollo|graphql-request|[rR]estTemplate|WebClient|RestClient|retrofit|okhttp",
    "net/http|resty|requests\\b|httpx|aiohttp|urllib|http\\.client|HttpClient|BaseAddress|Refit|RestSharp|Flurl|Guzzle|curl_|file_get_contents",
    "Faraday|HTTParty|reqwest|ureq|[gG]rpc|GRPC|tonic|amqp|[rR]abbit|[kK]afka|sarama|franz-go|\\bpika\\b|celery|bull|nats|Bunny|lapin|MassTransit",
    "[rR]edis\\b|[mM]ongo|[mM]emcache|lasticsearch|[oO]pen[sS]earch|cassandra|gocql|[mM]inio|aws-sdk|boto3|Dalli|[\"']pg[\"']|mysql|mariadb",
    "database/sql|sqlx|gorm|sqlalchemy|sequelize|typeorm|knex|psycopg|asyncpg|jdbc|PDO|UseNpgsql|UseSqlServer|PG\\.connect",
    "iscoveryClient|oadBalancerClient|consul|jaeger|zipkin|opentelemetry|WebSocket|socket\\.io|nodemailer|smtplib",
  ].join("|"),
);

/** What a file holds that serves something, sends or takes messages. */
const tells = new RegExp(
  [
    "Mapping\\b|@(?:[\\w.]*Controller|Path)\\(|\\[Http(?:Get|Post|Put|Patch|Delete)|\\bMap(?:Get|Post|Put|Delete|Group)\\(",
    "\\b[Rr]outer\\b|_router\\b|APIRouter|Blueprint|urlpatterns|\\.route\\(|\\bapp\\.(?:get|post|put|patch|delete|use)\\(|HandleFunc|Route::|#\\[Route",
    "\\.(?:GET|POST|Group)\\(|routes\\.draw|Sinatra|sidekiq|perform_(?:async|later)|queue_as|shared_task|\\.delay\\(|apply_async|Listener\\(|MessagePattern|EventPattern",
    "io\\.ktor\\.server|ImplBase|Servicer|_pb2\\b|\\bpb\\.|#\\[(?:get|post|put|patch|delete)\\(",
  ].join("|"),
);

/** What a file holds that does something rules ask for, beside calling somebody. */
const does =
  /\.objects\.|[pP]risma\b|drizzle-orm|multer|express-session|rejectUnauthorized|[a-z]Repository\.|[cC]ontext\.[A-Z]\w+\.[A-Z]|find_by|\.where\(|\.find(?:ById|One)\(|Cache::|\bcache\.set|Rails\.cache|SESSION_|SECRET_KEY|InsecureSkipVerify|session_start|update_all|delete_all|DEBUG = |MaxUploadSize|time\.sleep|Thread\.[sS]leep|(?:session|attempt|cart)s? = /;

/** The last answer: a file is asked about when it is recognised, and again when it is read. */
let last = { text: "", has: false };

export function hasTrigger(text: string): boolean {
  if (last.text !== text) last = { text, has: triggers.test(text) || tells.test(text) || does.test(text) };
  return last.has;
}
