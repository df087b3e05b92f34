/**
 * A workspace in which every kind of secret stands where people put it. Each value occurs once, and is one that nobody would have chosen
 * for a name: whoever finds ten of its characters in what leaves the machine has found a leak.
 */
export interface Planted {
  readonly kind: string;
  /** The value, as it must never be seen. */
  readonly secret: string;
}

const planted: Planted[] = [];

/** Takes note of a value, and returns it for the file that it stands in. */
function plant(kind: string, secret: string): string {
  planted.push({ kind, secret });
  return secret;
}

/** Passwords as people choose them: no pattern tells them from words, only where they stand. */
const words = "Winter Lantern Copper Falcon Meadow Granite Willow Harbor Saffron Cobalt Juniper Ember Thicket Marble Quarry".split(" ");
let chosen = 0;
const password = (kind: string): string => {
  chosen += 1;
  const [first, second] = [words[chosen % 15], words[(chosen * 7 + 3) % 15]?.toLowerCase()];
  return plant(kind, `${first}${chosen + 100}-${second}`);
};
/** Letters and digits that a machine drew: the same in every run. */
function drawn(seed: number, length: number, alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"): string {
  let state = seed * 2654435761;
  let text = "";
  for (let it = 0; it < length; it++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    text += alphabet[(state >>> 16) % alphabet.length];
  }
  return text;
}
const hex = "0123456789abcdef";
const base64 = (text: string): string => Buffer.from(text).toString("base64");
/** Said in the file in base64; neither form may be seen. */
const encoded = (kind: string): string => plant(`${kind}, encoded`, base64(password(kind)));
// Makers' marks are put together here, so that nobody who scans this repository takes them for real.
const token = (kind: string, mark: readonly string[], length: number, alphabet?: string): string =>
  plant(kind, `${mark.join("")}${drawn(planted.length + 1, length, alphabet)}`);

const pem = (kind: string, of: string): readonly string[] => {
  const lines = [1, 2, 3].map((it) => plant(`${kind}, line ${it}`, drawn(planted.length + 50, 60)));
  return [`-----BEGIN ${of}PRIVATE KEY-----`, ...lines, `-----END ${of}PRIVATE KEY-----`];
};
const indented = (lines: readonly string[], by: number): string => lines.map((it) => `${" ".repeat(by)}${it}`).join("\n");
const jwt = (kind: string): string =>
  plant(kind, `${base64('{"alg":"HS256"}')}.${base64('{"sub":"1","name":"planted"}')}.${drawn(7, 43)}`.replaceAll("=", ""));

