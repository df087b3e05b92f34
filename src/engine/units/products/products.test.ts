import { describe, expect, it } from "vitest";
import { openEngine } from "../../index.ts";
import { productReaders } from "../../readers/products/index.ts";
import { productReaderIds } from "./products.ts";

type Files = Readonly<Record<string, string>>;

const open = (files: Files) => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return engine;
};
const short = (ref: string): string => ref.slice(ref.indexOf("/") + 1);
const uses = (files: Files): readonly string[] => {
  const { uses: all, evidence } = open(files).architecture();
  return [...all.values()]
    .map(({ from, to, style, port, exists: [{ ground }] }) => {
      const strength = ground.by === "evidence" ? evidence.get(ground.proof[0])?.strength : "";
      return `${short(from)} -> ${short(to)} ${style} ${port ?? ""} ${strength}`;
    })
    .sort();
};

/** A door that is started with a file of the workspace, and somebody behind it. */
const compose = (image: string, file: string): Files => ({
  "compose.yaml": `services:\n  door:\n    image: ${image}\n    volumes: ["./${file}:/etc/conf:ro"]\n  api:\n    build: ./api\n`,
});
const mounted = (image: string, file: string, text: string) => uses({ ...compose(image, file), [file]: text });

const reached = ["door -> api call 8080 declared"];

describe("a gateway's configuration", () => {
  it.each([
    ["nginx", "nginx.conf", "http { server { location /api { proxy_pass http://api:8080/; } } }"],
    ["nginx", "nginx.conf", "upstream back { server api:8080 weight=2; }\nserver { location / { proxy_pass http://back; } }"],
    ["nginx", "conf.d/default.conf", 'server {\n  set $to "http://api:8080";\n  location / {\n    proxy_pass $to$request_uri;\n  }\n}'],
    ["nginx", "nginx.conf", "server { location ~ x {\n grpc_pass grpc://api:8080; } }"],
    [
      "httpd",
      "site.conf",
      '<VirtualHost *:80>\n  ProxyPass "/api" "http://api:8080/"\n  ProxyPassReverse /api http://api:8080/\n</VirtualHost>',
    ],
    ["httpd", "site.conf", "<Proxy balancer://all>\n  BalancerMember http://api:8080\n</Proxy>\nProxyPass / balancer://all/\n"],
    ["httpd", "site.conf", 'RewriteRule "^/(.*)" "http://api:8080/$1" [P,L]\n'],
    ["haproxy", "haproxy.cfg", "frontend all\n  bind *:80\n  default_backend apis\nbackend apis\n  server one api:8080 check\n"],
    ["haproxy", "haproxy.cfg", "backend apis\n  server-template one 3 api:8080 check resolvers docker\n"],
    ["caddy", "Caddyfile", "shop.example {\n  handle /api/* {\n    reverse_proxy api:8080\n  }\n}\n"],
    ["caddy", "Caddyfile", ":80 {\n  reverse_proxy /api/* {\n    to {$API:http://api:8080}\n  }\n}\n"],
    [
      "envoyproxy/envoy",
      "envoy.yaml",
      "static_resources:\n  listeners:\n  - address: { socket_address: { address: 0.0.0.0, port_value: 80 } }\n  clusters:\n  - name: api\n    load_assignment:\n      endpoints: [ { lb_endpoints: [ { endpoint: { address: { socket_address: { address: api, port_value: 8080 } } } } ] } ]\n",
    ],
    [
      "envoyproxy/envoy",
      "cds.yaml",
      "resources:\n- name: api\n  load_assignment:\n    endpoints: [ { lb_endpoints: [ { endpoint: { address: { socket_address: { address: api, port_value: 8080 } } } } ] } ]\n",
    ],
    ["traefik", "dynamic.yml", "http:\n  services:\n    api:\n      loadBalancer:\n        servers:\n          - url: http://api:8080\n"],
    [
      "traefik",
      "dynamic.toml",
      '[http.services.api.loadBalancer]\n  [[http.services.api.loadBalancer.servers]]\n    url = "http://api:8080"\n',
    ],
    ["kong", "kong.yml", '_format_version: "3.0"\nservices:\n- name: a\n  url: http://api:8080/x\n'],
    [
      "kong",
      "kong.yml",
      '_format_version: "3.0"\nservices:\n- { name: a, host: pool, port: 80 }\nupstreams:\n- name: pool\n  targets: [ { target: "api:8080" } ]\n',
    ],
    ["acme/edge", "ocelot.json", '{ // routes\n "Routes": [ { "DownstreamHostAndPorts": [ { "Host": "api", "Port": 8080 } ] } ] }'],
    [
      "acme/edge",
      "appsettings.json",
      '\uFEFF{ "ReverseProxy": { "Clusters": { "a": { "Destinations": { "one": { "Address": "http://api:8080/" } } } } } }',
    ],
  ])("of %s in %s", (image, file, text) => {
    expect(mounted(image, file, text)).toEqual(reached);
  });

  it.each([
    [
      "a comment",
      "nginx.conf",
      "server {\n  # proxy_pass http://api:8080;\n  location / { return 200 'proxy_pass http://api:8080'; }\n}\nupstream x {\n}\n",
    ],
    ["itself", "nginx.conf", "server { location / { proxy_pass http://localhost:8080; } }"],
    ["a name nobody answers to", "nginx.conf", "server { location / { proxy_pass http://legacy:8080; } }"],
    ["a variable", "nginx.conf", "server { location / { proxy_pass http://$host:8080; } }"],
    [
      "a listener",
      "envoy.yaml",
      "static_resources:\n  listeners:\n  - address: { socket_address: { address: api, port_value: 8080 } }\n  clusters: []\n",
    ],
    ["a matcher", "Caddyfile", ":80 {\n  # reverse_proxy api:8080\n  reverse_proxy /api/*\n}\n"],
  ])("says nothing by %s", (_, file, text) => {
    expect(mounted("nginx", file, text)).toEqual([]);
  });

  it("of Ocelot names services, and who knows where they are", () => {
    const text =
      '{ "Routes": [ { "ServiceName": "api", "UpstreamPathTemplate": "/", "DownstreamPathTemplate": "/" } ], "GlobalConfiguration": { "ServiceDiscoveryProvider": { "Host": "consul", "Port": 8500 } } }';
    const files = {
      "compose.yaml": `${compose("acme/edge", "ocelot.json")["compose.yaml"]}  consul:\n    image: consul\n`,
      "ocelot.json": text,
    };
    expect(uses(files)).toEqual(["door -> api call  declared", "door -> consul infrastructure 8500 declared"]);
  });

  it("is nobody's where it is mounted by none, and a door of its own where nothing is started", () => {
    const conf = "server { location / { proxy_pass http://localhost:9001; } }";
    const stray = "services:\n  door:\n    image: nginx\n  api:\n    build: ./api\n    ports: ['9001:80']\n";
    expect(uses({ "compose.yaml": stray, "old/nginx.conf": conf })).toEqual([]);
    const module = {
      "api/pom.xml": "<project><artifactId>api</artifactId></project>",
      "api/src/main/java/A.java": "@SpringBootApplication class A {}",
      "api/src/main/resources/application.properties": "server.port=9001",
    };
    expect(uses({ "proxy/nginx.conf": conf, ...module })).toEqual(["nginx -> api call 9001 inferred"]);
  });

  it("belongs to the image that a Dockerfile copies it into", () => {
    const files = {
      "compose.yaml": "services:\n  web:\n    build: { context: ., dockerfile: docker/web.Dockerfile }\n  api:\n    build: ./api\n",
      "docker/web.Dockerfile": "FROM nginx\nCOPY deploy/nginx.conf /etc/nginx/conf.d/default.conf\n",
      "deploy/nginx.conf": "server { location / { proxy_pass http://api:8080; } }",
    };
    expect(uses(files)).toEqual(["web -> api call 8080 declared"]);
  });

  it("of two doors in one folder is that of the one that mounts it", () => {
    const doors =
      "services:\n  a:\n    image: nginx\n    volumes: ['./doors/a.conf:/x']\n  b:\n    image: nginx\n    volumes: ['./doors/b.conf:/x']\n  api:\n    build: ./api\n";
    const conf = "server { location / { proxy_pass http://api; } }";
    expect(uses({ "compose.yaml": doors, "doors/b.conf": conf })).toEqual(["b -> api call  declared"]);
  });
});

