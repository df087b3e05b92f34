import { rule } from "../rule.ts";
import { about, listed } from "./objects.ts";
import { isRights, isSystem, rulesOf, wordsIn } from "./rights.ts";

export const rbacWildcard = rule({
  id: "k8s-rbac-wildcard",
  title: "A role says what it allows",
  why: "A star allows what exists today and whatever is installed tomorrow: Secrets, the right to give rights, kinds that nobody thought of.",
  remedy: "List the groups, resources and verbs that the program uses.",
  silent: "Roles that the cluster makes for itself (`system:…`).",
  area: "security",
  covers: ["k8s-rbac-wildcard"],
  sources: [
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/",
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  ],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["Role", "ClusterRole"],
  messages: { star: "{object} allows all {fields}." },
  severity: () => "warning",
  *check(object) {
    if (!isRights(object) || (object.type !== "Role" && object.type !== "ClusterRole") || isSystem(object.name)) return;
    const wide = rulesOf(object).flatMap((rule) => {
      const fields = ["verbs", "resources", "apiGroups"].filter((it) => wordsIn(rule, it).includes("*"));
      return fields.length === 0 ? [] : [{ fields, at: rule.entries.get(fields[0] ?? "")?.at ?? rule.at }];
    });
    const [first, ...rest] = wide.map((it) => it.at);
    if (first === undefined) return;
    const fields = wide.flatMap((it) => it.fields);
    const weak = !fields.includes("resources") && !fields.includes("verbs");
    yield about(object, {
      message: "star",
      params: { fields: listed(fields) },
      at: [first, ...rest],
      ...(weak && { severity: "note" as const }),
    });
  },
  good: [
    {
      title: "Listed",
      files: {
        "k8s/app.yaml": `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: deployer}
rules: [{apiGroups: [""], resources: [pods], verbs: [get, list]}]
`,
      },
    },
  ],
  bad: [
    {
      title: "Stars",
      files: {
        "k8s/app.yaml": `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: deployer}
rules: [{apiGroups: [""], resources: ["*"], verbs: ["*"]}]
`,
      },
      says: ["ClusterRole deployer allows all verbs and resources."],
    },
  ],
});
