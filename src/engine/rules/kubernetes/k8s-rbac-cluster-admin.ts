import { mapAt } from "../../graph/kubernetes/names.ts";
import { objectsNamed, placeOf } from "../../graph/kubernetes/workloads.ts";
import { textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { inVariants } from "./objects.ts";
import { isRights, isSystem, isUnlimited, rulesOf } from "./rights.ts";

export const rbacClusterAdmin = rule({
  id: "k8s-rbac-cluster-admin",
  title: "Nobody is given everything",
  why: "Whoever may do everything owns the cluster, and so does whoever breaks into a pod that runs under that account.",
  remedy: "Bind a role that says what is needed, in the namespace where it is needed.",
  silent: "Bindings that the cluster makes for itself (`system:…`), and roles that are not here.",
  area: "security",
  covers: ["k8s-rbac-cluster-admin"],
  sources: [
    "https://kubernetes.io/docs/reference/access-authn-authz/rbac/#user-facing-roles",
    "https://kubernetes.io/docs/concepts/security/rbac-good-practices/",
  ],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["RoleBinding", "ClusterRoleBinding"],
  messages: { admin: "{object} gives cluster-admin: every right there is.", all: "{object} gives {kind} {name}, which allows everything." },
  severity: () => "warning",
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      if (!isRights(object) || !object.type.endsWith("RoleBinding") || isSystem(object.name)) return;
      const reference = mapAt(object.tree, "roleRef");
      const [kind, name] = [textAt(reference, "kind"), textAt(reference, "name")];
      if (reference === undefined || kind === undefined || name === undefined) return;
      const at = reference.entries.get("name")?.at ?? reference.at;
      if (kind === "ClusterRole" && name === "cluster-admin") yield { message: "admin" as const, at: [at] };
      const place = { ...placeOf(object, variant), ...(kind === "ClusterRole" && { namespace: undefined }) };
      const rule = objectsNamed(kind, name, place, graph).flatMap(rulesOf).find(isUnlimited);
      if (rule !== undefined) yield { message: "all" as const, params: { kind, name }, at: [at, rule.at] };
    }),
  good: [
    {
      title: "A role that is less",
      files: {
        "k8s/app.yaml": `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
subjects: [{kind: ServiceAccount, name: ci, namespace: ci}]
`,
      },
    },
  ],
  bad: [
    {
      title: "The role that is everything",
      files: {
        "k8s/app.yaml": `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: cluster-admin}
subjects: [{kind: ServiceAccount, name: ci, namespace: ci}]
`,
      },
      says: ["ClusterRoleBinding ci gives cluster-admin: every right there is."],
    },
    {
      title: "A role of one's own that is everything",
      files: {
        "k8s/app.yaml": `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: {name: ci}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: everything}
subjects: [{kind: ServiceAccount, name: ci, namespace: ci}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: {name: everything}
rules: [{apiGroups: ["*"], resources: ["*"], verbs: ["*"]}]
`,
      },
      says: ["ClusterRoleBinding ci gives ClusterRole everything, which allows everything."],
    },
  ],
});