/** Path → text. */
export const files: Readonly<Record<string, string>> = {
  "compose.yaml": `name: shop
services:
  web:
    image: nginx:1.27@sha256:${"0123456789abcdef".repeat(4)}
    ports: ["8080:80"]
    depends_on: [api]
    labels:
      traefik.http.middlewares.auth.basicauth.users: "admin:$$apr1$$${plant("basic auth in a label", drawn(3, 22))}"
      com.acme.webhook: https://hooks.slack.com/services/${plant("Slack webhook in a label", `T0PLANTED/B0PLANTED/${drawn(4, 24)}`)}
  api:
    build: ./api
    command: ["node", "server.js", "--password=${password("argument with =")}", "--api-key", "${password("argument in two items")}"]
    environment:
      POSTGRES_PASSWORD: ${password("environment, mapping")}
      DATABASE_URL: postgres://app:${password("URL userinfo, postgres")}@db:5432/shop?sslmode=disable
      REDIS_URL: redis://:${password("URL userinfo without a user, redis")}@cache:6379/0
      AMQP_URL: amqp://guest:${password("URL userinfo, amqp")}@broker:5672/vhost
      MONGO_URL: mongodb+srv://root:${password("URL userinfo, mongodb+srv")}@cluster0.acme.mongodb.net/shop
      JDBC_URL: jdbc:mysql://mysql:3306/shop?user=app&password=${password("JDBC parameters")}
      SMTP_URL: smtps://mailer%40acme.io:${password("URL userinfo, smtps")}@smtp.acme.io:465
      SENTRY_DSN: https://${token("Sentry DSN", [], 32, hex)}@o1.ingest.sentry.io/42
      MSSQL_DSN: Server=tcp:mssql,1433;Database=shop;User Id=sa;Password=${password("connection string, SQL Server")};Encrypt=true
      STORAGE: DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${plant("connection string, Azure storage", `${drawn(9, 86)}==`)};EndpointSuffix=core.windows.net
      SERVICE_BUS: Endpoint=sb://acme.servicebus.windows.net/;SharedAccessKeyName=root;SharedAccessKey=${plant("connection string, Service Bus", `${drawn(11, 43)}=`)}
      KAFKA_JAAS: 'org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="${password("JAAS")}";'
      BLOB_SAS: https://acme.blob.core.windows.net/x?sv=2024-01-01&sig=${plant("SAS token", `${drawn(13, 40)}%3D`)}&se=2030
      ENCRYPTION_KEY: ${token("key in the environment", [], 64, hex)}
      COOKIE_SALT: ${password("salt")}
    depends_on: [db, cache, broker]
    healthcheck:
      test: curl -f -u health:${password("curl -u")} http://localhost:3000/health
  db:
    image: postgres:16
    environment:
      - POSTGRES_USER=app
      - POSTGRES_PASSWORD=${password("environment, list")}
      - POSTGRES_DB=shop
    ports: ["5432:5432"]
  mysql:
    image: mysql:8
    environment:
      MYSQL_ROOT_PASSWORD: ${password("root password")}
    healthcheck:
      test: ["CMD", "mysqladmin", "ping", "-uroot", "-p${password("-p without a space")}"]
  cache:
    image: redis:7
    command: redis-server --requirepass ${password("requirepass")} --appendonly yes
  broker:
    image: rabbitmq:3
    env_file: .env
    environment:
      RABBITMQ_DEFAULT_PASS: \${RABBIT_PASS:-${password("default of an interpolation")}}
  worker:
    image: acme/worker
    # the old one was password: ${password("comment")}
    entrypoint: sh -c "export GITHUB_TOKEN=${token("GitHub", ["gh", "p_"], 36)} && run"
    environment:
      HTTP_PROXY: http://proxyuser:${password("URL userinfo, proxy")}@proxy.acme.io:3128
      AUTHORIZATION: Basic ${plant("basic header in the environment", base64("planted-user:planted-pass"))}
`,
  ".env": `RABBIT_PASS=${password(".env")}
STRIPE_SECRET_KEY=${token("Stripe", ["sk_", "live_"], 24)}
TWILIO_AUTH_TOKEN=${token("Twilio", [], 32, hex)}
SENDGRID_API_KEY=${token("SendGrid", ["SG", "."], 22)}.${drawn(17, 43)}
OPENAI_API_KEY=${token("OpenAI", ["sk-", "proj-"], 48)}
ANTHROPIC_API_KEY=${token("Anthropic", ["sk-", "ant-", "api03-"], 60)}
SLACK_BOT_TOKEN=${token("Slack", ["xox", "b-"], 40)}
GITLAB_TOKEN=${token("GitLab", ["glpat", "-"], 20)}
export AWS_ACCESS_KEY_ID=${token("AWS key id", ["AK", "IA"], 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")}
AWS_SECRET_ACCESS_KEY="${token("AWS secret", [], 40)}"
`,
  "api/Dockerfile": `FROM node:20 AS build
ARG NPM_TOKEN=${token("npm, build argument", ["np", "m_"], 36)}
ENV DB_PASSWORD=${password("ENV of an image")} PORT=3000
ENV LEGACY_SECRET ${password("ENV with a space")}
RUN curl -H "Authorization: Bearer ${password("bearer header in RUN")}" https://artifacts.acme.io/x.tgz
RUN pip install --index-url https://user:${password("index URL")}@pypi.acme.io/simple x
RUN echo "machine git.acme.io login bot password ${password("netrc in RUN")}" > ~/.netrc
EXPOSE 3000
CMD ["node", "server.js"]
`,
  "api/package.json": `{ "name": "api", "dependencies": { "pg": "8.0.0", "ioredis": "5.0.0", "amqplib": "1.0.0", "axios": "1.0.0" } }`,
  "api/src/server.ts": `import { Pool } from "pg";
import Redis from "ioredis";
import axios from "axios";
// TODO remove: apiKey = "${password("comment in source code")}"
const API_KEY = "${token("constant in source code", [], 40)}";
const pool = new Pool({ host: "db", port: 5432, user: "app", password: "${password("object in source code")}" });
const url = "postgresql://app:${password("URL in source code")}@db:5432/shop";
const redis = new Redis({ host: "cache", password: '${password("quoted in source code")}' });
export const charge = () => axios.get("http://broker:15672/api", { headers: { Authorization: "Basic ${plant("basic header", base64("planted-one:planted-two"))}" } });
const jwtToken = "${jwt("JWT")}";
const google = "${token("Google API key", ["AI", "za"], 35)}";
axios.post("https://api.acme.io/v1/hook?access_token=${password("query of a URL")}");
export { pool, url, redis, jwtToken, google, API_KEY };
`,
  "worker/settings.py": `DATABASES = {"default": {"ENGINE": "django.db.backends.postgresql", "HOST": "db", "PASSWORD": "${password("Django settings")}"}}
SECRET_KEY = 'django-insecure-${token("Django secret key", [], 40)}'
CELERY_BROKER_URL = "amqp://worker:${password("URL in Python")}@broker:5672//"
`,
  "orders/src/main/resources/application.yml": `spring:
  application: { name: orders }
  datasource:
    url: jdbc:postgresql://db:5432/shop
    username: app
    password: ${password("application.yml")}
  kafka:
    bootstrap-servers: kafka:9092
    properties:
      sasl.jaas.config: org.apache.kafka.common.security.scram.ScramLoginModule required username="orders" password="${password("JAAS in YAML")}";
jwt:
  secret: ${password("jwt secret")}
`,
  "orders/src/main/resources/application-prod.properties": `spring.datasource.url=jdbc:postgresql://db:5432/shop
spring.datasource.password=${password("application.properties")}
spring.rabbitmq.password: ${password("properties with a colon")}
server.ssl.key-store-password = ${password("key store")}
spring.data.mongodb.uri=mongodb://root:${password("mongodb in properties")}@mongo:27017/orders
`,
  "orders/pom.xml": `<project><modelVersion>4.0.0</modelVersion><groupId>io.acme</groupId><artifactId>orders</artifactId><version>1</version>
<dependencies><dependency><groupId>org.postgresql</groupId><artifactId>postgresql</artifactId></dependency></dependencies></project>
`,
  "basket/appsettings.json": `{
  "ConnectionStrings": {
    "BasketDb": "Host=db;Port=5432;Database=basket;Username=app;Password=${password("appsettings.json")}",
    "Redis": "cache:6379,password=${password("StackExchange.Redis")},ssl=true"
  },
  "Smtp": { "Host": "smtp.acme.io", "Pwd": "${password("JSON member")}" },
  "ClientSecret": "${token("client secret", [], 34)}"
}
`,
  "k8s/secret.yaml": `apiVersion: v1
kind: Secret
metadata:
  name: api-secrets
  annotations:
    kubectl.kubernetes.io/last-applied-configuration: '{"stringData":{"token":"${password("annotation")}"}}'
data:
  DB_PASSWORD: ${encoded("Secret data")}
  tls.key: ${plant("Secret data, a key", base64(drawn(23, 60)))}
stringData:
  SOME_SETTING: ${password("Secret stringData whose name says nothing")}
  config.yaml: |
    connection: ${password("file in a Secret")}
---
apiVersion: v1
kind: ConfigMap
metadata: { name: api-config }
data:
  LOG_LEVEL: debug
  application.properties: |
    db.host=db
    db.password=${password("file in a ConfigMap")}
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: api
spec:
  replicas: 2
  selector: { matchLabels: { app: api } }
  template:
    metadata:
      labels: { app: api }
      annotations:
        vault.acme.io/token: ${token("Vault token", ["hvs", "."], 24)}
    spec:
      containers:
        - name: api
          image: acme/api:1.2.3
          args: ["--db-password", "${password("argument of a container")}", "--verbose"]
          env:
            - name: DB_PASSWORD
              value: ${password("value of a container's variable")}
            - name: DATABASE_URL
              value: "mysql://app:${password("URL of a container")}@mysql:3306/shop"
          livenessProbe:
            httpGet:
              path: /health
              port: 3000
              httpHeaders:
                - name: Authorization
                  value: Bearer ${password("header of a probe")}
---
apiVersion: v1
kind: Service
metadata: { name: api }
spec:
  selector: { app: api }
  ports: [{ port: 80, targetPort: 3000 }]
`,
  "deploy/kubeconfig.yaml": `apiVersion: v1
kind: Config
clusters: [{ name: prod, cluster: { server: "https://prod.acme.io:6443" } }]
users:
  - name: admin
    user:
      client-key-data: ${plant("kubeconfig key", base64(drawn(29, 60)))}
      token: ${password("kubeconfig token")}
`,
  "charts/shop/Chart.yaml": "apiVersion: v2\nname: shop-chart\nversion: 1.0.0\n",
  "charts/shop/values.yaml": `image: acme/chart-api:1.0.0
postgresql:
  auth:
    postgresPassword: ${password("Helm values")}
redis:
  auth: { password: "${password("Helm values, flow")}" }
extraEnv:
  - name: API_TOKEN
    value: "${password("Helm values, list")}"
privateKey: |
${indented(pem("PEM in YAML", "RSA "), 2)}
`,
  "charts/shop/templates/api.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: { name: chart-api }
spec:
  selector: { matchLabels: { app: chart-api } }
  template:
    metadata: { labels: { app: chart-api } }
    spec:
      containers:
        - name: chart-api
          image: {{ .Values.image }}
          env:
            - name: PGPASSWORD
              value: {{ .Values.postgresql.auth.postgresPassword }}
{{- range .Values.extraEnv }}
            - name: {{ .name }}
              value: {{ .value | quote }}
{{- end }}
`,
  "infra/main.tf": `resource "aws_db_instance" "orders" {
  engine   = "postgres"
  username = "orders"
  password = "${password("Terraform")}"
}
variable "api_token" {
  default = "${password("default of a Terraform variable")}"
}
resource "aws_ecs_task_definition" "api" {
  family = "api"
  container_definitions = jsonencode([{
    name = "api", image = "acme/api",
    environment = [{ name = "DB_PASSWORD", value = "${password("container in Terraform")}" }]
  }])
}
provider "aws" {
  access_key = "${token("AWS key id in Terraform", ["AK", "IA"], 16, "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")}"
  secret_key = "${token("AWS secret in Terraform", [], 40)}"
}
`,
  "db/001_init.sql": `CREATE TABLE account (id bigint PRIMARY KEY, email text, token text DEFAULT '${password("default of a column")}');
CREATE USER app WITH PASSWORD '${password("CREATE USER")}';
ALTER ROLE reporting PASSWORD '${password("ALTER ROLE")}';
CREATE USER 'old'@'%' IDENTIFIED BY '${password("IDENTIFIED BY")}';
INSERT INTO account (id, email, token) VALUES (1, 'a@acme.io', '${token("row of a table", [], 40)}');
CREATE SERVER other FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db', password '${password("foreign server")}');
`,
  "gateway/nginx.conf": `events {}
http {
  upstream api { server api:3000; }
  server {
    listen 80;
    location / {
      proxy_pass http://api;
      proxy_set_header Authorization "Basic ${plant("basic header in nginx", base64("gate:planted-gate"))}";
      proxy_set_header X-Api-Key ${password("header in nginx")};
    }
  }
}
`,
  "gateway/.htpasswd": `admin:$apr1$${plant("htpasswd", drawn(31, 31))}\n`,
  ".npmrc": `//registry.npmjs.org/:_authToken=${token("npmrc", ["np", "m_"], 36)}\n//npm.acme.io/:_password=${plant("npmrc password", base64(drawn(37, 18)))}\n`,
  ".netrc": `machine api.acme.io\n  login bot\n  password ${password("netrc")}\n`,
  ".pypirc": `[pypi]\nusername = __token__\npassword = ${token("PyPI", ["pypi", "-"], 60)}\n`,
  "keys/service-account.json": `{ "type": "service_account", "project_id": "acme", "private_key_id": "${token("GCP key id", [], 40, hex)}",
  "private_key": "-----BEGIN PRIVATE KEY-----\\n${plant("PEM in JSON", drawn(41, 64))}\\n-----END PRIVATE KEY-----\\n", "client_email": "a@acme.iam.gserviceaccount.com" }
`,
  "keys/id_rsa": `${pem("PEM in a file", "OPENSSH ").join("\n")}\n`,
  "README.md": `# Shop\n\nLog in as admin with password: ${password("README")}\n\n    mysql -u root -p${password("command in a README")} shop\n`,
};

export const secrets: readonly Planted[] = planted;
