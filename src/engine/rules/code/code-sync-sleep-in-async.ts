import { csharp, javascript, python, rust } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const codeSyncSleepInAsync = siteRule({
  id: "code-sync-sleep-in-async",
  title: "Nothing blocks in asynchronous code",
  why: "One thread serves many requests there: while a call blocks it, all of them stand still, health checks too.",
  remedy:
    "Use what waits without blocking (`await asyncio.sleep`, an asynchronous client, `crypto.scrypt` with a callback), or hand the work to a thread (`asyncio.to_thread`, `spawn_blocking`, a worker).",
  silent: "Functions that are not asynchronous, also within those that are: who runs them cannot be seen. Reading files is passed over.",
  area: "performance",
  covers: ["code-sync-sleep-in-async"],
  sources: [
    "https://docs.python.org/3/library/asyncio-dev.html#running-blocking-code",
    "https://nodejs.org/en/learn/asynchronous-work/dont-block-the-event-loop",
  ],
  severity: "warning",
  each: "file",
  says: "{package} blocks in asynchronous code: {places}.",
  wrong: () => (site) => site.does === "blocks" && site.browser !== true,
  good: [
    {
      title: "Waits without blocking",
      files: python(
        "import asyncio\nimport requests\nimport time\n\nasync def stock():\n    await asyncio.sleep(1)\n    return await asyncio.to_thread(fetch)\n\ndef fetch():\n    time.sleep(1)\n",
      ),
    },
    {
      title: "Node, with a callback",
      files: javascript(
        'import crypto from "node:crypto";\nimport axios from "axios";\nexport async function hash(word: string) {\n  return new Promise((done) => crypto.scrypt(word, "s", 64, (_, it) => done(it)));\n}\nexport const key = crypto.scryptSync("a", "b", 32);\n',
      ),
    },
    {
      title: "Rust, with its runtime",
      files: rust(
        "use std::env;\nuse reqwest::Client;\nasync fn wait() {\n    tokio::time::sleep(second).await;\n    tokio::task::spawn_blocking(|| { std::thread::sleep(second) }).await;\n}\n",
      ),
    },
    {
      title: "A thread of its own",
      files: python("import time\nimport requests\n\nclass Poller:\n    def run(self):\n        time.sleep(5)\n"),
    },
    {
      title: "A sleep that is another",
      files: python(
        "import requests\nfrom time_machine import sleep\nfrom asyncio import sleep as nap\n\nasync def wait():\n    await nap(1)\n    self.sleep(1)\n",
      ),
    },
  ],
  bad: [
    {
      title: "A sleep and a blocking client",
      files: python(
        "import time\nimport requests\n\nasync def stock():\n    time.sleep(1)\n    return requests.get('http://stock', timeout=1)\n",
      ),
      says: ["orders blocks in asynchronous code: time.sleep in stock (views.py) and requests.get in stock (views.py)."],
    },
    {
      title: "A hash in a handler",
      files: javascript(
        'import bcrypt from "bcrypt";\nimport express from "express";\nconst app = express();\napp.post("/login", async (req, res) => {\n  res.json(bcrypt.compareSync(req.body.password, user.hash));\n});\n',
      ),
      says: ["orders blocks in asynchronous code: bcrypt.compareSync (orders.ts)."],
    },
    {
      title: "Rust",
      files: rust("use std::env;\nuse reqwest::Client;\nasync fn wait() {\n    std::thread::sleep(second);\n}\n"),
      says: ["orders blocks in asynchronous code: std.thread.sleep in wait (main.rs)."],
    },
    {
      title: "C#",
      files: csharp(
        'class Orders {\n  [HttpGet("/orders")]\n  public async Task<Order> Get() {\n    Thread.Sleep(1000);\n    return client.GetAsync("/x").GetAwaiter().GetResult();\n  }\n}\n',
      ),
      says: [
        "Orders blocks in asynchronous code: Thread.Sleep in Get (Orders.cs) and client.GetAsync().GetAwaiter().GetResult in Get (Orders.cs).",
      ],
    },
  ],
});
