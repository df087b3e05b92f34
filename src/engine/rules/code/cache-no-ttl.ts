import { csharp, go, javascript, php, python, ruby } from "./examples.ts";
import { familyOf, siteRule } from "./site-rule.ts";

export const cacheNoTtl = siteRule({
  id: "cache-no-ttl",
  title: "What is cached has an end",
  why: "An entry without an expiry stays until somebody thinks of it: what it says grows old, and the memory grows until the cache evicts what is needed or refuses to write.",
  remedy: "Give every entry a time to live (`EX`, `ttl`, `expires_in`), a little different for each where many are written at once.",
  silent:
    "Writes that are not called a cache by any name (a Redis is a store as often), keys that get their expiry in the same function, caches with a usual expiry of their own, and values that come from elsewhere as a whole.",
  area: "reliability",
  covers: ["x-cache-no-ttl"],
  sources: ["https://redis.io/docs/latest/commands/set/", "https://guides.rubyonrails.org/caching_with_rails.html"],
  severity: "note",
  each: "package",
  says: "{package} caches without an expiry: {places}.",
  wrong: (code) => {
    const ending = new Set(
      code.sites.filter((it) => it.does === "expires" && familyOf(it) === "redis").map((it) => `${it.file} ${it.within}`),
    );
    const central = code.sites.some((it) => it.form === "expires:rails");
    return (site) =>
      site.does === "caches" &&
      site.settled === "no" &&
      !ending.has(`${site.file} ${site.within}`) &&
      !(central && familyOf(site) === "rails") &&
      (!raw.has(familyOf(site)) || /cache/i.test(`${site.what} ${site.within} ${site.args[0] ?? ""} ${site.file}`));
  },
  good: [
    {
      title: "With an end, at once or right behind",
      files: javascript(
        'import { createClient } from "redis";\nexport async function cachePrice(id: string, price: string) {\n  await redisCache.set(`price:${id}`, price, { EX: 60 });\n  await redisCache.set(`stock:${id}`, price, "EX", 60);\n}\nexport async function cacheName(id: string, name: string) {\n  await redisCache.set(id, name);\n  await redisCache.expire(id, 60);\n}\n',
      ),
    },
    {
      title: "A usual expiry of its own",
      files: python("from django.core.cache import cache\n\ndef price(id):\n    cache.set(id, 1)\n    cache.set(id, 2, timeout=60)\n"),
    },
    {
      title: "Go, with one",
      files: go(
        'package main\n\nimport (\n\t"time"\n\n\t"github.com/redis/go-redis/v9"\n)\n\nfunc cachePrice(rdb *redis.Client) { rdb.Set(ctx, "price", 1, time.Minute) }\n',
      ),
    },
    {
      title: "A Redis that is a store",
      files: python('import redis\n\nclient = redis.Redis(host="db")\n\ndef save(order):\n    client.set(order.id, order.json())\n'),
    },
    {
      title: "A Map in memory",
      files: javascript('import Redis from "ioredis";\nconst prices = new Map();\nexport const put = (id: string) => prices.set(id, 1);\n'),
    },
  ],
  bad: [
    {
      title: "ioredis",
      files: javascript(
        'import Redis from "ioredis";\nexport const cachePrice = async (id: string, price: string) => {\n  await redis.set(`price:${id}`, price);\n};\n',
      ),
      says: ["orders caches without an expiry: redis.set in cachePrice (orders.ts)."],
    },
    {
      title: "Go says 0",
      files: go(
        'package main\n\nimport "github.com/redis/go-redis/v9"\n\nfunc cachePrice(rdb *redis.Client) {\n\trdb.Set(ctx, "price", 1, 0)\n}\n',
      ),
      says: ["orders caches without an expiry: rdb.Set in cachePrice (main.go)."],
    },
    {
      title: "Django says None",
      files: python("from django.core.cache import cache\n\ndef price(id):\n    cache.set(id, 1, timeout=None)\n"),
      says: ["orders caches without an expiry: cache.set in price (views.py)."],
    },
    {
      title: "Laravel, Rails and .NET",
      files: {
        ...php(
          "<?php\nuse Illuminate\\Support\\Facades\\Cache;\nclass Orders { function price($id) { return Cache::rememberForever($id, fn () => 1); } }\n",
        ),
        "shop/Gemfile": "source 'https://rubygems.org'\n",
        "shop/app/prices.rb":
          ruby('class Prices\n  def price(id)\n    Faraday.get("http://stock")\n    Rails.cache.fetch("price") { 1 }\n  end\nend\n')[
            "app/models/orders.rb"
          ] ?? "",
        "stock/Stock.csproj": "<Project />\n",
        "stock/Stock.cs":
          csharp(
            'using Microsoft.Extensions.Caching.Distributed;\nclass Stock { async Task Keep(string id) { await _cache.SetStringAsync(id, "1"); await http.GetAsync("http://orders"); } }\n',
          )["Orders.cs"] ?? "",
      },
      says: [
        "Stock caches without an expiry: _cache.SetStringAsync in Keep (Stock.cs).",
        "orders caches without an expiry: Cache.rememberForever in price (Orders.php).",
        "shop caches without an expiry: Rails.cache.fetch in price (prices.rb).",
      ],
    },
  ],
});

/** Products that are stores as well: a write is one into a cache where a name says so. */
const raw = new Set(["redis", "jedis", "spring"]);
