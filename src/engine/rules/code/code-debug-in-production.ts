import { csharp, go, javascript, php, python } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const codeDebugInProduction = siteRule({
  id: "code-debug-in-production",
  title: "Debugging is off where users are",
  why: "Debug pages show the code, the settings and the environment to whoever makes an error happen; some of them run what they are sent.",
  remedy: "Take it from the environment, with off as what holds without it.",
  silent: "Files for development or tests, values that come from elsewhere, and what stands behind a question for the environment.",
  area: "security",
  covers: ["code-debug-in-production"],
  sources: ["https://flask.palletsprojects.com/en/stable/debugging/", "https://docs.djangoproject.com/en/stable/ref/settings/#debug"],
  default: false,
  severity: "warning",
  each: "package",
  says: "{package} runs with debugging on: {places}.",
  wrong: () => (site) => site.does === "debugs" && !/(?:^|[/._-])(?:dev|development|local|test|tests|testing|debug)\b/i.test(site.file),
  good: [
    {
      title: "From the environment",
      files: python('import os\nfrom django.db import models\n\nDEBUG = os.environ.get("DEBUG") == "1"\n', "shop/settings.py"),
    },
    {
      title: "For development",
      files: python("import os\nfrom django.db import models\n\nDEBUG = True\nURL = os.environ['URL']\n", "shop/settings/development.py"),
    },
    {
      title: "Behind a question",
      files: csharp('if (app.Environment.IsDevelopment()) {\n  app.UseDeveloperExceptionPage();\n}\napp.MapGet("/orders", All);\n'),
    },
    { title: "Another debug", files: javascript('import axios from "axios";\nexport const log = () => logger.debug(true);\n') },
    { title: "Another run", files: python("from flask import Flask\nimport requests\n\ndef start(job):\n    job.run(verbose=True)\n") },
  ],
  bad: [
    {
      title: "Flask",
      files: python('from flask import Flask\nimport requests\n\napp = Flask(__name__)\napp.run(host="0.0.0.0", debug=True)\n'),
      says: ["orders runs with debugging on: app.run (views.py)."],
    },
    {
      title: "Django",
      files: python("import os\nfrom django.db import models\n\nDEBUG = True\nURL = os.environ['URL']\n", "shop/settings.py"),
      says: ["orders runs with debugging on: DEBUG (settings.py)."],
    },
    {
      title: "PHP, and gin",
      files: {
        ...php("<?php\nclass Orders { function start() { ini_set('display_errors', '1'); return getenv('APP_URL'); } }\n"),
        "web/go.mod": "module example.org/web\n",
        "web/main.go":
          go('package main\n\nimport "github.com/gin-gonic/gin"\nimport "net/http"\n\nfunc main() {\n\tgin.SetMode(gin.DebugMode)\n}\n')[
            "main.go"
          ] ?? "",
      },
      says: ["orders runs with debugging on: ini_set in start (Orders.php).", "web runs with debugging on: gin.SetMode in main (main.go)."],
    },
    {
      title: "ASP.NET",
      files: csharp('app.UseDeveloperExceptionPage();\napp.MapGet("/orders", All);\n'),
      says: ["Orders runs with debugging on: app.UseDeveloperExceptionPage (Orders.cs)."],
    },
  ],
});
