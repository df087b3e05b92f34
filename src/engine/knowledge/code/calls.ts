import { type Sink, sink } from "./sink.ts";

const grpc = sink("grpc", { style: "call", does: "calls", protocol: "grpc", words: true, names: true });
const ws = sink("ws", { style: "call", does: "calls", protocol: "ws", words: false });
const registry = sink("registry", { style: "infrastructure", does: "registers", protocol: "http", words: true });
const traces = sink("traces", { style: "infrastructure", does: "calls", protocol: "http", words: true });
const mail = sink("mail", { style: "call", does: "calls", protocol: "smtp", words: true });

/** Other ways to reach somebody: gRPC, WebSockets, registries, collectors of traces, mail. */
export const callSinks: readonly Sink[] = [
  grpc("go", "Dial DialContext NewClient", "0 1", {
    needs: /google\.golang\.org\/grpc|go-zero|kitex|go-micro|kratos/,
    on: /^(?:grpc|zrpc|\w*grpc\w*)\./i,
  }),
  grpc("go", "MustNewClient", "Target Endpoints", { needs: /go-zero/ }),
  grpc("python", "insecure_channel secure_channel", "0 target", { needs: /^grpc/ }),
  grpc("java kotlin", "forAddress forTarget usePlaintext", "0", { needs: /^io\.grpc/, port: [1] }),
  grpc("csharp", "ForAddress", "0", { needs: /^Grpc/ }),
  grpc("csharp", "Address", "0", { by: "assignment", needs: /Grpc|Microsoft/ }),
  grpc("javascript", "*Client", "0", { needs: /^(?:@grpc\/grpc-js|grpc)$/ }),
  grpc("javascript", "register registerAsync", "url", { needs: /^@nestjs\/microservices$/ }),
  grpc("javascript", "createGrpcTransport createConnectTransport", "baseUrl", { needs: /^@connectrpc/ }),
  grpc("rust", "connect from_static from_shared", "0", { needs: /^tonic/ }),
  grpc("ruby", "new", "0", { on: /Stub\.new$/ }),

  ws("javascript", "WebSocket io connect ReconnectingWebSocket", "0", { on: /^(?:WebSocket|ReconnectingWebSocket|io(?:\.connect)?)$/ }),
  ws("python", "connect create_connection ws_connect WebSocketApp", "0", { needs: /^(?:websockets?|socketio|aiohttp)/ }),
  ws("go", "Dial DialContext", "0 1", { needs: /websocket/ }),

  registry("go", "NewClient", "Address", { needs: /hashicorp\/consul\/api/ }),
  registry("go", "Address", "0", { by: "assignment", needs: /hashicorp\/consul\/api/ }),
  registry("javascript", "Consul Eureka", "host", { needs: /^(?:consul|eureka-js-client)$/, port: ["port"] }),
  registry("python", "Consul", "0 host", { needs: /^(?:consul|py_eureka_client)/, port: [1, "port"] }),

  traces("go", "WithEndpoint WithAgentHost NewReporter WithCollectorEndpoint NewUDPTransport", "0", {
    needs: /jaeger|zipkin|opentelemetry|otlp/,
  }),
  traces("go", "ReporterConfig", "LocalAgentHostPort CollectorEndpoint", { needs: /jaeger/ }),
  traces("go", "LocalAgentHostPort CollectorEndpoint", "0", { by: "assignment", needs: /jaeger/ }),
  traces("javascript", "JaegerExporter ZipkinExporter OTLPTraceExporter OTLPMetricExporter", "endpoint url host", {
    needs: /^@opentelemetry\//,
  }),
  traces("python", "JaegerExporter ZipkinExporter OTLPSpanExporter OTLPMetricExporter", "endpoint agent_host_name collector_endpoint", {
    needs: /^opentelemetry/,
  }),

  mail("javascript", "createTransport", "host 0", { needs: /^nodemailer$/, port: ["port"] }),
  mail("python", "SMTP SMTP_SSL", "0 host", { needs: /^(?:smtplib|aiosmtplib)$/, port: [1, "port"] }),
];
