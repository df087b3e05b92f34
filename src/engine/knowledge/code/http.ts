import { type Sink, sink } from "./sink.ts";

const http = sink("http", { style: "call", does: "calls", protocol: "http", words: false });
/** Asked for by the name that a registry knows it by. */
const named = sink("http-named", { style: "call", does: "calls", protocol: "http", words: true });
const verbs = "get post put patch delete head options request";

/** Clients of HTTP: what they are given is a URL, or the base of all their URLs. */
export const httpSinks: readonly Sink[] = [
  http("javascript", "fetch $fetch ofetch", "0", { on: /(?:^|[.$])\$?o?fetch$/ }),
  http("javascript", `axios ${verbs}`, "0 url baseURL uri", {
    needs:
      /^(?:axios|got|superagent|request|request-promise(?:-native)?|node-fetch|cross-fetch|undici|needle|ky|phin|wretch|@nestjs\/axios|urllib|ofetch|\$fetch)/,
  }),
  http("javascript", "got superagent needle ky phin wretch request rp", "0 url uri prefixUrl", {
    needs: /^(?:got|superagent|needle|ky|phin|wretch|request|request-promise(?:-native)?)$/,
  }),
  http("javascript", "create extend defaults", "baseURL prefixUrl baseUrl 0", {
    needs: /^(?:axios|got|ky|request|ofetch|apisauce)/,
    on: /(?:axios|got|ky|request|ofetch|^create$)/,
  }),
  http("javascript", "request get", "0 host hostname", { needs: /^(?:node:)?https?$/, on: /^https?\./, port: ["port"] }),
  http("javascript", "Pool Client request stream", "0", { needs: /^undici$/ }),
  http("javascript", "baseURL", "0", { by: "assignment", needs: /^axios/ }),
  http("javascript", "createProxyMiddleware proxy createProxyServer web", "target 0 1", {
    needs: /^(?:http-proxy(?:-middleware)?|express-http-proxy)$/,
  }),
  http("javascript", "GraphQLClient HttpLink createHttpLink createUploadLink GraphQLWsLink", "uri url 0", {
    needs: /^(?:graphql-request|@?apollo|@apollo)/,
  }),
  http("javascript", "RemoteGraphQLDataSource IntrospectAndCompose", "url", { needs: /^@apollo\/gateway/ }),

  http(
    "java kotlin",
    "getForObject getForEntity postForObject postForEntity postForLocation exchange put delete patchForObject headForHeaders execute",
    "0",
    { needs: /^org\.springframework\.web\.client|RestTemplate|TestRestTemplate|RestOperations/ },
  ),
  http("java kotlin", "uri baseUrl create rootUri mutate", "0", {
    needs: /reactive\.function\.client|web\.client|boot\.web\.client|service\.invoker/,
  }),
  http("java kotlin", "url baseUrl", "0", { needs: /^(?:okhttp3|retrofit2|com\.squareup)/ }),
  http("java kotlin", "uri newBuilder", "0", { needs: /^java\.net\.http/ }),
  http("java kotlin", "URL openConnection", "0", { needs: /^java\.net\.(?:URL|HttpURLConnection|\*|$)|^java\.net$/ }),
  http("java kotlin", "HttpGet HttpPost HttpPut HttpDelete HttpPatch", "0", { needs: /^org\.apache\.(?:http|hc)/ }),
  http("java kotlin", "get post put delete patch", "0", {
    needs: /^(?:kong\.unirest|com\.mashape\.unirest|org\.asynchttpclient|feign|org\.jsoup)/,
  }),
  http("java kotlin", "target", "0", { needs: /^(?:javax|jakarta)\.ws\.rs\.client/ }),
  http("kotlin", `${verbs} prepareGet url`, "0", { needs: /^io\.ktor\.client/ }),
  http("java kotlin", "uri", "0", { needs: /^org\.springframework\.cloud\.gateway/ }),
  named("java kotlin", "getInstances choose getNextServerFromEureka getApplication", "0", {
    on: /(?:discovery|loadBalancer|eureka)\w*\.\w+$/i,
  }),
  http("java kotlin", "RegisterRestClient", "baseUri", { by: "annotation" }),

  http("python", `${verbs} stream`, "0 url", { needs: /^(?:requests|httpx|aiohttp|urllib3|niquests|treq|grequests)(?:\.|$)/ }),
  http("python", "Client AsyncClient ClientSession Session", "base_url", { needs: /^(?:httpx|aiohttp|requests)/ }),
  http("python", "urlopen Request", "0 url", { needs: /^urllib/ }),
  http("python", "HTTPConnection HTTPSConnection", "0 host", { needs: /^http(?:\.client)?$/, port: [1, "port"] }),

  http("go", "Get Post Head PostForm", "0", { needs: /^net\/http$/, on: /^(?:http|.*[Cc]lient)\./ }),
  http("go", "NewRequest", "1", { needs: /^net\/http$/ }),
  http("go", "NewRequestWithContext", "2", { needs: /^net\/http$/ }),
  http("go", "Get Post Put Patch Delete SetBaseURL SetHostURL", "0", { needs: /resty/ }),
  http("go", "NewSingleHostReverseProxy Parse", "0", { needs: /^net\/(?:http\/httputil|url)$/ }),

  http(
    "csharp",
    "GetAsync PostAsync PutAsync PatchAsync DeleteAsync GetStringAsync GetStreamAsync GetByteArrayAsync GetFromJsonAsync PostAsJsonAsync PutAsJsonAsync HttpRequestMessage",
    "0 1",
  ),
  http("csharp", "BaseAddress BaseUrl", "0", { by: "assignment" }),
  http("csharp", "For RestClient RestClientOptions", "0", { needs: /^(?:Refit|RestSharp)/ }),
  http("csharp", "AddRefitClient", "0", { needs: /^Refit/ }),
  http("csharp", "GetJsonAsync PostJsonAsync AppendPathSegment", "0", { needs: /^Flurl/ }),

  http("php", `${verbs} baseUrl`, "0 1", {
    needs: /^(?:GuzzleHttp|Illuminate\\Support\\Facades\\Http|Symfony\\Contracts\\HttpClient|Symfony\\Component\\HttpClient)/,
  }),
  http("php", "Client create", "base_uri 0", { needs: /^(?:GuzzleHttp|Symfony\\Component\\HttpClient)/ }),
  http("php", "curl_init", "0"),
  http("php", "curl_setopt", "2"),
  http("php", "file_get_contents", "0"),

  http("ruby", "new get post put patch delete", "0 url", {
    on: /(?:Faraday|HTTParty|RestClient|HTTP|Typhoeus|Excon|HTTPX|conn|connection|client)\.\w+$/,
  }),
  http("ruby", "base_uri", "0"),
  http("ruby", "URI parse", "0", { on: /(?:^URI(?:\.parse)?$)/ }),

  http("rust", `${verbs}`, "0", { needs: /^(?:reqwest|surf|ureq|isahc|awc|actix_web::client)/ }),
];
