import { csharp, go, java, javascript, python } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const codeCorsWildcard = siteRule({
  id: "code-cors-wildcard",
  title: "Not every page may call from its visitors' browsers",
  why: "With every origin allowed, any page that a user visits may call the interface from that browser, inside the network that the browser is in.",
  remedy: "Name the origins that may call; where an interface is meant for everybody and needs no cookies, accept this with a comment.",
  silent: "Origins that are named, computed or come from elsewhere, and headers of files, images and what else is there to be embedded.",
  area: "security",
  covers: ["code-cors-wildcard"],
  sources: ["https://cheatsheetseries.owasp.org/cheatsheets/HTML5_Security_Cheat_Sheet.html#cross-origin-resource-sharing"],
  severity: "note",
  each: "package",
  says: "{package} lets every page call it: {places}.",
  wrong: () => (site) =>
    site.does === "admits" &&
    site.settled === "no" &&
    !(/(?:set|header|Set|Header|Add)$/.test(site.what) && forAll.test(`${site.file} ${site.within}`)),
  good: [
    {
      title: "Express, with an origin",
      files: javascript(
        'import express from "express";\nimport cors from "cors";\nconst app = express();\napp.use(cors({ origin: "https://shop.example.com" }));\n',
      ),
    },
    {
      title: "FastAPI, with a list",
      files: python(
        'from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\nimport httpx\n\napp = FastAPI()\napp.add_middleware(CORSMiddleware, allow_origins=["https://shop.example.com"])\n',
      ),
    },
    {
      title: "Spring",
      files: java(
        'package shop;\nimport org.springframework.web.bind.annotation.GetMapping;\n@CrossOrigin(origins = "https://shop.example.com")\nclass Orders {\n  @GetMapping("/orders") String all() { return ""; }\n}\n',
      ),
    },
    {
      title: "Options from elsewhere",
      files: javascript(
        'import express from "express";\nimport cors from "cors";\nconst app = express();\napp.use(cors(options));\napp.use(cors({ origin: allowed }));\n',
      ),
    },
    {
      title: "Another star",
      files: javascript(
        'import express from "express";\nconst app = express();\napp.get("*", home);\napp.use((req, res) => res.setHeader("Accept", "*"));\n',
      ),
    },
  ],
  bad: [
    {
      title: "Express",
      files: javascript(
        'import express from "express";\nimport cors from "cors";\nconst app = express();\napp.use(cors());\napp.use(cors({ origin: "*" }));\n',
      ),
      says: ["orders lets every page call it: cors (orders.ts), 2 times."],
    },
    {
      title: "FastAPI",
      files: python(
        'from fastapi import FastAPI\nfrom fastapi.middleware.cors import CORSMiddleware\nimport httpx\n\napp = FastAPI()\napp.add_middleware(CORSMiddleware, allow_origins=["*"])\n',
      ),
      says: ["orders lets every page call it: app.add_middleware (views.py)."],
    },
    {
      title: "Go",
      files: go(
        'package main\n\nimport "net/http"\n\nfunc list(w http.ResponseWriter, r *http.Request) {\n\tw.Header().Set("Access-Control-Allow-Origin", "*")\n}\n',
      ),
      says: ["orders lets every page call it: w.Header().Set in list (main.go)."],
    },
    {
      title: "Spring, and ASP.NET",
      files: {
        ...java(
          'package shop;\nimport org.springframework.web.bind.annotation.GetMapping;\n@CrossOrigin("*")\nclass Orders {\n  @GetMapping("/orders") String all() { return ""; }\n}\n',
        ),
        "web/Web.csproj": "<Project />\n",
        "web/Program.cs":
          csharp(
            'app.MapGet("/orders", All);\nbuilder.Services.AddCors(it => it.AddDefaultPolicy(policy => policy.AllowAnyOrigin().AllowAnyMethod()));\n',
          )["Orders.cs"] ?? "",
      },
      says: [
        "web lets every page call it: policy.AllowAnyOrigin (Program.cs).",
        "shop lets every page call it: CrossOrigin (Orders.java).",
      ],
    },
  ],
});

/** What every page may have. */
const forAll = /file|asset|static|font|image|public|embed|widget|well-?known|oauth|jwks/i;
