import { form, type SiteForm } from "./site-form.ts";

/** What keeps sessions, or counts requests, in the memory (or on the disk) of one process unless it is told where else. */
export const memoryForms: readonly SiteForm[] = [
  form("remembers:session", "javascript", "session expressSession", {
    needs: /^express-session$/,
    on: /^(?:session|expressSession)$/,
    asks: "store",
    at: 0,
  }),
  form("remembers:session", "javascript", "MemoryStore", {
    needs: /^(?:express-session|memorystore)$/,
    on: /\.MemoryStore$/,
    asks: "none",
  }),
  form("remembers:session", "python", "SESSION_TYPE", { by: "assignment", where: { value: /^(?:filesystem|cachelib)$/ }, asks: "none" }),
  form("remembers:session", "python", "SESSION_ENGINE", { by: "assignment", where: { value: /backends\.file$/ }, asks: "none" }),
  form("remembers:session", "go", "New", { needs: /alexedwards\/scs/, on: /^scs\.New$/, asks: "none" }),
  form("remembers:stored", "go", "Store", { by: "assignment" }),
  form("remembers:session", "go", "NewStore", { needs: /sessions\/memstore/, on: /^memstore\.NewStore$/, asks: "none" }),
  form("remembers:session", "go", "NewFilesystemStore", { needs: /gorilla\/sessions/, asks: "none" }),
  form("remembers:session", "go", "New", { needs: /fiber.*session/, on: /^session\.New$/, asks: "Storage", at: 0 }),
  form("remembers:session", "java kotlin", "setAttribute", {
    needs: /servlet\.http\.HttpSession/,
    on: /(?:^|\.)(?:session|httpSession|getSession\(\))\.setAttribute$/,
    asks: "none",
  }),
  form("remembers:session", "csharp", "AddDistributedMemoryCache", { asks: "none", beside: /^(?:AddSession|UseSession)$/ }),
  form("remembers:session", "php", "session_start", { asks: "none" }),
  form("remembers:session", "rust", "default new", { on: /MemoryStore\.\w+$/, needs: /session/, asks: "none" }),

  form("remembers:limits", "javascript", "rateLimit", { needs: /^express-rate-limit$/, on: /^rateLimit$/, asks: "store", at: 0 }),
  form("remembers:limits", "javascript", "RateLimiterMemory", { needs: /^rate-limiter-flexible$/, asks: "none" }),
  form("remembers:limits", "python", "Limiter", { needs: /^(?:flask_limiter|slowapi)/, asks: "storage_uri storage_options" }),
];

/** Names of what only one replica would know, and users would miss. */
export const isState = (name: string): boolean =>
  /(?:session|cart|basket|signedIn|loggedIn|online|presence|room|lobby|player|game|attempt|otp|verificationCode|pendingOrder|order|counter|quota|lock(?:ed|s)?$|inventory|seat|booking|reservation|vote|score)/i.test(
    name,
  ) &&
  !/(?:cache|memo|handler|listener|regist|factory|pool|class|type|config|option|border|ordered|orderBy|block|clock|schema|template)/i.test(
    name,
  );
