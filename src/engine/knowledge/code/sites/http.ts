import { form, type SiteForm } from "./site-form.ts";

const limits = "timeout signal cancelToken timeoutMs";

/**
 * Calls and clients that wait for ever unless somebody says how long. Clients with a limit of their own are no rows: OkHttp (10 s),
 * httpx (5 s), aiohttp (5 min), .NET's HttpClient (100 s), Ruby's Net::HTTP and what is built on it (60 s), Laravel's Http (30 s), ky (10 s).
 */
export const httpForms: readonly SiteForm[] = [
  form("requests:axios", "javascript", "get delete head options", {
    needs: /^axios$/,
    on: /^axios\.\w+$/,
    asks: limits,
    at: 1,
    follows: 0,
  }),
  form("requests:axios", "javascript", "post put patch", { needs: /^axios$/, on: /^axios\.\w+$/, asks: limits, at: 2, follows: 0 }),
  form("requests:axios", "javascript", "axios request", {
    needs: /^axios$/,
    on: /^axios(?:\.request)?$/,
    asks: limits,
    at: 0,
    follows: "url",
  }),
  form("requests:axios", "javascript", "create", { needs: /^axios$/, on: /^axios\.create$/, asks: limits, at: 0, follows: "baseURL" }),
  form("waits:axios", "javascript", "timeout", { by: "assignment", on: /^axios\.defaults\.timeout$/ }),
  form("requests:nest", "javascript", "get delete head", {
    needs: /^@nestjs\/axios$/,
    on: /[hH]ttp(?:Service)?\.\w+$/,
    asks: limits,
    at: 1,
    follows: 0,
  }),
  form("requests:nest", "javascript", "post put patch", {
    needs: /^@nestjs\/axios$/,
    on: /[hH]ttp(?:Service)?\.\w+$/,
    asks: limits,
    at: 2,
    follows: 0,
  }),
  form("waits:nest", "javascript", "register registerAsync", {
    on: /HttpModule\.register(?:Async)?$/,
    asks: "timeout useFactory useClass",
  }),
  form("requests:fetch", "javascript", "fetch", { on: /^(?:globalThis\.|global\.)?fetch$/, asks: limits, at: 1, follows: 0 }),
  form("requests:got", "javascript", "got get post put patch delete head extend", {
    needs: /^got$/,
    on: /^got(?:\.\w+)?$/,
    asks: limits,
    at: 1,
    follows: 0,
  }),
  form("requests:request", "javascript", "request get post put patch delete del rp", {
    needs: /^request(?:-promise(?:-native)?)?$/,
    on: /^(?:request|rp)(?:\.\w+)?$/,
    asks: limits,
    at: 0,
    follows: 0,
  }),
  form("requests:superagent", "javascript", "get post put patch delete head", {
    needs: /^superagent$/,
    on: /^(?:superagent|request|agent)\.\w+$/,
    asks: limits,
    follows: 0,
  }),

  form("requests:requests", "python", "get post put patch delete head options request", {
    needs: /^requests(?:\.|$)/,
    on: /^(?:requests|_?(?:self\.)?_?(?:session|sess|http_session))\.\w+$/,
    unless: /^(?:aiohttp|httpx|sqlalchemy|aiobotocore)/,
    asks: "timeout",
    follows: 0,
  }),
  form("waits:requests", "python", "TimeoutHTTPAdapter TimeoutAdapter setdefaulttimeout TimeoutSession"),
  form("requests:urllib", "python", "urlopen", { needs: /^urllib/, on: /urlopen$/, asks: "timeout", at: 2, follows: 0 }),
  form("requests:httpx", "python", "get post put patch delete Client AsyncClient", {
    needs: /^httpx$/,
    where: { timeout: /^\$None$/ },
    asks: "timeout",
    follows: 0,
  }),

  form("requests:go", "go", "Get Post PostForm Head", { needs: /^net\/http$/, on: /^http\.\w+$/, asks: "none", follows: 0 }),
  form("requests:go-client", "go", "Client", { needs: /^net\/http$/, by: "literal", on: /^http\.Client$/, asks: "Timeout" }),
  form("waits:go-context", "go", "NewRequestWithContext"),
  form("waits:go-client", "go", "WithTimeout WithDeadline WithContext SetDeadline"),
  form("waits:go-client", "go", "Timeout", { by: "assignment" }),

  form("requests:resttemplate", "java kotlin", "RestTemplate", {
    needs: /springframework\.web\.client/,
    on: /^RestTemplate$/,
    asks: "none",
    at: 0,
  }),
  form("waits:resttemplate", "java kotlin", "setConnectTimeout setReadTimeout connectTimeout readTimeout setRequestFactory requestFactory"),
  form("requests:webclient", "java kotlin", "create builder", {
    needs: /reactive\.function\.client/,
    on: /^WebClient\.\w+$/,
    asks: "clientConnector timeout",
  }),
  form("waits:webclient", "java kotlin", "responseTimeout timeout ReadTimeoutHandler block clientConnector", {
    needs: /reactor|reactive|netty/,
  }),
  form("requests:urlconnection", "java kotlin", "openConnection", { needs: /^java\.net/, asks: "none" }),
  form("waits:urlconnection", "java kotlin", "setReadTimeout", {}),
  form("waits:urlconnection", "kotlin", "readTimeout", { by: "assignment" }),
  form("requests:jdk", "java kotlin", "newBuilder", { needs: /^java\.net\.http/, on: /^HttpRequest\.newBuilder$/, asks: "timeout" }),
  form("waits:jdk", "java kotlin", "timeout orTimeout", { needs: /^java\.net\.http/ }),

  form("requests:guzzle", "php", "Client \\GuzzleHttp\\Client GuzzleHttp\\Client", {
    needs: /^\\?GuzzleHttp\\/,
    asks: "timeout",
    at: 0,
    follows: "base_uri",
  }),
  form("waits:guzzle", "php", "request get post put patch delete send requestAsync", { asks: "timeout", where: { timeout: /./ } }),
  form("requests:curl", "php", "curl_exec", { asks: "none" }),
  form("waits:curl", "php", "curl_setopt", { where: { 1: /CURLOPT_TIMEOUT/ } }),
  form("waits:curl", "php", "curl_setopt_array"),

  form("requests:reqwest", "rust", "get", { on: /^reqwest\.get$/, asks: "none", follows: 0 }),
  form("requests:reqwest", "rust", "new", {
    needs: /^reqwest/,
    on: /^(?:reqwest\.)?Client\.new$/,
    unless: /reqwest::blocking/,
    asks: "none",
  }),
  form("requests:reqwest", "rust", "builder", {
    needs: /^reqwest/,
    on: /^(?:reqwest\.)?Client\.builder$/,
    unless: /reqwest::blocking/,
    asks: "timeout read_timeout",
  }),
  form("waits:reqwest", "rust", "timeout read_timeout", {}),

  form("requests:dotnet", "csharp", "Timeout", { by: "assignment", where: { value: /InfiniteTimeSpan$/ }, asks: "none" }),
];