describe("watchers and collectors", () => {
  const watch = ["door -> api infrastructure 8080 declared"];
  it.each([
    [
      "prom/prometheus",
      "prometheus.yml",
      "scrape_configs:\n- job_name: a\n  static_configs:\n  - targets: ['api:8080', 'localhost:9090']\n",
    ],
    ["grafana/grafana", "all.yml", "datasources:\n- name: a\n  type: prometheus\n  url: http://api:8080\n"],
    [
      "otel/opentelemetry-collector",
      "otel.yaml",
      "receivers: { otlp: { protocols: { grpc: { endpoint: 'api:8080' } } } }\nexporters:\n  otlp/a:\n    endpoint: api:8080\nservice:\n  pipelines: {}\n",
    ],
    ["prom/prometheus", "dns.yml", "scrape_configs:\n- job_name: a\n  dns_sd_configs: [ { names: ['tasks.api'], type: A, port: 8080 } ]\n"],
    [
      "logstash",
      "pipeline/a.conf",
      'input { beats { port => 5044 } }\noutput {\n  # hosts => ["other:1"]\n  if [a] == "b" { elasticsearch { hosts => ["${ES:api}:8080"] } }\n}\n',
    ],
    [
      "fluent/fluentd",
      "fluent.conf",
      "<source>\n  @type http\n  host other\n</source>\n<match **>\n  @type copy\n  <store>\n    @type elasticsearch\n    host api\n    port 8080\n  </store>\n</match>\n",
    ],
    [
      "fluent/fluent-bit",
      "fluent-bit.conf",
      "[INPUT]\n    Name tcp\n    Host other\n[OUTPUT]\n    Name  es\n    Port  8080\n    Host  api\n",
    ],
    ["timberio/vector", "vector.toml", '[sinks.es]\ntype = "elasticsearch"\nendpoints = ["http://api:8080"]\n'],
    ["timberio/vector", "vector.yaml", "sources: {}\nsinks:\n  es:\n    type: elasticsearch\n    endpoints:\n      - http://api:8080\n"],
    ["elastic/filebeat", "filebeat.yml", "filebeat.inputs: []\noutput.logstash:\n  hosts: ['api:8080']\n"],
  ])("%s", (image, file, text) => {
    expect(mounted(image, file, text)).toEqual(watch);
  });
});

it("asks every reader of a product's files", () => {
  expect([...productReaderIds].sort()).toEqual(productReaders.map((it) => it.id).sort());
});
