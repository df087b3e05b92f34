import { type Telling, telling } from "./telling.ts";

const route = telling("route");
const member = telling("route", { by: "annotation" });
const prefix = telling("group", { by: "class" });
const group = telling("group");
const mount = telling("mount");
const base = telling("base");
const verbs = "get post put patch delete options head all";
const capitals = "GET POST PUT PATCH DELETE OPTIONS HEAD Any ANY All";

const router = /(?:^|\.)(?:app|server|fastify|routes?|instance|express|hono|koa|\w*[rR]outer|\w*[aA]pp|\w*Routes|api|v\d+)\.\w+$/;

/** Routes of servers of HTTP, with what goes before them. */
export const routes: readonly Telling[] = [
  // Express, Koa, Fastify, Hono, restify, Polka.
  route("javascript", `${verbs} del`, "0", { on: router, handler: 1 }),
  route("javascript", "route", "url path", { on: router, needs: /^(?:fastify|@hapi\/hapi|hapi)/ }),
  mount("javascript", "use route", "0", { on: router, target: 1 }),
  mount("javascript", "register", "prefix", { on: router, target: 0 }),
  base("javascript", "Router APIRouter KoaRouter OpenAPIHono Hono", "prefix"),
  base("javascript", "basePath", "0"),

  // NestJS, routing-controllers.
  prefix("javascript", "Controller JsonController", "0 path"),
  member("javascript", "Get Post Put Patch Delete Options Head All", "0", { needs: /^(?:@nestjs\/common|routing-controllers|tsoa)$/ }),

  // Spring MVC and WebFlux, JAX-RS, Micronaut.
  prefix("java kotlin", "RequestMapping Path Controller HttpExchange", "0 value path"),
  member("java kotlin", "GetMapping PostMapping PutMapping PatchMapping DeleteMapping", "0 value path"),
  member("java kotlin", "RequestMapping", "0 value path", { verb: "ANY" }),
  member("java kotlin", "GET POST PUT PATCH DELETE", "Path", { needs: /ws\.rs/ }),
  member("java kotlin", "Get Post Put Patch Delete", "0 value uri", { needs: /^io\.micronaut/ }),
  route("java kotlin", "GET POST PUT PATCH DELETE", "0", { needs: /reactive\.function\.server|servlet\.function/ }),
  route("java", "get post put patch delete", "0", { needs: /^(?:spark|io\.javalin)/, handler: 1 }),

  // Ktor.
  route("kotlin", "get post put patch delete", "0", { needs: /^io\.ktor\.server/, on: /^\w+$/ }),
  group("kotlin", "route", "0", { needs: /^io\.ktor\.server/ }),

  // Flask, FastAPI, Starlette, aiohttp, Sanic, Bottle.
  route("python", "route", "0 rule", { on: /^\w+\.route$/, verb: "GET" }),
  route("python", "get post put patch delete api_route websocket", "0 path", {
    on: /(?:^|[._])(?:app|router|api|bp|blueprint|server|\w*_router|\w*_bp|\w*_app)\.\w+$/,
  }),
  mount("python", "include_router register_blueprint mount", "prefix url_prefix", { target: 0 }),
  base("python", "APIRouter Blueprint", "prefix url_prefix"),
  // Django.
  route("python", "path re_path url", "0", {
    needs: /^django\.(?:urls|conf\.urls)/,
    on: /^(?:path|re_path|url)$/,
    handler: 1,
    verb: "ANY",
  }),
  mount("python", "path re_path url", "0", { needs: /^django\.(?:urls|conf\.urls)/, on: /^(?:path|re_path|url)$/, target: 1 }),

  // net/http, gin, echo, chi, fiber, gorilla.
  route("go", "HandleFunc Handle", "0", { handler: 1, verb: "ANY" }),
  route("go", capitals, "0", { on: /^\w+(?:\.\w+)*$/, handler: 1 }),
  route("go", "Get Post Put Patch Delete", "0", { needs: /go-chi\/chi|gofiber\/fiber|bmizerany\/pat|kataras\/iris/, handler: 1 }),
  base("go", "Group Party PathPrefix Subrouter", "0"),
  group("go", "Route", "0", { needs: /go-chi\/chi/ }),
  mount("go", "Mount", "0", { target: 1 }),

  // ASP.NET: controllers and minimal APIs.
  prefix("csharp", "Route RoutePrefix", "0"),
  member("csharp", "HttpGet HttpPost HttpPut HttpPatch HttpDelete", "0"),
  route("csharp", "MapGet MapPost MapPut MapPatch MapDelete Map", "0", { handler: 1 }),
  base("csharp", "MapGroup", "0"),

  // Laravel, Slim, Symfony.
  route("php", `${verbs} any`, "0", { on: /^(?:Route|\$app|\$router|\$group)\.\w+$/, handler: 1 }),
  prefix("php", "Route", "0 path"),
  member("php", "Route", "0 path", { verb: "ANY" }),
  group("php", "group", "prefix 0", { on: /(?:^|\.)(?:Route|\$app|\$router|\$group)?\.?group$/ }),

  // Rails, Sinatra.
  route("ruby", "get post put patch delete", "0", { on: /^\w+$/ }),
  telling("route", { verb: "REST" })("ruby", "resources resource", "0", { on: /^\w+$/ }),
  group("ruby", "namespace scope", "0 path", { on: /^\w+$/ }),

  // axum, actix, Rocket, warp.
  route("rust", "route", "0", { handler: 1, needs: /^(?:axum|actix_web|utoipa_axum)/ }),
  mount("rust", "nest", "0", { target: 1, needs: /^(?:axum|utoipa_axum)/ }),
  group("rust", "scope", "0", { needs: /^actix_web/, on: /scope$/ }),
  member("rust", "get post put patch delete", "0", { needs: /^(?:actix_web|rocket)/ }),
];
