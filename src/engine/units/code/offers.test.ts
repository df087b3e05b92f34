import { describe, expect, it } from "vitest";
import { openEngine } from "../../index.ts";

type Files = Readonly<Record<string, string>>;

const compose = `services:
  api: { build: ./api }
  orders: { build: ./orders }
  mail: { build: ./mail }
  kafka: { image: apache/kafka }
  rabbit: { image: rabbitmq }
  nats: { image: nats }
  redis: { image: redis }
`;
const images: Files = {
  "compose.yaml": compose,
  "api/Dockerfile": "FROM x\n",
  "orders/Dockerfile": "FROM x\n",
  "mail/Dockerfile": "FROM x\n",
};

const open = (files: Files) => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries({ ...images, ...files }).map(([path, text]) => ({ path, text })));
  return engine.architecture();
};
const short = (ref: string | undefined): string => (ref === undefined ? "?" : ref.slice(ref.indexOf("/") + 1));
/** `server: GET /path` of all that is served. */
const served = (files: Files): readonly string[] =>
  [...open(files).endpoints.values()].map((it) => `${short(it.server)}: ${it.name}`).sort();
/** `component does name @broker` of everybody who takes part in a topic. */
const carried = (files: Files): readonly string[] =>
  [...open(files).topics.values()]
    .flatMap((it) => (it.parties ?? []).map(({ component, does }) => `${short(component)} ${does} ${it.name} @${short(it.broker)}`))
    .sort();

const spring = "import org.springframework.web.bind.annotation.*;\n";

describe("routes that code serves", () => {
  it.each<[string, Files, readonly string[]]>([
    ["Express", { "api/a.js": "const app = require('express')()\napp.get('/t/:id', one)" }, ["GET /t/{id}"]],
    [
      "Express, mounted from another file",
      {
        "api/a.js": "const app = require('express')()\napp.use('/api', require('./t'))",
        "api/t.js": "const r = require('express').Router()\nr.route('/t').get(all).post(make)\nmodule.exports = r",
      },
      ["GET /api/t", "POST /api/t"],
    ],
    [
      "Fastify",
      { "api/a.ts": "import Fastify from 'fastify'\nconst fastify = Fastify()\nfastify.route({ method: 'PUT', url: '/t', handler })" },
      ["PUT /t"],
    ],
    [
      "NestJS",
      {
        "api/a.ts":
          "import { Controller, Get, Post } from '@nestjs/common'\n@Controller('t')\nexport class T {\n  @Get(':id') one() {}\n  @Post() make() {}\n}",
      },
      ["GET /t/{id}", "POST /t"],
    ],
    [
      "Spring",
      {
        "api/A.java": `${spring}@RestController @RequestMapping(BASE)\nclass A {\n static final String BASE = "/t";\n @GetMapping("/{id}") T one() {}\n @RequestMapping(value = "/q", method = RequestMethod.PUT) T q() {} }`,
      },
      ["GET /t/{id}", "PUT /t/q"],
    ],
    [
      "JAX-RS",
      { "api/A.java": 'import jakarta.ws.rs.*;\n@Path("/t")\nclass A {\n @GET @Path("/{id}") T one() {}\n @POST T two() {} }' },
      ["GET /t/{id}", "POST /t"],
    ],
    ["Ktor", { "api/A.kt": 'import io.ktor.server.routing.*\nfun Route.t() { route("/t") { get("/{id}") { } } }' }, ["GET /t/{id}"]],
    [
      "Flask",
      {
        "api/a.py":
          "from flask import Blueprint\nbp = Blueprint('t', __name__, url_prefix='/t')\n@bp.route('/<int:id>', methods=['POST'])\ndef make(id):\n    pass\n",
      },
      ["POST /t/{id}"],
    ],
    [
      "FastAPI, a router of another file",
      {
        "api/main.py": "from fastapi import FastAPI\nfrom routers import t\napp = FastAPI()\napp.include_router(t.router, prefix='/api')\n",
        "api/routers/t.py":
          "from fastapi import APIRouter\nrouter = APIRouter(prefix='/t')\n@router.get('/{id}')\ndef one(id):\n    pass\n",
      },
      ["GET /api/t/{id}"],
    ],
    [
      "Django, with include",
      {
        "api/p/urls.py": "from django.urls import include, path\nurlpatterns = [path('api/', include('t.urls'))]\n",
        "api/t/urls.py": "from django.urls import path\nurlpatterns = [path('t/<int:id>/', views.one)]\n",
      },
      ["ANY /api/t/{id}"],
    ],
    [
      "net/http and gin",
      {
        "api/main.go":
          'package main\nimport ("net/http"; "github.com/gin-gonic/gin")\nfunc main() { http.HandleFunc("POST /x", h)\n r := gin.Default()\n g := r.Group("/api")\n g.GET("/t/:id", one) }',
      },
      ["GET /api/t/{id}", "POST /x"],
    ],
    [
      "ASP.NET",
      {
        "api/A.cs":
          'using Microsoft.AspNetCore.Mvc;\n[Route("api/[controller]")]\npublic class TController : ControllerBase {\n [HttpGet("{id:int}")]\n public T One(int id) { } }',
        "api/Program.cs": 'var g = app.MapGroup("/v1");\ng.MapPost("/t", Make);',
      },
      ["GET /api/t/{id}", "POST /v1/t"],
    ],
    [
      "Laravel",
      { "api/api.php": "<?php\nRoute::prefix('v1')->group(function () {\n Route::get('/t/{id}', [A::class, 'one']);\n});" },
      ["GET /v1/t/{id}"],
    ],
    [
      "Rails",
      { "api/config/routes.rb": "Rails.application.routes.draw do\n  namespace :api do\n    get '/t', to: 't#all'\n  end\nend\n" },
      ["GET /api/t"],
    ],
    [
      "axum",
      { "api/main.rs": 'use axum::Router;\nfn main() { Router::new().route("/t/:id", get(one).post(two)); }' },
      ["GET /t/{id}", "POST /t/{id}"],
    ],
  ])("%s", (_, files, routes) => {
    expect(served(files)).toEqual(routes.map((it) => `api: ${it}`));
  });

  it.each<[string, Files]>([
    [
      "a client's call",
      { "api/a.ts": "import axios from 'axios'\nimport express from 'express'\nclient.get('/t', { params })\naxios.get('/t')" },
    ],
    ["a comment", { "api/a.js": "const app = require('express')()\n// app.get('/t', one)" }],
    ["a map", { "api/a.js": "const app = require('express')()\ncache.get('/t', fallback)\napp.set('/t', 1)" }],
    ["a test", { "api/a.test.js": "const app = require('express')()\napp.get('/t', one)" }],
    [
      "an interface of somebody else's",
      { "api/A.java": `${spring}@FeignClient(name = "nobody")\ninterface A {\n @GetMapping("/t") T one(); }` },
    ],
    ["a setting of Express", { "api/a.js": "const app = require('express')()\napp.get('trust proxy')" }],
  ])("is not %s", (_, files) => {
    expect(served(files)).toEqual([]);
  });
});

