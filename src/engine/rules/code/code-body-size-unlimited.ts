import { csharp, go, java, javascript, rust } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const codeBodySizeUnlimited = siteRule({
  id: "code-body-size-unlimited",
  title: "What a server takes has a greatest size",
  why: "A body without a limit is read into memory or onto the disk until there is none left: one client is enough.",
  remedy:
    "Set a limit that fits what is taken (`limits: { fileSize }`, `http.MaxBytesReader`, `DefaultBodyLimit::max`), and let proxies in front have one too.",
  silent:
    "Limits that come from elsewhere, packages of Go that limit bodies anywhere, and frameworks' own limits where nothing takes them away. A limit of a proxy in front is not seen.",
  area: "reliability",
  covers: ["code-body-size-unlimited"],
  sources: ["https://github.com/expressjs/multer#limits", "https://pkg.go.dev/net/http#MaxBytesReader"],
  severity: "note",
  each: "package",
  says: "{package} takes bodies of any size: {places}.",
  wrong: (code) => {
    const limited = code.sites.some((it) => it.form === "limits:go-body");
    return (site) =>
      site.does === "limits" &&
      site.settled === "no" &&
      site.form !== "limits:go-body" &&
      site.form !== "limits:go" &&
      !(limited && site.file.endsWith(".go"));
  },
  good: [
    {
      title: "Multer with a limit",
      files: javascript(
        'import express from "express";\nimport multer from "multer";\nexport const upload = multer({ dest: "/tmp", limits: { fileSize: 5_000_000 } });\n',
      ),
    },
    {
      title: "Express as it comes",
      files: javascript(
        'import express from "express";\nconst app = express();\napp.use(express.json());\napp.use(express.json({ limit: "2mb" }));\n',
      ),
    },
    {
      title: "Go, limited",
      files: go(
        'package main\n\nimport (\n\t"io"\n\t"net/http"\n)\n\nfunc take(w http.ResponseWriter, r *http.Request) {\n\tr.Body = http.MaxBytesReader(w, r.Body, 1<<20)\n\tio.ReadAll(r.Body)\n}\n',
      ),
    },
    {
      title: "What somebody answered",
      files: go(
        'package main\n\nimport (\n\t"io"\n\t"net/http"\n)\n\nfunc stock(client *http.Client) {\n\tresp, _ := client.Get("http://stock")\n\tio.ReadAll(resp.Body)\n}\n',
      ),
    },
    {
      title: "Options from elsewhere",
      files: javascript('import express from "express";\nimport multer from "multer";\nexport const upload = multer(options);\n'),
    },
  ],
  bad: [
    {
      title: "Multer",
      files: javascript('import express from "express";\nimport multer from "multer";\nexport const upload = multer({ dest: "/tmp" });\n'),
      says: ["orders takes bodies of any size: multer (orders.ts)."],
    },
    {
      title: "Go",
      files: go(
        'package main\n\nimport (\n\t"io"\n\t"net/http"\n)\n\nfunc take(w http.ResponseWriter, r *http.Request) {\n\tio.ReadAll(r.Body)\n}\n',
      ),
      says: ["orders takes bodies of any size: io.ReadAll in take (main.go)."],
    },
    {
      title: "ASP.NET",
      files: csharp('class Orders {\n  [DisableRequestSizeLimit]\n  [HttpPost("/orders")]\n  void Take() {}\n}\n'),
      says: ["Orders takes bodies of any size: DisableRequestSizeLimit (Orders.cs)."],
    },
    {
      title: "Rust, and Spring",
      files: {
        ...rust(
          'use axum::Router;\nuse std::env;\nfn app() -> Router { Router::new().route("/orders", post(take)).layer(DefaultBodyLimit::disable()) }\n',
        ),
        "shop/pom.xml": "<project><artifactId>shop</artifactId></project>\n",
        "shop/src/main/java/Uploads.java":
          java(
            "package shop;\nimport org.springframework.web.bind.annotation.PostMapping;\nclass Uploads {\n  void set(CommonsMultipartResolver it) { it.setMaxUploadSize(Long.MAX_VALUE); }\n}\n",
          )["src/main/java/shop/Orders.java"] ?? "",
      },
      says: [
        "orders takes bodies of any size: DefaultBodyLimit.disable in app (main.rs).",
        "shop takes bodies of any size: it.setMaxUploadSize in set (Uploads.java).",
      ],
    },
  ],
});
