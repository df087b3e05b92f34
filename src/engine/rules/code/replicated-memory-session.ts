import { rule } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { go, javascript, php, python } from "./examples.ts";
import { replicated } from "./replicated.ts";

const twice = (build = "."): Readonly<Record<string, string>> => ({
  "compose.yaml": `services:\n  orders:\n    build: ${build}\n    deploy:\n      replicas: 3\n`,
  Dockerfile: "FROM scratch\nCOPY . .\n",
});
const once = { "compose.yaml": "services:\n  orders:\n    build: .\n", Dockerfile: "FROM scratch\nCOPY . .\n" };

export const replicatedMemorySession = rule({
  id: "replicated-memory-session",
  title: "Sessions of a replicated service are kept where all replicas find them",
  why: "A session in the memory (or on the disk) of one replica is not known to the others: whoever is led to another one is signed out, and every deployment signs everybody out.",
  remedy: "Keep sessions in a store that all replicas share (Redis, the database), or in a signed cookie.",
  silent:
    "Services that run once, sessions in cookies, stores that are named where the session is set up, and packages that no component is built from. Where requests of one client are led to the same replica it is a note. Scripts, examples, tools and tests are left out.",
  area: "scalability",
  covers: ["x-replicated-memory-session"],
  sources: ["https://github.com/expressjs/session#store", "https://12factor.net/processes"],
  default: true,
  scope: "resource:code-package",
  messages: { says: "{component} runs {replicas} times and keeps sessions in each of them for itself: {places}." },
  severity: (requirements) => unlessPrototype("warning", requirements),
  check: (code, graph) => {
    const stored = new Set(code.sites.filter((it) => it.form === "remembers:stored").map((it) => it.file));
    const shared = code.modules.some((it) => /spring.*session|connect-redis|flask_redis/.test(it));
    return replicated(
      code,
      graph,
      (site) =>
        site.form === "remembers:session" &&
        site.settled === "no" &&
        !stored.has(site.file) &&
        !(shared && site.what.endsWith("setAttribute")),
    );
  },
  good: [
    {
      title: "In a store",
      files: {
        ...twice(),
        ...javascript(
          'import session from "express-session";\nimport axios from "axios";\napp.use(session({ secret: process.env.SECRET, store: new RedisStore({ client }) }));\n',
        ),
      },
    },
    {
      title: "In a cookie",
      files: {
        ...twice(),
        ...javascript(
          'import cookieSession from "cookie-session";\nimport axios from "axios";\napp.use(cookieSession({ name: "session", keys: [process.env.SECRET] }));\n',
        ),
      },
    },
    {
      title: "Runs once",
      files: {
        ...once,
        ...javascript(
          'import session from "express-session";\nimport axios from "axios";\napp.use(session({ secret: process.env.SECRET }));\n',
        ),
      },
    },
    {
      title: "A session of a client",
      files: { ...twice(), ...python("import requests\n\nsession = requests.Session()\nSESSION_TYPE = 'redis'\n") },
    },
    {
      title: "A session of a database",
      files: {
        ...twice(),
        ...javascript(
          'import { session } from "neo4j-driver";\nexport const run = () => session({ database: "orders" });\nexport const url = process.env.NEO4J_URL;\n',
        ),
      },
    },
  ],
  bad: [
    {
      title: "Express",
      files: {
        ...twice(),
        ...javascript(
          'import session from "express-session";\nimport axios from "axios";\napp.use(session({ secret: process.env.SECRET, resave: false }));\n',
        ),
      },
      says: ["orders runs 3 times and keeps sessions in each of them for itself: session (orders.ts)."],
    },
    {
      title: "Flask, on the disk",
      files: { ...twice(), ...python('from flask import Flask\nimport requests\n\nclass Config:\n    SESSION_TYPE = "filesystem"\n') },
      says: ["orders runs 3 times and keeps sessions in each of them for itself: SESSION_TYPE (views.py)."],
    },
    {
      title: "Go",
      files: {
        ...twice(),
        ...go(
          'package main\n\nimport (\n\t"net/http"\n\n\t"github.com/alexedwards/scs/v2"\n)\n\nfunc main() {\n\tsessions := scs.New()\n\tserve(sessions)\n}\n',
        ),
      },
      says: ["orders runs 3 times and keeps sessions in each of them for itself: scs.New in main (main.go)."],
    },
    {
      title: "PHP",
      files: { ...twice(), ...php("<?php\nfunction start() {\n  session_start();\n  return getenv('APP_URL');\n}\n") },
      says: ["orders runs 3 times and keeps sessions in each of them for itself: session_start in start (Orders.php)."],
    },
  ],
});