describe("topics", () => {
  it.each<[string, Files, readonly string[]]>([
    [
      "Kafka, through a constant",
      {
        "api/a.ts": "import { Kafka } from 'kafkajs'\nconst TOPIC = 'paid'\nproducer.send({ topic: TOPIC, messages })",
        "mail/main.py": "from kafka import KafkaConsumer\nc = KafkaConsumer('paid', bootstrap_servers='kafka:9092')\n",
      },
      ["api publishes paid @kafka", "mail consumes paid @kafka"],
    ],
    [
      "Spring Kafka",
      {
        "api/A.java":
          'import org.springframework.kafka.core.KafkaTemplate;\nclass A { void f() { kafkaTemplate.send("paid", x); }\n @KafkaListener(topics = {"a", "b"}) void on() {} }',
      },
      ["api consumes a @kafka", "api consumes b @kafka", "api publishes paid @kafka"],
    ],
    [
      "Sarama",
      {
        "api/main.go":
          'package main\nimport "github.com/IBM/sarama"\nfunc main() { p.SendMessage(&sarama.ProducerMessage{Topic: topic}) }\nconst topic = "paid"',
      },
      ["api publishes paid @kafka"],
    ],
    [
      "AMQP",
      {
        "api/a.js": "const amqp = require('amqplib')\nch.sendToQueue('paid', x)",
        "mail/main.py": "import pika\nchannel.basic_consume(queue='paid', on_message_callback=f)\n",
      },
      ["api publishes paid @rabbit", "mail consumes paid @rabbit"],
    ],
    [
      "an exchange, without one the queue",
      { "api/main.py": "import pika\nchannel.basic_publish(exchange='', routing_key='paid', body=b)\n" },
      ["api publishes paid @rabbit"],
    ],
    [
      "NATS",
      {
        "api/main.go": 'package main\nimport "github.com/nats-io/nats.go"\nfunc main() { nc.Publish("paid", b)\n nc.Subscribe("made", f) }',
      },
      ["api consumes made @nats", "api publishes paid @nats"],
    ],
    [
      "BullMQ",
      {
        "api/a.ts": "import { Queue } from 'bullmq'\nnew Queue('paid')",
        "mail/a.ts": "import { Worker } from 'bullmq'\nnew Worker('paid', f)",
      },
      ["api publishes paid @redis", "mail consumes paid @redis"],
    ],
    [
      "Celery, without a name its own",
      {
        "api/a.py": "from tasks import pay\npay.delay(1)\n",
        "mail/a.py": "from celery import shared_task\n@shared_task\ndef pay(x):\n    pass\n",
      },
      ["api publishes celery @?", "mail consumes celery @?"],
    ],
    ["Sidekiq", { "api/a.rb": "class A\n  include Sidekiq::Job\n  sidekiq_options queue: 'paid'\nend\n" }, ["api consumes paid @redis"]],
    [
      "NestJS",
      { "api/a.ts": "import { EventPattern } from '@nestjs/microservices'\nexport class A {\n  @EventPattern('paid')\n  on() {}\n}" },
      ["api consumes paid @?"],
    ],
  ])("%s", (_, files, parties) => {
    expect(carried(files)).toEqual(parties);
  });

  it.each<[string, Files]>([
    ["what only a run would tell", { "api/a.ts": "import { Kafka } from 'kafkajs'\nproducer.send({ topic: name(), messages })" }],
    ["another `send`", { "api/a.ts": "import { Kafka } from 'kafkajs'\nresponse.send('paid')" }],
    ["a comment", { "api/a.py": "from kafka import KafkaProducer\n# producer.send('paid')\n" }],
  ])("none of %s", (_, files) => {
    expect(carried(files)).toEqual([]);
  });
});

