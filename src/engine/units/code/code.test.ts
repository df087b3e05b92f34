import { describe, expect, it } from "vitest";
import { fileOf, openEngine } from "../../index.ts";

type Files = Readonly<Record<string, string>>;

const stores = `
  db: { image: postgres }
  mongo: { image: mongo }
  cache: { image: redis }
  memory: { image: memcached }
  kafka: { image: apache/kafka }
  rabbit: { image: rabbitmq }
  nats: { image: nats }
  search: { image: elasticsearch }
  files: { image: minio/minio }
`;
const compose = (environment = ""): string => `services:
  api:
    build: ./api
${environment === "" ? "" : `    environment: { ${environment} }\n`}  orders:
    build: ./orders
    ports: ["9090:80"]${stores}`;

/** \`from -> to style protocol strength\` of everything that code under \`api\` says. */
const reached = (files: Files, environment = ""): readonly string[] => {
  const engine = openEngine({ workspaceName: "shop" });
  const all = { "compose.yaml": compose(environment), "api/Dockerfile": "FROM scratch\n", "orders/Dockerfile": "FROM scratch\n", ...files };
  engine.update(Object.entries(all).map(([path, text]) => ({ path, text })));
  const { uses, evidence } = engine.architecture();
  const short = (ref: string): string => ref.slice(ref.indexOf("/") + 1);
  const found = [...uses.values()].flatMap(({ from, to, style, protocol, exists: [{ ground }] }) => {
    const proof = ground.by === "evidence" ? ground.proof : [];
    const [first] = proof;
    if (first === undefined || !/^api\//.test(fileOf(first))) return [];
    const also = proof.some((id) => fileOf(id) === "compose.yaml") ? " and compose" : "";
    return [`${short(from)} -> ${short(to)} ${style} ${protocol} ${evidence.get(first)?.strength}${also}`];
  });
  return [...new Set(found)].sort();
};
const manifests: Files = {
  ts: "package.json",
  java: "pom.xml",
  kt: "build.gradle.kts",
  py: "requirements.txt",
  go: "go.mod",
  cs: "Api.csproj",
  php: "composer.json",
  rb: "Gemfile",
  rs: "Cargo.toml",
};
const inApi = (file: string, text: string): Files => {
  const manifest = manifests[file.slice(file.lastIndexOf(".") + 1)] ?? "package.json";
  return {
    [`api/${manifest}`]:
      manifest === "go.mod" ? "module shop/api\n" : manifest === "pom.xml" ? "<project><artifactId>api</artifactId></project>" : "{}",
    [`api/${file}`]: text,
  };
};

const orders = ["api -> orders call http declared"];

describe("a client of HTTP reaches the service that its address names", () => {
  it.each([
    ["a.ts", "await fetch('http://orders/x')"],
    ["a.ts", "import axios from 'axios'\nconst base = 'http://orders:80'\nexport const all = () => axios.get(`${base}/x/${id}`)"],
    ["a.ts", "import axios from 'axios'\nexport const client = axios.create({ timeout: 5, baseURL: 'http://orders' })"],
    ["a.ts", "import got from 'got'\ngot.post('http://orders/x', { json })"],
    [
      "a.java",
      'import org.springframework.web.client.RestTemplate;\nclass A { String all() { return rest.getForObject("http://" + HOST + "/x", String.class); }\n static final String HOST = "orders"; }',
    ],
    [
      "a.java",
      'import org.springframework.web.reactive.function.client.WebClient;\nclass A { A() { this.client = WebClient.builder().baseUrl("http://orders").build(); } }',
    ],
    ["a.ts", "class A { constructor() { this.base = 'http://orders' }\n all() { return fetch(this.base + '/x') } }"],
    [
      "a.java",
      'import org.springframework.cloud.gateway.route.RouteLocator;\nclass A { RouteLocator r(RouteLocatorBuilder b) { return b.routes().route(r -> r.path("/x").uri("lb://orders")).build(); } }',
    ],
    ["a.java", 'class A { DiscoveryClient discoveryClient;\n List<X> f() { return discoveryClient.getInstances("orders"); } }'],
    ["a.java", 'import okhttp3.*;\nclass A { void f() { new Request.Builder().url("http://orders/x").build(); } }'],
    ["a.kt", 'import io.ktor.client.*\nsuspend fun all() = client.get("http://$host/x")\nval host = "orders"'],
    ["a.py", "import requests\nHOST = 'orders'\ndef all():\n    return requests.get(f'http://{HOST}/x', timeout=5)\n"],
    ["a.py", "import httpx\nclient = httpx.AsyncClient(base_url='http://orders')\n"],
    ["a.py", "import aiohttp\nasync def f(s):\n    async with s.get('http://%s/x' % 'orders') as r:\n        pass\n"],
    ["a.go", 'package main\nimport ("fmt"; "net/http")\nfunc main() { http.Get(fmt.Sprintf("http://%s/x", host)) }\nconst host = "orders"'],
    [
      "a.go",
      'package main\nimport "net/http"\nfunc main() { req, _ := http.NewRequest("GET", base+"/x", nil) }\nvar base = "http://orders"',
    ],
    ["a.cs", 'class A { A(HttpClient c) { c.BaseAddress = new Uri("http://orders"); } }'],
    ["a.cs", 'builder.Services.AddHttpClient<A>(c => c.BaseAddress = new("http://orders"));'],
    ["a.php", "<?php use GuzzleHttp\\Client; $c = new Client(['base_uri' => 'http://orders']);"],
    ["a.rb", "class A\n  def conn\n    Faraday.new(url: 'http://orders')\n  end\nend\n"],
    ["a.rs", 'use reqwest;\nasync fn f() { reqwest::get(format!("http://{}/x", HOST)).await; }\nconst HOST: &str = "orders";'],
  ])("%s %s", (file, text) => {
    expect(reached(inApi(file, text))).toEqual(orders);
  });
});

describe("through a variable of the environment", () => {
  const proved = ["api -> orders call http declared and compose"];
  it.each([
    ["a.ts", "fetch(process.env.ORDERS_URL + '/x')"],
    [
      "a.ts",
      "import { env } from 'node:process'\nconst { base = 'http://nobody' } = {}\nfetch(`${process.env['ORDERS_URL'] ?? 'http://localhost:1'}/x`)",
    ],
    ["a.py", "import os, requests\nBASE = os.getenv('ORDERS_URL', 'http://localhost')\nrequests.post(BASE + '/x')\n"],
    ["a.go", 'package main\nimport ("net/http"; "os")\nfunc main() { http.Get(os.Getenv("ORDERS_URL") + "/x") }'],
    [
      "a.java",
      'import org.springframework.web.client.RestTemplate;\nclass A { @Value("${orders.url:http://elsewhere}") String url; void f() { rest.getForObject(url + "/x", A.class); } }',
    ],
    ["a.rb", "conn = Faraday.new(url: ENV.fetch('ORDERS_URL'))\n"],
    ["a.php", "<?php $x = file_get_contents(getenv('ORDERS_URL') . '/x');"],
    ["a.rs", 'use reqwest::Client;\nfn f() { let url = std::env::var("ORDERS_URL").unwrap(); client.get(url).send(); }'],
  ])("%s %s", (file, text) => {
    expect(reached(inApi(file, text), "ORDERS_URL: http://orders")).toEqual(proved);
  });

  it("whose default holds only where nothing sets it", () => {
    const code = inApi("a.ts", "fetch((process.env.BACKEND || 'http://orders') + '/x')");
    expect(reached(code)).toEqual(orders);
    expect(reached(code, "BACKEND: http://other.example.org")).toEqual([]);
  });
});

describe("indirectly", () => {
  it("through a function of its own, in another file", () => {
    const files = {
      "api/package.json": '{\n  "name": "api"\n}',
      "api/src/http.ts": "export async function call(base: string, path: string) {\n  return fetch(`${base}${path}`)\n}",
      "api/src/settings.ts": "export const settings = { orders: { url: 'http://orders:80' } }",
      "api/src/a.ts":
        "import { call } from './http'\nimport { settings } from './settings'\nexport const all = () => call(settings.orders.url, '/x')",
    };
    expect(reached(files)).toEqual(orders);
  });

  it("through a key of a configuration file", () => {
    const files = {
      "api/Api.csproj": "<Project/>",
      "api/appsettings.json": '{ // where\n "Urls": { "Orders": "http://orders" } }',
      "api/Program.cs": 'builder.Services.AddHttpClient<A>(c => c.BaseAddress = new Uri(builder.Configuration["Urls:Orders"]));',
    };
    expect(reached(files)).toEqual(orders);
  });

  it("in Go only in the programs that import it", () => {
    const files = {
      "go.mod": "module shop\n",
      "cmd/api/main.go": 'package main\nimport "shop/clients"\nfunc main() { clients.Orders() }',
      "cmd/jobs/main.go": 'package main\nimport "os"\nfunc main() { os.Getenv("X") }',
      "clients/orders.go": 'package clients\nimport "net/http"\nfunc Orders() { http.Get("http://orders/x") }',
    };
    const engine = openEngine({ workspaceName: "shop" });
    const yaml =
      "services:\n  api: { image: shop/all, command: api }\n  jobs: { image: shop/all, command: jobs }\n  orders: { build: ./orders }\n";
    engine.update(Object.entries({ ...files, "compose.yaml": yaml }).map(([path, text]) => ({ path, text })));
    expect([...engine.architecture().uses.values()].map(({ from, to }) => `${from} ${to}`)).toEqual([
      "component:shop/api component:shop/orders",
    ]);
  });
});

describe("stores and brokers", () => {
  it.each([
    ["a.ts", "import { Pool } from 'pg'\nnew Pool({ host: 'db', port: 5432 })", "api -> db data postgres declared"],
    ["a.ts", "import mongoose from 'mongoose'\nmongoose.connect('mongodb://u:p@mongo:27017/x')", "api -> mongo data mongodb declared"],
    ["a.ts", "import Redis from 'ioredis'\nexport const r = new Redis({ host: 'cache' })", "api -> cache data redis declared"],
    [
      "a.ts",
      "import { Kafka } from 'kafkajs'\nnew Kafka({ clientId: 'x', brokers: ['kafka:9092'] })",
      "api -> kafka message kafka declared",
    ],
    ["a.ts", "import amqp from 'amqplib'\nconst url = 'amqp://rabbit'\nawait amqp.connect(url)", "api -> rabbit message amqp declared"],
    ["a.ts", "import { connect } from 'nats'\nconnect({ servers: 'nats:4222' })", "api -> nats message nats declared"],
    [
      "a.ts",
      "import { Client } from '@elastic/elasticsearch'\nnew Client({ node: 'http://search:9200' })",
      "api -> search data http declared",
    ],
    [
      "a.ts",
      "import { S3Client } from '@aws-sdk/client-s3'\nnew S3Client({ endpoint: 'http://files:9000' })",
      "api -> files data http declared",
    ],
    ["a.py", "import psycopg2\npsycopg2.connect(host='db', dbname='x')\n", "api -> db data postgres declared"],
    ["a.py", "import redis\nr = redis.Redis('cache', 6379)\n", "api -> cache data redis declared"],
    ["a.py", "import pika\npika.BlockingConnection(pika.ConnectionParameters(host='rabbit'))\n", "api -> rabbit message amqp declared"],
    ["a.py", "from celery import Celery\napp = Celery('x', broker='amqp://rabbit')\n", "api -> rabbit message amqp declared"],
    [
      "a.go",
      'package main\nimport "github.com/redis/go-redis/v9"\nfunc main() { redis.NewClient(&redis.Options{Addr: "cache:6379"}) }',
      "api -> cache data redis declared",
    ],
    [
      "a.go",
      'package main\nimport "github.com/bradfitz/gomemcache/memcache"\nfunc main() { memcache.New("memory:11211") }',
      "api -> memory data memcached declared",
    ],
    [
      "a.go",
      'package main\nimport "github.com/segmentio/kafka-go"\nfunc main() { kafka.NewReader(kafka.ReaderConfig{Brokers: []string{"kafka:9092"}}) }',
      "api -> kafka message kafka declared",
    ],
    [
      "a.go",
      'package main\nimport "google.golang.org/grpc"\nfunc main() { grpc.Dial("orders:50051") }',
      "api -> orders call grpc declared",
    ],
    [
      "a.java",
      'import io.grpc.ManagedChannelBuilder;\nclass A { void f() { ManagedChannelBuilder.forAddress("orders", 50051).build(); } }',
      "api -> orders call grpc declared",
    ],
    [
      "a.cs",
      'using RabbitMQ.Client;\nclass A { void F() { var f = new ConnectionFactory { HostName = "rabbit" }; } }',
      "api -> rabbit message amqp declared",
    ],
    [
      "a.cs",
      'using StackExchange.Redis;\nclass A { void F() { ConnectionMultiplexer.Connect("cache:6379"); } }',
      "api -> cache data redis declared",
    ],
    [
      "a.go",
      'package main\nimport ("database/sql"; "fmt")\nfunc main() { sql.Open("mysql", fmt.Sprintf("root:%s@tcp(db:3306)/%s", pw, name)) }',
      "api -> db data mysql declared",
    ],
    [
      "a.go",
      'package main\nimport ("database/sql"; "os")\nfunc main() { sql.Open("postgres", "user=x password="+os.Getenv("PW")+" host=db sslmode=disable") }',
      "api -> db data postgres declared",
    ],
    [
      "a.ts",
      "import { Pool } from 'pg'\nnew Pool({ connectionString: `postgres://${process.env.U}:${process.env.P}@db:5432/x` })",
      "api -> db data postgres declared",
    ],
    [
      "a.py",
      "import mysql.connector\nclass A:\n    def __init__(self, host='db', user='root'):\n        self.c = mysql.connector.connect(user=user, host=host)\n",
      "api -> db data mysql declared",
    ],
    ["a.rb", "R = Redis.new(host: 'cache')\n", "api -> cache data redis declared"],
    ["a.rs", 'use redis;\nfn f() { let c = redis::Client::open("redis://cache/"); }', "api -> cache data redis declared"],
  ])("%s %s", (file, text, connection) => {
    expect(reached(inApi(file, text))).toEqual([connection]);
  });
});

describe("says nothing", () => {
  it.each([
    ["in a comment", "a.ts", "// fetch('http://orders/x')\nconst url = process.env.X"],
    ["in a text", "a.ts", "console.log(`fetch('http://orders/x')`); const x = 'axios.get(\"http://orders\")'"],
    ["in a test", "a.test.ts", "fetch('http://orders/x')"],
    ["in a folder of tests", "tests/a.ts", "fetch('http://orders/x')"],
    ["without the client", "a.ts", "const axios = fake()\naxios.get('http://orders/x')\nprocess.env.X"],
    ["of this machine, where a container of its own is started", "a.ts", "fetch('http://localhost:9090/x')"],
    ["of an example", "a.ts", "fetch('http://example.com/x'); fetch('https://my-orders.com')"],
    ["of a part of a name", "a.ts", "fetch('http://orders' + suffix + '/x')"],
    ["of who nobody here is", "a.ts", "fetch('http://elsewhere/x')"],
    ["of a path", "a.ts", "fetch('/orders/x'); fetch(`/api/${orders}`)"],
    ["of a header with the name of a verb", "a.py", "import requests\nrequests.headers.get('orders')\n"],
    [
      "of another name that is local to another function",
      "a.ts",
      "function f() { const url = 'http://orders' }\nfunction g(url) { fetch(url) }",
    ],
    [
      "of a variable that nobody sets",
      "a.go",
      'package main\nimport ("net/http"; "os")\nfunc main() { http.Get(os.Getenv("ORDERS_URL")) }',
    ],
    ["of a database in a file", "a.py", "from sqlalchemy import create_engine\ncreate_engine('sqlite:///db')\n"],
    [
      "of what a map holds",
      "a.java",
      'import org.springframework.web.client.RestTemplate;\nclass A { void f() { map.put("orders", 1); } }',
    ],
    [
      "in a file that is made",
      "a.go",
      '// Code generated by x. DO NOT EDIT.\npackage main\nimport "net/http"\nfunc main() { http.Get("http://orders") }',
    ],
  ])("%s: %s", (_, file, text) => {
    expect(reached(inApi(file, text))).toEqual([]);
  });
});
