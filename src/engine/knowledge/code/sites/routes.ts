import { form, type SiteForm } from "./site-form.ts";

const path = { where: { 0: /^[/*]/ }, asks: "none" } as const;
const verbs = "get post put patch delete all head route";

/** Paths that requests are answered on. What stands before them where they are mounted is not looked for. */
export const routeForms: readonly SiteForm[] = [
  form("serves:express", "javascript", `${verbs} use`, {
    needs: /^(?:express|fastify|koa-router|@koa\/router|hono|restify|find-my-way|polka|h3|elysia)/,
    ...path,
  }),
  form("serves:nest", "javascript", "Get Post Put Patch Delete All Controller", {
    needs: /^@nestjs\/common$/,
    by: "annotation",
    asks: "none",
  }),
  form("serves:spring", "java kotlin", "GetMapping PostMapping PutMapping PatchMapping DeleteMapping RequestMapping Path", {
    by: "annotation",
    asks: "none",
  }),
  form("serves:ktor", "kotlin", "get post put delete route", { needs: /^io\.ktor\.server/, ...path }),
  form("serves:flask", "python", "route get post put patch delete api_route", {
    needs: /^(?:flask|fastapi|starlette|sanic|quart|litestar|bottle)/,
    by: "annotation",
    asks: "none",
  }),
  form("serves:django", "python", "path re_path url", { needs: /^django\.(?:urls|conf\.urls)/, asks: "none" }),
  form("serves:go", "go", "HandleFunc Handle Get GET Post POST Put PUT Delete DELETE Patch PATCH Any Group Route Mount Method", {
    ...path,
  }),
  form("serves:go", "go", "HandleFunc Handle", { where: { 0: /^(?:GET|POST|PUT|DELETE|PATCH) \// }, asks: "none" }),
  form("serves:aspnet", "csharp", "MapGet MapPost MapPut MapDelete MapPatch MapGroup MapHealthChecks MapMethods Map", { asks: "none" }),
  form("serves:aspnet", "csharp", "HttpGet HttpPost HttpPut HttpDelete HttpPatch Route", { by: "annotation", asks: "none" }),
  form("serves:laravel", "php", "get post put patch delete any match group resource", { on: /(?:^|\\)Route\.\w+$/, asks: "none" }),
  form("serves:rails", "ruby", "get post put patch delete resources resource namespace scope mount root match", {
    within: "function",
    asks: "none",
  }),
  form("serves:axum", "rust", "route nest", { ...path }),
  form("serves:actix", "rust", "get post put delete patch", { by: "annotation", asks: "none" }),
];

/** What paths of health checks are called. */
export const isHealthWord = (text: string): boolean =>
  /health|live|ready|readi|ping|status|alive|startup|heartbeat|probe|metrics|^\/?up$/i.test(text);

/** Modules that answer health checks on a path of their own. */
export const servesHealthByItself =
  /terminus|lightship|healthcheck|health-check|health_check|actuator|express-actuator|quarkus|micronaut|smallrye|helidon|dropwizard|grpc.*health|go-zero|kratos|prometheus|^encore|^@remix-run|^next$|nuxt|sveltekit|astro|strapi|^@medusajs|^payload$|okcomputer|rails\/health/i;