/** `from -> to strength` of what code says. */
const reached = (files: Files): readonly string[] => {
  const { uses, evidence } = open(files);
  return [
    ...new Set(
      [...uses.values()].map(({ from, to, exists: [{ ground }] }) => {
        const [first] = ground.by === "evidence" ? ground.proof : [];
        return `${short(from)} -> ${short(to)} ${first === undefined ? "" : evidence.get(first)?.strength}`;
      }),
    ),
  ].sort();
};

describe("gRPC by the name of the service", () => {
  const served = { "orders/a.py": "import grpc\norders_pb2_grpc.add_OrdersServicer_to_server(S(), server)\n" };
  it.each<[string, Files]>([
    ["Go", { "api/main.go": 'package main\nimport "google.golang.org/grpc"\nfunc main() { c := pb.NewOrdersClient(conn) }' }],
    ["Java", { "api/A.java": "import io.grpc.Channel;\nclass A { void f() { OrdersGrpc.newBlockingStub(channel); } }" }],
    ["Python", { "api/a.py": "import grpc\nstub = orders_pb2_grpc.OrdersStub(channel)\n" }],
    ["C#", { "api/A.cs": "using Grpc.Net.Client;\nvar c = new Orders.OrdersClient(channel);" }],
    ["Rust", { "api/main.rs": "use tonic::transport::Channel;\nasync fn f() { OrdersClient::connect(url).await; }" }],
    ["JavaScript", { "api/a.js": "const grpc = require('@grpc/grpc-js')\nconst c = new proto.Orders(address, credentials)" }],
  ])("%s", (_, files) => {
    expect(reached({ ...served, ...files })).toEqual(["api -> orders inferred"]);
  });

  it("is nobody where several serve it, or none", () => {
    const asks = { "api/main.go": 'package main\nimport "google.golang.org/grpc"\nfunc main() { c := pb.NewOrdersClient(conn) }' };
    expect(reached(asks)).toEqual([]);
    expect(reached({ ...served, ...asks, "mail/a.py": served["orders/a.py"] })).toEqual([]);
  });

  it("tells who serves what a proto file describes", () => {
    const proto = 'syntax = "proto3";\npackage shop;\nservice Billing { rpc Pay(A) returns (A); }\nmessage A {}\n';
    const go = 'package main\nimport "google.golang.org/grpc"\nfunc main() { pb.RegisterBillingServer(s, x) }';
    const [endpoint] = open({ "proto/billing.proto": proto, "orders/go.mod": "module orders\n", "orders/main.go": go }).endpoints.values();
    expect(endpoint).toMatchObject({ server: "component:shop/orders", because: "Its code serves Billing." });
  });
});

