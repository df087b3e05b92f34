import { javascript, python } from "./examples.ts";
import { isNear, siteRule } from "./site-rule.ts";

export const codeCleartextTransport = siteRule({
  id: "code-cleartext-transport",
  title: "What leaves the network is encrypted",
  why: "Whoever is on the way reads and changes what is sent in clear, credentials in it too.",
  remedy: "Use `https://`, `wss://` or `sftp`.",
  silent:
    "Hosts of this machine and of the own network (single words, `.local`, `.internal`, `.svc`), documentation's own hosts, and addresses that are not written in the code.",
  area: "security",
  covers: ["code-cleartext-transport"],
  sources: ["https://cheatsheetseries.owasp.org/cheatsheets/Transport_Layer_Security_Cheat_Sheet.html"],
  severity: "warning",
  each: "package",
  says: "{package} sends in clear over the internet: {places}.",
  wrong: () => (site) => {
    const address = site.address ?? site.args[0] ?? "";
    if (site.form === "bares:ftp") return /^[\w-]+(?:\.[\w-]+)+$/.test(address) && !isNear(`ftp://${address}`);
    return (
      (site.does === "requests" || site.form === "bares:socket") &&
      /^(?:http|ws):\/\/[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?:[:/?…]|$)/.test(address) &&
      !isNear(address)
    );
  },
  good: [
    {
      title: "Encrypted",
      files: javascript(
        'import axios from "axios";\nexport const rates = () => axios.get("https://api.rates.io/today", { timeout: 500 });\nexport const live = new WebSocket("wss://live.rates.io");\n',
      ),
    },
    {
      title: "In the own network",
      files: python(
        'import requests\n\nrequests.get("http://stock/items", timeout=1)\nrequests.get("http://stock.shop.svc.cluster.local/items", timeout=1)\nrequests.get("http://localhost:8080", timeout=1)\n',
      ),
    },
    {
      title: "An address from elsewhere",
      files: javascript(
        'import axios from "axios";\nexport const rates = () => axios.get(`http://${process.env.RATES_HOST}/today`, { timeout: 500 });\n',
      ),
    },
    {
      title: "A name that only looks like an address",
      files: python(
        'import requests\n\nNAMESPACE = "http://www.w3.org/2005/Atom"\n\ndef tag(name):\n    return requests.get(url, timeout=1, headers={"profile": "http://schema.org/Order"})\n',
      ),
    },
    {
      title: "Documentation's hosts",
      files: javascript(
        'import axios from "axios";\nexport const rates = () => axios.get("http://api.example.com/today", { timeout: 500 });\n',
      ),
    },
  ],
  bad: [
    {
      title: "A call",
      files: javascript(
        'import axios from "axios";\nexport const rates = () => axios.get("http://api.rates.io/today", { timeout: 500 });\n',
      ),
      says: ["orders sends in clear over the internet: axios.get in rates (orders.ts)."],
    },
    {
      title: "An address in a constant",
      files: python('import requests\n\nRATES = "http://api.rates.io"\n\ndef rates():\n    return requests.get(RATES, timeout=1)\n'),
      says: ["orders sends in clear over the internet: requests.get in rates (views.py)."],
    },
    {
      title: "A socket, and FTP",
      files: {
        ...javascript('import axios from "axios";\nexport const live = new WebSocket("ws://live.rates.io");\n'),
        "files/requirements.txt": "x\n",
        "files/send.py":
          python('from ftplib import FTP\nimport requests\n\ndef send():\n    return FTP("ftp.partner.io")\n')["orders/views.py"] ?? "",
      },
      says: [
        "files sends in clear over the internet: FTP in send (send.py).",
        "orders sends in clear over the internet: WebSocket (orders.ts).",
      ],
    },
  ],
});
