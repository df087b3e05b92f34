import { form, type SiteForm } from "./site-form.ts";

const async_ = { within: "async" } as const;

/** Calls that hold up a thread that many share. */
export const blockingForms: readonly SiteForm[] = [
  form("blocks:sleep", "python", "sleep", {
    on: /^(?:time\.)?sleep$/,
    needs: /^time$/,
    unless: /^(?:asyncio\.sleep|trio|anyio)$/,
    ...async_,
  }),
  form("blocks:requests", "python", "get post put patch delete head request", { on: /^requests\.\w+$/, needs: /^requests$/, ...async_ }),
  form("blocks:urllib", "python", "urlopen", { needs: /^urllib/, ...async_ }),
  form("blocks:subprocess", "python", "run call check_output check_call", { on: /^subprocess\.\w+$/, ...async_ }),
  form(
    "blocks:sync",
    "javascript",
    "execSync execFileSync spawnSync pbkdf2Sync scryptSync hashSync compareSync gzipSync gunzipSync brotliCompressSync",
    {
      needs: /^(?:(?:node:)?(?:child_process|crypto|zlib)|bcrypt(?:js)?)$/,
      ...async_,
    },
  ),
  form("blocks:sleep", "csharp", "Sleep", { on: /Thread\.Sleep$/, ...async_ }),
  form("blocks:wait", "csharp", "GetResult", { on: /GetAwaiter\(\)\.GetResult$/, ...async_ }),
  form("blocks:sleep", "rust", "sleep", { on: /^(?:std\.)?thread\.sleep$/, ...async_ }),
  form("blocks:sleep", "kotlin", "sleep", { on: /^Thread\.sleep$/, ...async_ }),
  form("blocks:wait", "kotlin", "runBlocking", { ...async_ }),
];

/** Waiting for a time, where one waits for something to happen. */
export const sleepForms: readonly SiteForm[] = [
  form("sleeps:time", "python", "sleep", { on: /^(?:time|asyncio|gevent)\.sleep$/ }),
  form("sleeps:time", "java kotlin", "sleep", { on: /^(?:Thread|TimeUnit\.\w+)\.sleep$/ }),
  form("sleeps:time", "go", "Sleep", { on: /^time\.Sleep$/ }),
  form("sleeps:time", "csharp", "Sleep", { on: /Thread\.Sleep$/ }),
  form("sleeps:time", "ruby", "sleep", { on: /^(?:Kernel\.)?sleep$/ }),
  form("sleeps:time", "php", "sleep usleep", { on: /^\\?u?sleep$/ }),
  form("sleeps:time", "rust", "sleep", { on: /thread\.sleep$|^(?:tokio\.)?time\.sleep$/ }),
  form("sleeps:time", "javascript", "sleep delay", { on: /^(?:sleep|delay|Bun\.sleep)$/ }),
];
