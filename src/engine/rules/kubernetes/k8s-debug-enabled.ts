import { mapsAt } from "../../graph/kubernetes/names.ts";
import { textAt } from "../../model/index.ts";
import { containerRule } from "./families.ts";
import { listed } from "./objects.ts";

export const debugEnabled = containerRule({
  id: "k8s-debug-enabled",
  title: "What runs for users does not run in debug mode",
  why: "Debug modes answer errors with source code and settings, and some let a visitor run code.",
  remedy: "Leave the variable out where users are served.",
  silent: "Variables that are taken from elsewhere, and variants that are for development or tests.",
  area: "security",
  covers: ["k8s-debug-enabled"],
  sources: ["https://flask.palletsprojects.com/en/stable/debugging/", "https://docs.djangoproject.com/en/stable/ref/settings/#debug"],
  default: true,
  says: "{object} runs in debug mode ({what}).",
  weight: "warning",
  init: false,
  find({ node }) {
    const said = mapsAt(node, "env").filter((it) => isDebug(textAt(it, "name") ?? "", textAt(it, "value") ?? ""));
    const [first] = said;
    return first === undefined
      ? undefined
      : { at: first.at, what: listed(said.map((it) => `${textAt(it, "name")}=${textAt(it, "value")}`)) };
  },
  good: [
    {
      title: "Off",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: "shop/api:1.2"
          env: [{name: FLASK_DEBUG, value: "0"}, {name: NODE_ENV, value: production}]
`,
      },
    },
  ],
  bad: [
    {
      title: "On",
      files: {
        "k8s/app.yaml": `apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  template:
    metadata: {labels: {app: api}}
    spec:
      containers:
        - name: api
          image: "shop/api:1.2"
          env: [{name: FLASK_DEBUG, value: "1"}]
`,
      },
      says: ["Deployment api runs in debug mode (FLASK_DEBUG=1)."],
    },
  ],
});

const switches = /^(?:FLASK_DEBUG|DJANGO_DEBUG|APP_DEBUG|RAILS_DEBUG|SYMFONY_DEBUG|WERKZEUG_DEBUG|DEBUG)$/;
const environments = /^(?:FLASK_ENV|NODE_ENV|RAILS_ENV|RACK_ENV|APP_ENV|ASPNETCORE_ENVIRONMENT|DOTNET_ENVIRONMENT)$/;

const isDebug = (name: string, value: string): boolean =>
  (switches.test(name) && /^(?:1|true|yes|on)$/i.test(value)) || (environments.test(name) && /^(?:development|dev|debug)$/i.test(value));
