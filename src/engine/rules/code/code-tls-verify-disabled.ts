import { csharp, go, javascript, php, python, ruby, rust } from "./examples.ts";
import { siteRule } from "./site-rule.ts";

export const codeTlsVerifyDisabled = siteRule({
  id: "code-tls-verify-disabled",
  title: "Certificates are checked",
  why: "Without the check anybody on the way can answer in the other's name: the encryption protects nothing.",
  remedy: 'Give the client the authority that signed the certificate (`ca`, `verify="/path/ca.pem"`, `RootCAs`) and leave the check on.',
  silent: "Values that come from elsewhere: whether a setting turns the check off is decided where it is set.",
  area: "security",
  covers: ["code-tls-verify-disabled"],
  sources: ["https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html"],
  severity: "warning",
  each: "package",
  says: "{package} does not check whom it talks to: {places}.",
  wrong: () => (site) => site.does === "trusts" && site.browser !== true,
  good: [
    {
      title: "With an authority of one's own",
      files: python('import requests\n\nrequests.get("https://stock", verify="/etc/ca.pem", timeout=1)\n'),
    },
    {
      title: "Node",
      files: javascript(
        'import https from "node:https";\nexport const agent = new https.Agent({ rejectUnauthorized: true, ca: process.env.CA });\n',
      ),
    },
    {
      title: "Go",
      files: go(
        'package main\n\nimport (\n\t"crypto/tls"\n\t"net/http"\n)\n\nvar config = &tls.Config{MinVersion: tls.VersionTLS13, InsecureSkipVerify: false}\n',
      ),
    },
    {
      title: "Decided elsewhere",
      files: python("import requests\n\ndef get(url, settings):\n    return requests.get(url, verify=settings.VERIFY, timeout=1)\n"),
    },
    {
      title: "Another verify",
      files: javascript(
        'import axios from "axios";\nexport const check = (token: string) => tokens.verify(token, false);\nexport const form = { verify: false, url: process.env.URL };\n',
      ),
    },
  ],
  bad: [
    {
      title: "Python",
      files: python('import requests\n\ndef stock():\n    return requests.get("https://stock", verify=False, timeout=1)\n'),
      says: ["orders does not check whom it talks to: requests.get in stock (views.py)."],
    },
    {
      title: "Node",
      files: javascript('import https from "node:https";\nexport const agent = new https.Agent({ rejectUnauthorized: false });\n'),
      says: ["orders does not check whom it talks to: https.Agent (orders.ts)."],
    },
    {
      title: "Go",
      files: go('package main\n\nimport (\n\t"crypto/tls"\n\t"net/http"\n)\n\nvar config = &tls.Config{InsecureSkipVerify: true}\n'),
      says: ["orders does not check whom it talks to: tls.Config (main.go)."],
    },
    {
      title: "PHP, Ruby, Rust and C#",
      files: {
        ...php(
          "<?php\nclass Orders { function stock() { $c = curl_init('https://stock'); curl_setopt($c, CURLOPT_SSL_VERIFYPEER, false); } }\n",
        ),
        "shop/Gemfile": "source 'https://rubygems.org'\n",
        "shop/app/stock.rb":
          ruby("require 'net/http'\nhttp = Net::HTTP.new(ENV['STOCK_HOST'])\nhttp.verify_mode = OpenSSL::SSL::VERIFY_NONE\n")[
            "app/models/orders.rb"
          ] ?? "",
        "rates/Cargo.toml": '[package]\nname = "rates"\n',
        "rates/src/main.rs":
          rust("use reqwest::Client;\nfn client() -> Client { Client::builder().danger_accept_invalid_certs(true).build().unwrap() }\n")[
            "src/main.rs"
          ] ?? "",
        "web/Web.csproj": "<Project />\n",
        "web/Stock.cs":
          csharp(
            "class Stock {\n  HttpClient Make() {\n    handler.ServerCertificateCustomValidationCallback = HttpClientHandler.DangerousAcceptAnyServerCertificateValidator;\n    return new HttpClient(handler);\n  }\n}\n",
          )["Orders.cs"] ?? "",
      },
      says: [
        "web does not check whom it talks to: handler.ServerCertificateCustomValidationCallback (Stock.cs).",
        "orders does not check whom it talks to: curl_setopt in stock (Orders.php).",
        "rates does not check whom it talks to: Client.builder().danger_accept_invalid_certs in client (main.rs).",
        "shop does not check whom it talks to: http.verify_mode (stock.rb).",
      ],
    },
  ],
});
