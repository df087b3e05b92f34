/** How code reads a variable of its environment, by language: what is called or taken, the name behind it. */
interface EnvironmentRead {
  readonly languages: string;
  /** The name is the rest of the path: `process.env.X`. */
  readonly prefix?: readonly string[];
  /** The name is the first argument, what holds without it the second (or what the call is chained to). */
  readonly calls?: RegExp;
}

const reads: readonly EnvironmentRead[] = [
  {
    languages: "javascript",
    prefix: ["process.env.", "import.meta.env.", "Bun.env.", "env."],
    calls: /^(?:Deno\.env\.get|process\.env\.get|env\.get|getEnv|getenv)$/,
  },
  {
    languages: "python",
    prefix: ["os.environ.", "environ."],
    calls: /^(?:os\.getenv|getenv|os\.environ\.get|environ\.get|os\.environ\.setdefault|env|env\.str|env\.url|config|decouple\.config)$/,
  },
  {
    languages: "go",
    calls: /^(?:os\.Getenv|os\.LookupEnv|syscall\.Getenv|getEnv|getenv|GetEnv|env\.Get(?:String)?|envOr|getEnvOrDefault|viper\.GetString)$/,
  },
  {
    languages: "java kotlin",
    calls: /^(?:System\.getenv|getenv|env\.getProperty|environment\.getProperty|System\.getenv\.getOrDefault|dotenv\.get)$/,
  },
  { languages: "csharp", calls: /^(?:Environment\.GetEnvironmentVariable|System\.Environment\.GetEnvironmentVariable)$/ },
  { languages: "php", prefix: ["$_ENV.", "$_SERVER."], calls: /^\\?(?:getenv|env)$/ },
  { languages: "ruby", prefix: ["ENV."], calls: /^ENV\.(?:fetch|\[\])$/ },
  { languages: "rust", calls: /^(?:std\.)?(?:env\.var|env\.var_os|dotenvy\.var|env!|option_env!|std::env::var|env::var)$/ },
];

const isVariable = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);

/** The variable that a path takes: `process.env.ORDERS_URL`. */
export function variableTaken(language: string, path: string): string | undefined {
  for (const { languages, prefix } of reads) {
    if (prefix === undefined || !languages.split(" ").includes(language)) continue;
    const start = prefix.find((it) => path.startsWith(it));
    const name = start === undefined ? undefined : path.slice(start.length);
    // `env.x` of anything is called so too: a variable is written in capitals.
    if (name !== undefined && isVariable(name) && (start !== "env." || /^[A-Z][A-Z0-9_]+$/.test(name))) return name;
  }
  return undefined;
}

/** Whether a call reads a variable that its first argument names. */
export const readsVariable = (language: string, path: string): boolean =>
  reads.some(({ languages, calls }) => calls?.test(path) === true && languages.split(" ").includes(language));

/** Calls by which configuration is read by key: `config["Orders:Url"]`, `@Value("${orders.url}")`. */
export const readsKey = (path: string): boolean =>
  /(?:^|[._])(?:config(?:uration)?|_config|_configuration|configService|settings|viper|conf|cfg)(?:\.\w+){0,2}\.(?:get|GetString|GetValue|GetSection|GetConnectionString|getString|getProperty|GetRequiredSection|value|get_string)$/i.test(
    path,
  );

/** Names of objects that hold configuration, whose members are keys: `config["Orders:Url"]`. */
export const isConfiguration = (name: string): boolean =>
  /^(?:this\.|self\.|s\.|\$this\.)?_?(?:config(?:uration)?|configs|settings|conf|cfg|result|options|appConfig|builder\.Configuration)$/i.test(
    name,
  );
