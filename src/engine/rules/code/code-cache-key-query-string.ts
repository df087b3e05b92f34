import { javascript, php, python, ruby } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const codeCacheKeyQueryString = siteRule({
  id: "code-cache-key-query-string",
  title: "What is cached is told apart by everything it depends on",
  why: "An answer that depends on the query and is cached under its path is given to whoever asks next, whatever they ask: the first page for every page, one user's search for another's.",
  remedy: "Put the query into the key (`query_string=True`, `req.originalUrl`, `request.fullpath`), or only the parameters that matter.",
  silent: "Functions that don't look at the query, and keys that somebody makes by a function.",
  area: "data",
  covers: ["code-cache-key-query-string"],
  sources: ["https://flask-caching.readthedocs.io/en/latest/api.html#flask_caching.Cache.cached"],
  severity: "warning",
  each: "file",
  says: "{package} caches under the path what depends on the query: {places}.",
  wrong: () => (site) => site.does === "memorises" && site.settled === "no",
  good: [
    {
      title: "With the query",
      files: python(
        'from flask import Flask, request\nimport requests\n\n@app.route("/orders")\n@cache.cached(timeout=60, query_string=True)\ndef orders():\n    return find(request.args["page"])\n',
      ),
    },
    {
      title: "Without any query",
      files: python(
        'from flask import Flask\nimport requests\n\n@app.route("/orders")\n@cache.cached(timeout=60)\ndef orders():\n    return find()\n',
      ),
    },
    {
      title: "The whole address",
      files: javascript(
        'import express from "express";\nconst app = express();\napp.get("/orders", async (req, res) => {\n  const page = req.query.page;\n  cache.set(req.originalUrl, await find(page));\n});\n',
      ),
    },
    {
      title: "A map of paths",
      files: javascript(
        'import express from "express";\nconst app = express();\napp.get("/orders", async (req, res) => {\n  routes.set(req.path, req.query.page);\n});\n',
      ),
    },
    {
      title: "Rails, with the query",
      files: ruby(
        "class Orders\n  def index\n    Faraday.get('http://stock')\n    Rails.cache.fetch(request.fullpath, expires_in: 60) { find(params[:page]) }\n  end\nend\n",
      ),
    },
  ],
  bad: [
    {
      title: "Flask",
      files: python(
        'from flask import Flask, request\nimport requests\n\n@app.route("/orders")\n@cache.cached(timeout=60)\ndef orders():\n    return find(request.args["page"])\n',
      ),
      says: ["orders caches under the path what depends on the query: cache.cached (views.py)."],
    },
    {
      title: "Express",
      files: javascript(
        'import express from "express";\nconst app = express();\napp.get("/orders", async (req, res) => {\n  const page = req.query.page;\n  cache.set(req.path, await find(page));\n});\n',
      ),
      says: ["orders caches under the path what depends on the query: cache.set (orders.ts)."],
    },
    {
      title: "Rails, and Laravel",
      files: {
        ...ruby(
          "class Orders\n  def index\n    Faraday.get('http://stock')\n    Rails.cache.fetch(request.path, expires_in: 60) { find(params[:page]) }\n  end\nend\n",
        ),
        "shop/composer.json": '{\n  "name": "acme/shop"\n}\n',
        "shop/app/Orders.php":
          php(
            "<?php\nRoute::get('/', 'x');\nclass Orders { function index($request) { return Cache::remember($request->path(), 60, fn () => find($request->query('page'))); } }\n",
          )["app/Orders.php"] ?? "",
      },
      says: [
        "shop caches under the path what depends on the query: Cache.remember in index (Orders.php).",
        "shop caches under the path what depends on the query: Rails.cache.fetch in index (orders.rb).",
      ],
    },
  ],
});
