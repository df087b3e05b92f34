import { expect, test } from "vitest";
import { teamRulesReader } from "./team-rules.ts";

const read = (text: string) => teamRulesReader.read({ path: ".architect/rules.yaml", text });
const problemsOf = (text: string) => read(text).problems.map(({ message, span }) => `${(span?.line ?? -1) + 1}: ${message}`);

test("four verbs, and components told by name, pattern, kind, technology, system, owner and what they are not", () => {
  const { body, problems } = read(`rules:
  - name: payments-stay-out-of-marketing
    because: Marketing's outages must not stop a payment.
    forbid: { from: [payments, "payments-*"], to: { owner: marketing, not: coupons }, style: [call, message], across: true }
  - name: owned
    because: Somebody is called at night.
    severity: note
    require: { of: { kind: service, system: shop }, owner: "*", replicas: 2 }
  - name: few
    because: Two people.
    limit: { of: { technology: [PostgreSQL, MySQL] }, count: technologies, atMost: 1 }
  - name: data
    because: Tables are nobody's interface.
    own: { of: { kind: database }, by: billing }
`);
  expect(problems).toEqual([]);
  expect(body.rules.map(({ name, severity, demand }) => ({ name, severity, demand }))).toEqual([
    {
      name: "payments-stay-out-of-marketing",
      severity: "error",
      demand: {
        verb: "forbid",
        across: true,
        from: { names: ["payments", "payments-*"] },
        to: { owners: ["marketing"], not: { names: ["coupons"] } },
        styles: ["call", "message"],
      },
    },
    {
      name: "owned",
      severity: "note",
      demand: { verb: "require", of: { kinds: ["service"], systems: ["shop"] }, some: false, owners: ["*"], replicas: 2 },
    },
    {
      name: "few",
      severity: "error",
      demand: { verb: "limit", of: { technologies: ["PostgreSQL", "MySQL"] }, count: "technologies", atMost: 1 },
    },
    { name: "data", severity: "error", demand: { verb: "own", of: { kinds: ["database"] }, styles: ["data"], by: { names: ["billing"] } } },
  ]);
});

test("what is wrong with a rule is said where it stands, and the other rules are read", () => {
  const text = `rules:
  - name: a
    forbid: { to: x }
  - name: b
    because: why
    forbid: { to: x }
    own: { of: y }
  - name: c
    because: why
    forbid: { style: call }
  - name: d
    because: why
    require: { of: { sort: service }, replicas: many }
  - name: e
    because: why
    severity: fatal
    forbid: { to: { kind: databse } }
  - just text
  - name: f
    because: why
    forbid: { component: { technology: MongoDB } }
settings: {}
`;
  expect(problemsOf(text)).toEqual([
    "22: settings is not known here; this file has a list called rules.",
    "2: a needs a reason, which everybody who breaks it is told: because: …",
    "4: b needs one of forbid, require, limit, own, and only one.",
    "10: forbid needs from or to (or component).",
    "13: sort is not known here; components are told by name, kind, technology, system, owner, standing, not.",
    "13: replicas is a whole number.",
    "13: require needs what is required: to, from, owner, replicas, or some: true.",
    "17: databse is no kind; there are person, frontend, gateway, service, function, job, database, cache, search, storage, broker, config, discovery, identity, monitoring, infra, external.",
    "18: A rule is a mapping: name, because, and one of forbid, require, limit, own.",
  ]);
  expect(read(text).body.rules.map(({ name }) => name)).toEqual(["f"]);
});

test.each(["", "rules:", "rules: 5", "[]", "- a", "rules: [&a [*a]]", "{{{", "rules:\n\t- a"])(
  "reads %j without a word too many or an exception",
  (text) => expect(read(text).body.rules).toEqual([]),
);
