import { csharp, go, javascript } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const codeServerNoTimeout = siteRule({
  id: "code-server-no-timeout",
  title: "A server does not wait for ever for a request to be finished",
  why: "A client that sends its headers one byte a minute keeps a connection each; a few thousand of them are all that a server has (slowloris).",
  remedy:
    "Set `ReadHeaderTimeout` (and mostly `ReadTimeout`) of a `http.Server` of your own; leave the limits of Node and Kestrel as they are.",
  silent:
    "Servers whose file sets the limit elsewhere, and servers of one's own machine. Where a proxy in front reads the whole request first, little is left of it.",
  area: "reliability",
  covers: ["code-server-no-timeout"],
  sources: ["https://pkg.go.dev/net/http#Server", "https://blog.cloudflare.com/the-complete-guide-to-golang-net-http-timeouts/"],
  severity: "note",
  each: "package",
  says: "{package} waits for ever for slow requests: {places}.",
  wrong: (code) => {
    const limited = new Set(code.sites.filter((it) => it.form === "limits:go" && it.what.endsWith("Timeout")).map((it) => it.file));
    return (site) =>
      site.does === "listens" &&
      site.settled === "no" &&
      !limited.has(site.file) &&
      !/^(?:localhost|127\.0\.0\.1)/.test(site.args[0] ?? site.named["Addr"] ?? "");
  },
  good: [
    {
      title: "A server with a limit",
      files: go(
        'package main\n\nimport "net/http"\n\nfunc main() {\n\tsrv := &http.Server{Addr: ":80", ReadHeaderTimeout: second}\n\tsrv.ListenAndServe()\n}\n',
      ),
    },
    {
      title: "Set afterwards",
      files: go(
        'package main\n\nimport "net/http"\n\nfunc main() {\n\tsrv := &http.Server{Addr: ":80"}\n\tsrv.ReadTimeout = second\n\tsrv.ListenAndServe()\n}\n',
      ),
    },
    {
      title: "Node's own limits",
      files: javascript(
        'import http from "node:http";\nconst server = http.createServer(app);\nserver.requestTimeout = 30_000;\nserver.listen(80);\n',
      ),
    },
    {
      title: "For this machine alone",
      files: go('package main\n\nimport "net/http"\n\nfunc main() { http.ListenAndServe("localhost:6060", nil) }\n'),
    },
    {
      title: "Something else that runs",
      files: go('package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.HandleFunc("/", home)\n\tjob.Run()\n}\n'),
    },
  ],
  bad: [
    {
      title: "Go's function of the package",
      files: go('package main\n\nimport "net/http"\n\nfunc main() {\n\thttp.ListenAndServe(":8080", nil)\n}\n'),
      says: ["orders waits for ever for slow requests: http.ListenAndServe in main (main.go)."],
    },
    {
      title: "A server without",
      files: go(
        'package main\n\nimport "net/http"\n\nfunc main() {\n\tsrv := &http.Server{Addr: ":8080", Handler: mux}\n\tsrv.ListenAndServe()\n}\n',
      ),
      says: ["orders waits for ever for slow requests: http.Server in main (main.go)."],
    },
    {
      title: "Gin",
      files: go(
        'package main\n\nimport "github.com/gin-gonic/gin"\n\nfunc main() {\n\tr := gin.Default()\n\tr.GET("/orders", list)\n\tr.Run(":8080")\n}\n',
      ),
      says: ["orders waits for ever for slow requests: r.Run in main (main.go)."],
    },
    {
      title: "Limits taken away",
      files: {
        ...javascript(
          'import http from "node:http";\nconst server = http.createServer(app);\nserver.headersTimeout = 0;\nserver.listen(process.env.PORT);\n',
        ),
        "web/Web.csproj": "<Project />\n",
        "web/Program.cs":
          csharp('app.MapGet("/orders", List);\noptions.Limits.RequestHeadersTimeout = Timeout.InfiniteTimeSpan;\n')["Orders.cs"] ?? "",
      },
      says: [
        "web waits for ever for slow requests: options.Limits.RequestHeadersTimeout (Program.cs).",
        "orders waits for ever for slow requests: server.headersTimeout (orders.ts).",
      ],
    },
  ],
});
