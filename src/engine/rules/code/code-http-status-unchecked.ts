import { go, javascript, python } from "./examples.ts";
import { familyOf, siteRule } from "./site-rule.ts";

export const codeHttpStatusUnchecked = siteRule({
  id: "code-http-status-unchecked",
  title: "Answers are looked at before they are used",
  why: "An error of the other side comes back as an answer like any other: its page is parsed as data, and what fails is something far away.",
  remedy: "Ask `response.ok`, `raise_for_status()` or `resp.StatusCode` before the body is read.",
  silent:
    "Clients that fail by themselves (axios, got, RestTemplate), functions that mention the status anywhere, and files that run in a browser.",
  area: "reliability",
  covers: ["code-http-status-unchecked"],
  sources: [
    "https://requests.readthedocs.io/en/latest/user/quickstart/#response-status-codes",
    "https://developer.mozilla.org/docs/Web/API/Response/ok",
  ],
  default: false,
  severity: "note",
  each: "package",
  says: "{package} does not look at how calls went: {places}.",
  wrong: () => (site) =>
    site.does === "requests" &&
    site.checked !== true &&
    site.browser !== true &&
    ["fetch", "requests", "go"].includes(familyOf(site)) &&
    site.what !== "axios.create",
  good: [
    {
      title: "Looked at",
      files: python(
        'import requests\n\ndef stock():\n    answer = requests.get("http://stock", timeout=1)\n    answer.raise_for_status()\n    return answer.json()\n',
      ),
    },
    {
      title: "Go",
      files: go(
        'package main\n\nimport "net/http"\n\nfunc stock() bool {\n\tresp, _ := http.Get("http://stock")\n\treturn resp.StatusCode == 200\n}\n',
      ),
    },
    {
      title: "fetch",
      files: javascript(
        'import express from "express";\nexport async function stock() {\n  const answer = await fetch("http://stock", { signal });\n  if (!answer.ok) throw new Error("stock");\n  return answer.json();\n}\n',
      ),
    },
    {
      title: "A client that fails by itself",
      files: javascript('import axios from "axios";\nexport const stock = () => axios.get("http://stock", { timeout: 500 });\n'),
    },
    { title: "A dictionary", files: python("import requests\n\ndef stock(items):\n    return items.get('a')\n") },
  ],
  bad: [
    {
      title: "requests",
      files: python('import requests\n\ndef stock():\n    return requests.get("http://stock", timeout=1).json()\n'),
      says: ["orders does not look at how calls went: requests.get in stock (views.py)."],
    },
    {
      title: "fetch",
      files: javascript(
        'import express from "express";\nexport async function stock() {\n  const answer = await fetch("http://stock", { signal });\n  return answer.json();\n}\n',
      ),
      says: ["orders does not look at how calls went: fetch in stock (orders.ts)."],
    },
    {
      title: "Go",
      files: go('package main\n\nimport "net/http"\n\nfunc stock() {\n\tresp, _ := http.Get("http://stock")\n\tuse(resp.Body)\n}\n'),
      says: ["orders does not look at how calls went: http.Get in stock (main.go)."],
    },
  ],
});
