import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { csharp, go, javascript, python } from "./examples.ts";
import { replicated } from "./replicated.ts";

const twice: Readonly<Record<string, string>> = {
  "k8s/orders.yaml":
    "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: orders}\nspec:\n  replicas: 3\n  selector: {matchLabels: {app: orders}}\n  template:\n    metadata: {labels: {app: orders}}\n    spec:\n      containers: [{name: orders, image: acme/orders}]\n",
  Dockerfile: "FROM scratch\nCOPY . .\n",
};

export const replicatedMemoryState = rule({
  id: "replicated-memory-state",
  title: "A replicated service keeps no state that only one replica knows",
  why: "A cart, a counter or a lock in the memory of one replica does not exist for the others: users see it come and go, limits are multiplied by the replicas, and a restart forgets it.",
  remedy: "Keep it in a store that all replicas share (Redis, the database), or run the service once and say so.",
  silent:
    "Services that run once, collections that no function writes into, collections whose name does not tell that users would miss what is in them (caches, registries, handlers), and packages that no component is built from. Where requests of one client are led to the same replica it is a note. Scripts, examples, tools and tests are left out.",
  area: "scalability",
  covers: ["x-replicated-memory-state", "x-replicated-memory-limiter"],
  sources: ["https://12factor.net/processes", "https://express-rate-limit.mintlify.app/reference/stores"],
  default: true,
  scope: "resource:code-package",
  messages: { says: "{component} runs {replicas} times and keeps in each of them for itself what all of them need: {places}." },
  severity: (requirements) => unlessPrototype("warning", requirements),
  check: (code, graph) =>
    replicated(
      code,
      graph,
      (site) => site.browser !== true && site.settled === "no" && (site.does === "keeps" || site.form === "remembers:limits"),
    ),
  good: [
    {
      title: "In a store",
      files: {
        ...twice,
        ...javascript(
          'import Redis from "ioredis";\nimport express from "express";\nconst app = express();\napp.post("/carts/:id", (req) => redis.set(`cart:${req.params.id}`, req.body, { EX: 60 }));\n',
        ),
      },
    },
    {
      title: "A table that is written once",
      files: {
        ...twice,
        ...javascript(
          'import axios from "axios";\nconst orderStates = new Map([["new", 1]]);\nexport const of = (name: string) => orderStates.get(name);\n',
        ),
      },
    },
    {
      title: "A limiter with a store",
      files: {
        ...twice,
        ...javascript(
          'import { rateLimit } from "express-rate-limit";\nimport axios from "axios";\napp.use(rateLimit({ limit: 10, store: new RedisStore(options) }));\n',
        ),
      },
    },
    {
      title: "A cache, and a registry",
      files: {
        ...twice,
        ...python(
          "import requests\n\nsession_cache = {}\norder_handlers = {}\n\ndef register(name, handler):\n    order_handlers[name] = handler\n    session_cache[name] = 1\n",
        ),
      },
    },
    {
      title: "A variable of a function",
      files: {
        ...twice,
        ...go('package main\n\nimport "net/http"\n\nfunc list() {\n\torders := map[string]int{}\n\torders["a"] = 1\n}\n'),
      },
    },
  ],
  bad: [
    {
      title: "Carts in a map",
      files: {
        ...twice,
        ...javascript(
          'import express from "express";\nconst app = express();\nconst carts = new Map<string, Cart>();\napp.post("/carts/:id", (req, res) => {\n  carts.set(req.params.id, req.body);\n  res.end();\n});\n',
        ),
      },
      says: ["orders runs 3 times and keeps in each of them for itself what all of them need: carts (orders.ts)."],
    },
    {
      title: "A dictionary of the module",
      files: {
        ...twice,
        ...python(
          "from flask import Flask\n\nlogin_attempts = {}\n\ndef failed(user):\n    login_attempts[user] = login_attempts.get(user, 0) + 1\n",
        ),
      },
      says: ["orders runs 3 times and keeps in each of them for itself what all of them need: login_attempts in failed (views.py)."],
    },
    {
      title: "Go",
      files: {
        ...twice,
        ...go(
          'package main\n\nimport "net/http"\n\nvar sessions = map[string]string{}\n\nfunc login(w http.ResponseWriter, r *http.Request) {\n\tsessions[r.URL.Path] = "x"\n}\n',
        ),
      },
      says: ["orders runs 3 times and keeps in each of them for itself what all of them need: sessions in login (main.go)."],
    },
    {
      title: "A limiter that counts for itself, and C#",
      files: {
        ...twice,
        ...javascript('import { rateLimit } from "express-rate-limit";\nimport axios from "axios";\napp.use(rateLimit({ limit: 10 }));\n'),
      },
      says: ["orders runs 3 times and keeps in each of them for itself what all of them need: rateLimit (orders.ts)."],
    },
    {
      title: "A static dictionary",
      files: {
        ...twice,
        ...csharp(
          'class Orders {\n  static readonly ConcurrentDictionary<string, Cart> Carts = new();\n  [HttpPost("/carts")]\n  void Put(string id, Cart cart) {\n    Carts[id] = cart;\n  }\n}\n',
        ),
      },
      says: ["orders runs 3 times and keeps in each of them for itself what all of them need: Carts in Put (Orders.cs)."],
    },
  ],
});
