import { groupOf, mapAt } from "../../graph/kubernetes/names.ts";
import { objectsAt, objectsNamed, placeOf } from "../../graph/kubernetes/workloads.ts";
import { textAt } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { misspeltName } from "./near.ts";
import { inVariants } from "./objects.ts";

export const roleUndefined = rule({
  id: "k8s-role-undefined",
  title: "The role that is bound is there",
  why: "A binding to a role that does not exist is accepted and gives nothing: the program is refused when it first asks the API.",
  remedy: "Add the role, or name the one that is there, of the right kind (Role or ClusterRole).",
  silent:
    "The roles that every cluster has (view, edit, admin, cluster-admin, system:…, and those of kube-system), and files that hold no role of that kind.",
  area: "reliability",
  covers: [],
  sources: ["https://kubernetes.io/docs/reference/access-authn-authz/rbac/"],
  default: true,
  scope: "resource:kubernetes-object",
  kinds: ["RoleBinding", "ClusterRoleBinding"],
  messages: { missing: "{object} gives {kind} {name}, which is not there: it gives nothing." },
  severity: () => "warning",
  check: (object, graph) =>
    inVariants(object, graph, function* (variant) {
      if (!object.type.endsWith("RoleBinding") || groupOf(object.apiVersion) !== "rbac.authorization.k8s.io") return;
      const reference = mapAt(object.tree, "roleRef");
      const kind = textAt(reference, "kind");
      const name = textAt(reference, "name");
      if (reference === undefined || name === undefined || (kind !== "Role" && kind !== "ClusterRole")) return;
      if (/^(?:view|edit|admin|cluster-admin)$|^system:/.test(name) || object.namespace === "kube-system") return;
      const place = { ...placeOf(object, variant), ...(kind === "ClusterRole" && { namespace: undefined }) };
      if (objectsNamed(kind, name, place, graph).length > 0 || objectsAt(kind, place, graph).length === 0) return;
      const at = reference.entries.get("name")?.at ?? reference.at;
      yield { message: "missing" as const, params: { kind, name }, at: [at], fixes: misspeltName(at, name, kind, place, graph) };
    }),
  good: [
    {
      title: "A role that is there, and one of every cluster",
      files: {
        "k8s/rbac.yaml": `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: view}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: view}
`,
      },
    },
  ],
  bad: [
    {
      title: "Another name",
      files: {
        "k8s/rbac.yaml": `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: []
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: reader}
roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: pod-reader}
`,
      },
      says: ["RoleBinding reader gives Role pod-reader, which is not there: it gives nothing."],
    },
    {
      title: "A typing error",
      files: {
        "k8s/app.yaml": `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: api}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: readr
subjects: [{kind: ServiceAccount, name: api}]
`,
      },
      says: ["RoleBinding api gives Role readr, which is not there: it gives nothing."],
      fixed: {
        "k8s/app.yaml": `apiVersion: rbac.authorization.k8s.io/v1
kind: Role
metadata: {name: reader}
rules: [{apiGroups: [""], resources: [pods], verbs: [get]}]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: RoleBinding
metadata: {name: api}
roleRef:
  apiGroup: rbac.authorization.k8s.io
  kind: Role
  name: reader
subjects: [{kind: ServiceAccount, name: api}]
`,
      },
    },
  ],
});
