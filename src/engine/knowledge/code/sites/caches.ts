import { form, type SiteForm } from "./site-form.ts";

const ends = "EX PX EXAT PXAT ex px exat pxat ttl TTL expiration expires expiresIn KEEPTTL keepttl timeout";
/** A Redis is a store as often as a cache: a write is one of a cache where a name says so. */
const redis = /(?:[rR]edis\w*|[cC]ache\w*|rdb|jedis|connection|conn|client)\.\w+$/;

/** Writes into caches. */
export const cacheForms: readonly SiteForm[] = [
  form("caches:redis", "javascript", "set", { on: /(?:[rR]edis\w*|[cC]ache\w*)\.set$/, needs: /redis/, asks: ends, at: 2 }),
  form("caches:manager", "javascript", "set", {
    on: /[cC]acheManager\.set$|[cC]ache\.set$/,
    needs: /cache-manager/,
    where: { 2: /^0$/ },
    asks: "none",
  }),
  form("caches:redis", "python", "set", { on: redis, needs: /^(?:redis|aioredis)/, asks: ends, at: 2 }),
  form("caches:django", "python", "set add", {
    on: /(?:^|\.)cache\.\w+$/,
    needs: /^django\.core\.cache/,
    where: { timeout: /^\$None$/ },
    asks: "none",
  }),
  form("caches:django", "python", "set add", {
    on: /(?:^|\.)cache\.\w+$/,
    needs: /^django\.core\.cache/,
    where: { 2: /^\$None$/ },
    asks: "none",
  }),
  form("caches:redis", "go", "Set", { on: redis, needs: /redis/, where: { 3: /^(?:0|\$redis\.KeepTTL)$/ }, asks: "none" }),
  form("caches:spring", "java kotlin", "set", { on: /opsForValue\(\)\.set$/, asks: "none", at: 2 }),
  form("caches:jedis", "java kotlin", "set", { on: /[jJ]edis\w*\.set$/, needs: /jedis/, asks: "none", at: 2 }),
  form("caches:distributed", "csharp", "SetStringAsync SetAsync SetString", {
    on: /[cC]ache\.\w+$/,
    needs: /Caching\.Distributed/,
    asks: "options",
    at: 2,
  }),
  form("caches:redis", "csharp", "StringSetAsync StringSet", { needs: /^StackExchange\.Redis/, asks: "expiry", at: 2 }),
  form("caches:laravel", "php", "forever rememberForever", { on: /(?:^|\\)Cache\.\w+$/, asks: "none" }),
  form("caches:laravel", "php", "put", { on: /(?:^|\\)Cache\.put$/, asks: "none", at: 2 }),
  form("caches:rails", "ruby", "write fetch", { on: /^Rails\.cache\.\w+$/, asks: "expires_in expires_at", at: 1 }),
  form("caches:redis", "ruby", "set", { on: /[rR]edis\w*\.set$/, asks: "ex px exat pxat keepttl", at: 2 }),
  form("caches:redis", "rust", "set", { on: /(?:con|conn|connection|redis\w*|cache)\.set$/, needs: /^redis/, asks: "none" }),

  form(
    "expires:redis",
    "javascript python go java kotlin csharp php ruby rust",
    "expire pexpire expireAt expireat Expire ExpireAt KeyExpireAsync KeyExpire setex expire_in",
  ),
  form("expires:rails", "ruby", "cache_store", { by: "assignment" }),

  form("memorises:flask", "python", "cached", {
    by: "annotation",
    on: /cache\.cached$/,
    beside: /^args$/,
    asks: "query_string make_cache_key key_prefix",
  }),
  form("memorises:path", "javascript", "set get wrap", {
    on: /(?:[cC]ache|[rR]edis)\w*\.\w+$/,
    where: { 0: /(?:^|\W)req(?:uest)?\.(?:path|baseUrl)\b|\bctx\.path\b/ },
    beside: /^(?:query|searchParams)$/,
    asks: "none",
  }),
  form("memorises:path", "python", "set get", {
    on: /cache\.\w+$/,
    where: { 0: /request\.path\b(?!_)/ },
    beside: /^(?:GET|args|query_params)$/,
    asks: "none",
  }),
  form("memorises:path", "ruby", "fetch write read", {
    on: /^Rails\.cache\.\w+$/,
    where: { 0: /request\.path\b/ },
    beside: /^params$/,
    asks: "none",
  }),
  form("memorises:path", "php", "remember put get", {
    on: /(?:^|\\)Cache\.\w+$/,
    where: { 0: /request(?:\(\))?(?:->|\.)path\(\)/ },
    beside: /^(?:query|input|get|page)$/,
    asks: "none",
  }),
];
