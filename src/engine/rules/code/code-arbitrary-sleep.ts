import { go, java, javascript, python, ruby } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const codeArbitrarySleep = siteRule({
  id: "code-arbitrary-sleep",
  title: "Nothing waits for a time where it waits for something",
  why: "A fixed time is too short on a bad day and too long on every other one.",
  remedy: "Wait for what has to happen: an event, a condition, a health check.",
  silent: "Sleeps in loops (polling, backing off), and files that run in a browser.",
  area: "performance",
  covers: ["code-arbitrary-sleep"],
  sources: ["https://semgrep.dev/r?q=sleep"],
  default: false,
  severity: "note",
  each: "package",
  says: "{package} waits for a time: {places}.",
  wrong: () => (site) => site.does === "sleeps" && site.loop === undefined && site.browser !== true,
  good: [
    {
      title: "Backing off in a loop",
      files: python("import requests\nimport time\n\ndef stock():\n    while True:\n        time.sleep(1)\n"),
    },
    {
      title: "Go polls",
      files: go('package main\n\nimport (\n\t"net/http"\n\t"time"\n)\n\nfunc poll() {\n\tfor {\n\t\ttime.Sleep(time.Second)\n\t}\n}\n'),
    },
    {
      title: "Waits for an event",
      files: javascript(
        'import { once } from "node:events";\nexport const ready = (server: Server) => once(server, process.env.EVENT ?? "listening");\n',
      ),
    },
    {
      title: "A sleep of something else",
      files: ruby("class Orders\n  def nap\n    Faraday.get('http://stock')\n    cat.sleep\n  end\nend\n"),
    },
    { title: "A variable", files: python("import requests\n\ndef stock(sleep):\n    return sleep\n") },
  ],
  bad: [
    {
      title: "Python",
      files: python("import requests\nimport time\n\ndef stock():\n    start()\n    time.sleep(5)\n"),
      says: ["orders waits for a time: time.sleep in stock (views.py)."],
    },
    {
      title: "Go",
      files: go('package main\n\nimport (\n\t"net/http"\n\t"time"\n)\n\nfunc main() {\n\tgo serve()\n\ttime.Sleep(time.Second)\n}\n'),
      says: ["orders waits for a time: time.Sleep in main (main.go)."],
    },
    {
      title: "Java",
      files: java(
        'package shop;\nimport org.springframework.web.bind.annotation.GetMapping;\nclass Orders {\n  @GetMapping("/orders")\n  void all() { Thread.sleep(500); }\n}\n',
      ),
      says: ["shop waits for a time: Thread.sleep in all (Orders.java)."],
    },
  ],
});