/** Servers that give a slow client all the time it wants to say what it asks for. */
export const serverForms: readonly SiteForm[] = [
  form("listens:go", "go", "ListenAndServe ListenAndServeTLS Serve ServeTLS", { needs: /^net\/http$/, on: /^http\.\w+$/, asks: "none" }),
  form("listens:go", "go", "Server", { needs: /^net\/http$/, by: "literal", on: /^http\.Server$/, asks: "ReadHeaderTimeout ReadTimeout" }),
  form("limits:go", "go", "ReadHeaderTimeout ReadTimeout", { by: "assignment" }),
  form("listens:gin", "go", "Run RunTLS", {
    needs: /^github\.com\/gin-gonic\/gin$/,
    on: /^(?:r|router|engine|g|app|server|srv)\.\w+$/,
    asks: "none",
  }),
  form("listens:echo", "go", "Start StartTLS", { needs: /^github\.com\/labstack\/echo/, on: /^(?:e|echo|app|server)\.\w+$/, asks: "none" }),
  form("listens:node", "javascript", "headersTimeout requestTimeout", {
    by: "assignment",
    where: { value: /^0$/ },
    asks: "none",
  }),
  form("listens:node", "javascript", "createServer Fastify fastify", {
    where: { requestTimeout: /^0$/ },
    asks: "none",
    needs: /^(?:node:)?https?$/,
  }),
  form("listens:kestrel", "csharp", "RequestHeadersTimeout", {
    by: "assignment",
    where: { value: /InfiniteTimeSpan$|MaxValue$/ },
    asks: "none",
  }),
];
