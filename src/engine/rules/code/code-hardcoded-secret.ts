import { java, javascript, python } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const codeHardcodedSecret = siteRule({
  id: "code-hardcoded-secret",
  title: "Secrets are not in the code",
  why: "Who can read the code can sign tokens and sessions or open the database, in every environment that runs it; the history keeps the value after it is gone from the file.",
  remedy: "Take it from the environment or a secret store, without a value to fall back on, and replace the one that was committed.",
  silent:
    "Values that come from elsewhere, values that say that they are to be replaced, and values behind `||` that only stand in. The value is never told.",
  area: "security",
  covers: ["code-hardcoded-secret"],
  sources: ["https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html"],
  severity: "warning",
  each: "package",
  says: "{package} has secrets in its code: {places}.",
  wrong: () => (site) =>
    site.does === "reveals" &&
    site.form !== "reveals:go" &&
    !/(?:^|[/._-])(?:test|testing|local|dev|development|ci)\w*\.\w+$/i.test(site.file),
  good: [
    {
      title: "From the environment",
      files: javascript(
        'import session from "express-session";\nimport jwt from "jsonwebtoken";\napp.use(session({ secret: process.env.SESSION_SECRET }));\nexport const sign = (it: object) => jwt.sign(it, process.env.JWT_SECRET);\n',
      ),
    },
    {
      title: "Django, from the environment",
      files: python('import os\nfrom django.db import models\n\nSECRET_KEY = os.environ["SECRET_KEY"]\n', "shop/settings.py"),
    },
    {
      title: "To be replaced",
      files: python('import os\nimport requests\n\nSECRET_KEY = "change-me-in-production"\nurl = os.environ["URL"]\n', "shop/settings.py"),
    },
    {
      title: "A key that is public",
      files: javascript(
        'import jwt from "jsonwebtoken";\nexport const check = (token: string) => jwt.verify(token, publicKey, { algorithms: ["RS256"] });\nexport const url = process.env.URL;\n',
      ),
    },
    {
      title: "A sign that is no signature",
      files: javascript(
        'import axios from "axios";\nexport const draw = () => canvas.sign("north-east", "arrow-left-long");\nexport const url = process.env.URL;\n',
      ),
    },
  ],
  bad: [
    {
      title: "Sessions",
      files: javascript(
        'import session from "express-session";\nimport axios from "axios";\napp.use(session({ secret: "kf83hd7sh2jw9x" }));\n',
      ),
      says: ["orders has secrets in its code: session (orders.ts)."],
    },
    {
      title: "Tokens",
      files: javascript(
        'import jwt from "jsonwebtoken";\nexport const sign = (it: object) => jwt.sign(it, "kf83hd7sh2jw9x");\nexport const url = process.env.URL;\n',
      ),
      says: ["orders has secrets in its code: jwt.sign in sign (orders.ts)."],
    },
    {
      title: "Django",
      files: python(
        'import os\nfrom django.db import models\n\nSECRET_KEY = "kf83hd7sh2jw9xq0"\nDEBUG = os.environ["DEBUG"]\n',
        "shop/settings.py",
      ),
      says: ["orders has secrets in its code: SECRET_KEY (settings.py)."],
    },
    {
      title: "Databases",
      files: {
        ...java(
          'package shop;\nimport java.sql.DriverManager;\nclass Orders {\n  Connection open() { return DriverManager.getConnection("jdbc:postgresql://db/orders", "orders", "kf83hd7sh2"); }\n}\n',
        ),
        "web/package.json": '{\n  "name": "shop"\n}\n',
        "web/src/db.ts":
          javascript(
            'import mysql from "mysql2";\nexport const db = mysql.createPool({ host: "db", user: "shop", password: "kf83hd7sh2" });\n',
          )["src/orders.ts"] ?? "",
      },
      says: [
        "shop has secrets in its code: DriverManager.getConnection in open (Orders.java).",
        "shop has secrets in its code: mysql.createPool (db.ts).",
      ],
    },
  ],
});
