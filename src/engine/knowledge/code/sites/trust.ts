import { form, type SiteForm } from "./site-form.ts";

const star = /^\*$|^\[\*\]$/;
const literal = /^(?!\$)(?![\s\S]*…)(?!.*(?:change|replace|your|example|xxx|todo|placeholder|<|\{)).{6,200}$/i;

/** Who asks for it: a setting, or an environment that is not everybody's. */
const chosen =
  /^(?!InsecureSkipVerify$)(?:\w*[iI]nsecure(?!Platform|Request)\w*|\w*[sS]kip\w*(?:TLS|Tls|SSL|Ssl|Verif|Cert)\w*|(?:ssl|tls)_?[vV]erify\w*|verify_?(?:ssl|tls|cert)\w*|verify(?:SSL|TLS|Ssl|Tls|Cert)\w*|environment|isLocal|IsDevelopment|isDevelopment|NODE_ENV|allow\w*(?:SelfSigned|Insecure|Unauthorized)\w*)$/;

/** How much others are trusted: transport in clear, certificates nobody checks, origins, secrets, debugging. */
export const trustForms: readonly SiteForm[] = [
  form("bares:grpc", "go", "WithInsecure NewCredentials", { on: /^(?:grpc\.WithInsecure|insecure\.NewCredentials)$/, asks: "none" }),
  form("bares:grpc", "python", "insecure_channel add_insecure_port", { needs: /^grpc/, asks: "none" }),
  form("bares:grpc", "javascript", "createInsecure", { needs: /grpc/, asks: "none" }),
  form("bares:grpc", "java kotlin", "usePlaintext", { needs: /^io\.grpc/, asks: "none" }),
  form("bares:grpc", "ruby", "new", { on: /Stub\.new$/, where: { 1: /this_channel_is_insecure/ }, asks: "none" }),
  form("bares:socket", "javascript", "WebSocket", { on: /^WebSocket$/, where: { 0: /^ws:/ }, follows: 0, asks: "none" }),
  form("bares:socket", "python", "connect create_connection", { needs: /^websocket/, where: { 0: /^ws:/ }, follows: 0, asks: "none" }),
  form("bares:ftp", "python", "FTP Telnet", { needs: /^(?:ftplib|telnetlib)/, follows: 0, asks: "none" }),

  form("trusts:tls", "python", "get post put patch delete head request Session Client AsyncClient", {
    notBeside: chosen,
    needs: /^(?:requests|httpx)/,
    where: { verify: /^\$False$/ },
  }),
  form("trusts:tls", "python", "verify", {
    notBeside: chosen,
    by: "assignment",
    needs: /^(?:requests|httpx)/,
    where: { value: /^\$False$/ },
  }),
  form("trusts:tls", "python", "check_hostname", { notBeside: chosen, by: "assignment", where: { value: /^\$False$/ } }),
  form("trusts:tls", "python", "verify_mode", { notBeside: chosen, by: "assignment", where: { value: /CERT_NONE$/ } }),
  form("trusts:tls", "python", "_create_unverified_context"),
  form(
    "trusts:tls",
    "javascript",
    "Agent request get createServer connect Client Pool create axios got post createTransport createConnection",
    { notBeside: chosen, where: { rejectUnauthorized: /^\$false$/ } },
  ),
  form("trusts:tls", "javascript", "NODE_TLS_REJECT_UNAUTHORIZED", {
    notBeside: chosen,
    by: "assignment",
    where: { value: /^0$/ },
  }),
  form("trusts:tls", "go", "Config", {
    notBeside: chosen,
    by: "literal",
    on: /^tls\.Config$/,
    where: { InsecureSkipVerify: /^\$true$/ },
  }),
  form("trusts:tls", "go", "InsecureSkipVerify", { notBeside: chosen, by: "assignment", where: { value: /^\$true$/ } }),
  form("trusts:tls", "java kotlin", "NoopHostnameVerifier TrustAllStrategy AllowAllHostnameVerifier"),
  form("trusts:tls", "java kotlin", "loadTrustMaterial setSSLHostnameVerifier trustManager", {
    notBeside: chosen,
    where: { 0: /Noop|TrustAll|Insecure|INSTANCE/ },
  }),
  form("trusts:tls", "csharp", "ServerCertificateCustomValidationCallback ServerCertificateValidationCallback", {
    notBeside: chosen,
    by: "assignment",
    where: { value: /DangerousAcceptAnyServerCertificateValidator/ },
  }),
  form("trusts:tls", "php", "curl_setopt", {
    notBeside: chosen,
    where: { 1: /CURLOPT_SSL_VERIFY(?:PEER|HOST)/, 2: /^(?:\$false|0)$/i },
  }),
  form("trusts:tls", "php", "withoutVerifying", { notBeside: chosen }),
  form("trusts:tls", "php", "request get post put Client \\GuzzleHttp\\Client", {
    notBeside: chosen,
    where: { verify: /^\$false$/i },
  }),
  form("trusts:tls", "ruby", "verify_mode", { notBeside: chosen, by: "assignment", where: { value: /VERIFY_NONE$/ } }),
  form("trusts:tls", "rust", "danger_accept_invalid_certs danger_accept_invalid_hostnames", {
    notBeside: chosen,
    where: { 0: /^\$true$/ },
  }),

  form("admits:cors", "javascript", "cors", { needs: /^(?:cors|hono\/cors|@koa\/cors)$/, on: /^cors$/, where: { origin: star } }),
  form("admits:cors", "javascript", "cors", { needs: /^(?:cors|@koa\/cors)$/, on: /^cors$/, where: { 0: /^$/ } }),
  form("admits:cors", "javascript", "enableCors", { where: { 0: /^$/ } }),
  form("admits:cors", "javascript", "enableCors", { where: { origin: star } }),
  form("admits:cors", "javascript", "setHeader header set appendHeader", { where: { 0: /^access-control-allow-origin$/i, 1: star } }),
  form("admits:cors", "python", "add_middleware", { where: { 0: /CORSMiddleware/, allow_origins: star } }),
  form("admits:cors", "python", "CORS_ALLOW_ALL_ORIGINS CORS_ORIGIN_ALLOW_ALL", { by: "assignment", where: { value: /^\$True$/ } }),
  form("admits:cors", "python", "CORS", { needs: /^flask_cors/, where: { origins: star } }),
  form("admits:cors", "python", "CORS", { needs: /^flask_cors/, where: { 1: /^$/ }, asks: "origins resources" }),
  form("admits:cors", "java kotlin", "CrossOrigin", { by: "annotation", where: { 0: star } }),
  form("admits:cors", "java kotlin", "CrossOrigin", { by: "annotation", where: { origins: star } }),
  form("admits:cors", "java kotlin", "allowedOrigins allowedOriginPatterns addAllowedOrigin addAllowedOriginPattern", {
    where: { 0: star },
  }),
  form("admits:cors", "go", "Set Add", { where: { 0: /^access-control-allow-origin$/i, 1: star } }),
  form("admits:cors", "go", "Default AllowAll", { needs: /cors/, on: /^cors\.\w+$/ }),
  form("admits:cors", "go", "Options Config", { needs: /cors/, by: "literal", on: /^cors\.\w+$/, where: { AllowedOrigins: star } }),
  form("admits:cors", "go", "AllowAllOrigins", { by: "assignment", needs: /cors/, where: { value: /^\$true$/ } }),
  form("admits:cors", "csharp", "AllowAnyOrigin"),
  form("admits:cors", "php", "header", { where: { 0: /^access-control-allow-origin:\s*\*$/i } }),
  form("admits:cors", "rust", "permissive very_permissive", { needs: /cors/ }),
  form("admits:cors", "ruby", "origins", { where: { 0: star } }),

  form("limits:upload", "javascript", "multer", { needs: /^multer$/, on: /^multer$/, asks: "limits fileSize", at: 0 }),
  form("limits:body", "javascript", "json urlencoded raw text", {
    needs: /^(?:express|body-parser)$/,
    where: { limit: /^(?:\$?Infinity|[5-9]\d\dmb|\d{4,}mb|\d+gb)$/i },
    asks: "none",
  }),
  form("limits:body", "csharp", "DisableRequestSizeLimit", { by: "annotation", asks: "none" }),
  form("limits:body", "csharp", "MaxRequestBodySize", {
    by: "assignment",
    where: { value: /^\$(?:null|(?:long|int)\.MaxValue)$/ },
    asks: "none",
  }),
  form("limits:body", "rust", "disable", { on: /DefaultBodyLimit\.disable$/, asks: "none" }),
  form("limits:body", "java kotlin", "setMaxUploadSize setMaxFileSize", { where: { 0: /^\$(?:Long|Integer)\.MAX_VALUE$/ }, asks: "none" }),
  form("limits:body", "go", "ReadAll", {
    needs: /^net\/http$/,
    where: { 0: /^\$(?:r|req|request|c\.Request|ctx\.Request)\.Body$/ },
    beside: /^(?:ResponseWriter|gin|echo)$/,
    notBeside: /^(?:RoundTrip|MaxBytesReader|LimitReader|ContentLength|MaxBytesHandler)$/,
    asks: "none",
  }),
  form("limits:go-body", "go", "MaxBytesHandler MaxBytesReader BodyLimit"),

  form("reveals:session", "javascript", "session expressSession cookieSession cookieParser", {
    needs: /session|cookie-parser/,
    where: { secret: literal },
  }),
  form("reveals:jwt", "javascript", "sign verify", { needs: /^jsonwebtoken$/, where: { 1: literal } }),
  form("reveals:jwt", "javascript", "JwtStrategy Strategy super register", { where: { secretOrKey: literal } }),
  form("reveals:jwt", "javascript", "register", { on: /JwtModule\.register$/, where: { secret: literal } }),
  form("reveals:jwt", "python", "encode decode", { needs: /^(?:jwt|jose)/, on: /^jwt\.\w+$/, where: { 1: literal } }),
  form("reveals:key", "python", "SECRET_KEY JWT_SECRET_KEY JWT_SECRET", {
    by: "assignment",
    where: { value: literal },
    notBeside: /^INSTALLED_APPS_FOR_TESTS$/,
  }),
  form("reveals:key", "python", "secret_key", { by: "assignment", where: { value: literal } }),
  form("reveals:jwt", "go", "SignedString", { where: { 0: /^\$?\[\]?byte/ } }),
  form(
    "reveals:password",
    "javascript",
    "createConnection createPool Pool Client Sequelize DataSource Redis createClient createTransport",
    { where: { password: literal } },
  ),
  form("reveals:password", "python", "connect create_engine Redis", { where: { password: literal } }),
  form("reveals:password", "java kotlin", "getConnection setPassword", { where: { 2: literal } }),
  form("reveals:jwt", "java kotlin", "signWith setSigningKey", { where: { 1: literal } }),

  form("debugs:flask", "python", "run", { needs: /^flask/, where: { debug: /^\$True$/ } }),
  form("debugs:django", "python", "DEBUG", { by: "assignment", where: { value: /^\$True$/ } }),
  form("debugs:express", "javascript", "errorhandler errorHandler", { needs: /^errorhandler$/, on: /^error[hH]andler$/ }),
  form("debugs:aspnet", "csharp", "UseDeveloperExceptionPage", { notBeside: /^(?:IsDevelopment|IsEnvironment)$/ }),
  form("debugs:gin", "go", "SetMode", { where: { 0: /DebugMode$|^debug$/ } }),
  form("debugs:php", "php", "ini_set", { where: { 0: /^display_errors$/, 1: /^(?:1|On|\$true)$/i } }),
  form("debugs:spring", "java kotlin", "EnableWebSecurity", { by: "annotation", where: { debug: /^\$true$/ } }),
];
