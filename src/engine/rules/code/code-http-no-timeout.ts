import type { CodePackage, Site } from "../../model/index.ts";
import { go, java, javascript, php, python, rust } from "./examples.ts";
import { familyOf, isLocal, siteRule } from "./site-rule.ts";

export const codeHttpNoTimeout = siteRule({
  id: "code-http-no-timeout",
  title: "Whoever calls another service says how long it waits",
  why: "A server that hangs without answering holds every caller that waits for it without a limit: threads, connections and memory are used up, and one slow service stops all in front of it.",
  remedy:
    "Give the client a timeout in one place (`axios.create({ timeout })`, a session of its own, `http.Client{Timeout: …}`, `AbortSignal.timeout(…)`), a little longer than the slowest answer that is still of use.",
  silent:
    "Clients with a limit of their own (OkHttp, httpx, aiohttp, .NET's HttpClient, Ruby's Net::HTTP and what is built on it, Laravel's Http, ky), options that come from elsewhere as a whole, clients whose file sets deadlines, files that run in a browser, and addresses of this machine.",
  area: "reliability",
  covers: ["code-http-no-timeout", "x-http-no-timeout"],
  sources: [
    "https://requests.readthedocs.io/en/latest/user/advanced/#timeouts",
    "https://pkg.go.dev/net/http#Client",
    "https://aws.amazon.com/builders-library/timeouts-retries-and-backoff-with-jitter/",
  ],
  severity: "warning",
  each: "package",
  says: "{package} calls without a timeout: {places}.",
  wrong: (code) => {
    const waiting = new Map<string, Set<string>>();
    for (const it of code.sites)
      if (it.does === "waits") waiting.set(familyOf(it), (waiting.get(familyOf(it)) ?? new Set<string>()).add(it.file));
    const isServer = servers(code);
    return (site) =>
      site.does === "requests" &&
      site.settled === "no" &&
      site.browser !== true &&
      !isLimited(site, waiting) &&
      !isLocal(site.address ?? site.args[0] ?? "") &&
      !(familyOf(site) === "fetch" && (!isServer || site.args.length === 0 || /^(?:\/|\.)/.test(site.args[0] ?? "")));
  },
  good: [
    {
      title: "Limits at the call, and of a client",
      files: javascript(
        'import axios from "axios";\nimport express from "express";\nconst api = axios.create({ baseURL: process.env.STOCK_URL, timeout: 2000 });\nexport const stock = (id: string) => axios.get(`http://stock/items/${id}`, { timeout: 2000 });\nexport const rates = () => fetch("https://rates.example.io/today", { signal: AbortSignal.timeout(3000) });\nexport const all = () => api.get("/items");\n',
      ),
    },
    {
      title: "A session with a limit, and one for the call",
      files: python('import requests\n\ndef stock(item):\n    return requests.get(f"http://stock/items/{item}", timeout=(1, 3)).json()\n'),
    },
    {
      title: "A client with a limit",
      files: go(
        'package main\n\nimport (\n\t"net/http"\n\t"time"\n)\n\nvar client = &http.Client{Timeout: 3 * time.Second}\n\nfunc stock() (*http.Response, error) { return client.Get("http://stock/items") }\n',
      ),
    },
    {
      title: "Options that come as a whole may hold one",
      files: javascript(
        'import axios from "axios";\nexport const stock = (url: string, options: object) => axios.get(url, { ...options });\nexport const items = (url: string, options: object) => axios.post(url, {}, options);\n',
      ),
    },
    {
      title: "A client that limits by itself",
      files: python(
        'import httpx\n\nasync def stock():\n    async with httpx.AsyncClient() as client:\n        return await client.get("http://stock/items")\n',
      ),
    },
    {
      title: "A page in a browser",
      files: javascript(
        'import { useEffect } from "react";\nexport const Items = () => { useEffect(() => { fetch("/api/items"); }, []); return <ul />; };\n',
        "src/items.tsx",
      ),
    },
  ],
  bad: [
    {
      title: "Axios waits for ever",
      files: javascript(
        'import axios from "axios";\nexport async function stock(id: string) {\n  return axios.get(`http://stock/items/${id}`);\n}\n',
      ),
      says: ["orders calls without a timeout: axios.get in stock (orders.ts)."],
    },
    {
      title: "So does requests",
      files: python(
        'import requests\n\ndef stock(item):\n    return requests.get(f"http://stock/items/{item}").json()\n\ndef take(item):\n    return requests.post("http://stock/take", json={"item": item})\n',
      ),
      says: ["orders calls without a timeout: requests.get in stock (views.py) and requests.post in take (views.py)."],
    },
    {
      title: "Go's functions of the package",
      files: go(
        'package main\n\nimport "net/http"\n\nfunc stock() (*http.Response, error) {\n\treturn http.Get("http://stock/items")\n}\n',
      ),
      says: ["orders calls without a timeout: http.Get in stock (main.go)."],
    },
    {
      title: "Spring's template as it comes",
      files: java(
        'package shop;\nimport org.springframework.web.client.RestTemplate;\nclass Orders {\n  private final RestTemplate http = new RestTemplate();\n  String stock() { return http.getForObject("http://stock/items", String.class); }\n}\n',
      ),
      says: ["shop calls without a timeout: RestTemplate (Orders.java)."],
    },
    {
      title: "Guzzle, and reqwest",
      files: {
        ...php(
          "<?php\nuse GuzzleHttp\\Client;\nclass Orders {\n  function stock() {\n    $client = new Client(['base_uri' => 'http://stock']);\n    return $client->get('/items');\n  }\n}\n",
          "app/Stock.php",
        ),
        "rates/Cargo.toml": '[package]\nname = "rates"\n',
        "rates/src/main.rs":
          rust(
            'use reqwest::Client;\nasync fn today() -> String {\n    Client::new().get("https://rates.io/today").send().await.unwrap().text().await.unwrap()\n}\n',
          )["src/main.rs"] ?? "",
      },
      says: [
        "orders calls without a timeout: Client in stock (Stock.php).",
        "rates calls without a timeout: Client.new in today (main.rs).",
      ],
    },
  ],
});

/** Families where one setting speaks for a whole package; elsewhere it does for its file. */
const central = new Set(["axios", "nest", "webclient", "requests", "guzzle"]);

function isLimited(site: Site, waiting: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  // Whoever makes requests with a context limits them by it.
  if (familyOf(site) === "go-client" && waiting.has("go-context")) return true;
  const files = waiting.get(familyOf(site));
  if (files === undefined) return false;
  return central.has(familyOf(site)) || files.has(site.file);
}

/** A package of JavaScript that runs on a server, as far as what it takes tells. */
const servers = ({ modules }: CodePackage): boolean =>
  modules.some((it) =>
    /^(?:node:|express|fastify|@nestjs|koa|@koa|hono|pg$|ioredis|redis|mongodb|mongoose|@prisma|drizzle-orm|amqplib|kafkajs|https?$|fs$|fs\/|path$|crypto$|next\/server|bull|worker_threads|@remix-run\/node|typeorm|sequelize)/.test(
      it,
    ),
  );