describe("services of one folder", () => {
  const one = (command: string): string =>
    `services:\n  web: { build: ., command: ${command} }\n  worker: { build: ., command: npm run work }\n  orders: { build: ./orders }\n  redis: { image: redis }\n`;
  const files: Files = {
    "package.json": '{ "name": "shop", "scripts": { "work": "node dist/worker.js" } }',
    Dockerfile: "FROM node\n",
    "src/web.ts": "import './queue'\nfetch('http://orders/x')",
    "src/worker.ts": "import { take } from './queue'",
    "src/queue.ts": "import Redis from 'ioredis'\nexport const take = new Redis({ host: 'redis' })",
  };

  it("are told apart by what their programs reach", () => {
    expect(reached({ ...files, "compose.yaml": one("node dist/web.js") })).toEqual([
      "web -> orders declared",
      "web -> redis declared",
      "worker -> redis declared",
    ]);
  });

  it("say the same where nothing tells them apart", () => {
    const python: Files = {
      "requirements.txt": "",
      Dockerfile: "FROM python\n",
      "app.py": "import redis\nr = redis.Redis('redis')\n",
      "compose.yaml": one("x").replace("npm run work", "y"),
    };
    expect(reached(python)).toEqual(["web -> redis declared", "worker -> redis declared"]);
  });

  it("are not whoever is built from the same context by another Dockerfile", () => {
    const yaml =
      "services:\n  web: { build: . }\n  tests: { build: { context: ., dockerfile: qa/Dockerfile } }\n  orders: { build: ./orders }\n";
    expect(reached({ ...files, "compose.yaml": yaml, "qa/Dockerfile": "FROM cypress\n" })).toEqual(["web -> orders declared"]);
  });
});

describe("libraries of the workspace count for whoever imports them, dotted", () => {
  const uses = ["api -> redis inferred", "mail -> redis inferred"];
  it.each<[string, Files]>([
    [
      "npm",
      {
        "packages/common/package.json": '{\n  "name": "@shop/common"\n}',
        "packages/common/src/a.ts": "import Redis from 'ioredis'\nexport const r = new Redis({ host: 'redis' })",
        "api/package.json": '{\n  "name": "api"\n}',
        "api/a.ts": "import { r } from '@shop/common'",
        "mail/package.json": '{\n  "name": "mail"\n}',
        "mail/a.ts": "import { r } from '@shop/common/a'",
      },
    ],
    [
      "a folder beside, in Python",
      {
        "shared/cache.py": "import redis\nr = redis.Redis('redis')\n",
        "requirements.txt": "",
        "api/a.py": "from shared.cache import r\n",
        "mail/a.py": "from shared import cache\n",
      },
    ],
    [
      "a project of .NET",
      {
        "Common/Shop.Common.csproj": "<Project/>",
        "Common/Cache.cs": 'using StackExchange.Redis;\nclass C { void F() { ConnectionMultiplexer.Connect("redis:6379"); } }',
        "api/Api.csproj": "<Project/>",
        "api/A.cs": 'using Shop.Common;\nvar app = x;\napp.MapGet("/", f);',
        "mail/Mail.csproj": "<Project/>",
        "mail/A.cs": 'using Shop.Common.Caches;\nvar app = x;\napp.MapGet("/", f);',
      },
    ],
  ])("%s", (_, files) => {
    expect(reached(files)).toEqual(uses);
  });

  it("unless their own code hands the address over", () => {
    const files: Files = {
      "packages/http/package.json": '{\n  "name": "@shop/http"\n}',
      "packages/http/a.ts": "export const call = (base: string) => fetch(`${base}/x`)",
      "api/package.json": '{\n  "name": "api"\n}',
      "api/a.ts": "import { call } from '@shop/http'\ncall('http://orders')",
    };
    expect(reached(files)).toEqual(["api -> orders declared"]);
  });

  it("and for nobody else", () => {
    const files: Files = {
      "packages/common/package.json": '{\n  "name": "@shop/common"\n}',
      "packages/common/src/a.ts": "import Redis from 'ioredis'\nexport const r = new Redis({ host: 'redis' })",
      "api/package.json": '{\n  "name": "api"\n}',
      "api/a.ts": "import { r } from '@other/common'\nfetch(process.env.X)",
    };
    expect(reached(files)).toEqual([]);
  });
});
