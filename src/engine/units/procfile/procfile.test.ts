import { expect, test } from "vitest";
import { openEngine } from "../../index.ts";

const told = (files: Readonly<Record<string, string>>): readonly string[] => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return [...engine.architecture().components.values()]
    .map((it) => `${it.id} :${it.ports.map(({ value }) => value.number).join(",")}`)
    .sort();
};

const procfile = `# run by the platform
web: gunicorn shop.wsgi -b 0.0.0.0:8000
worker:   celery -A shop worker
release: python manage.py migrate
not a process
`;

test("the processes of an app are its components; what runs once before a release is none", () => {
  expect(told({ Procfile: procfile })).toEqual(["component:shop/web :8000", "component:shop/worker :"]);
});

test("one process is the app", () => {
  expect(told({ "services/mailer/Procfile": "worker: node mailer.js --port 3000\r\n" })).toEqual(["component:mailer/mailer :3000"]);
});

test("beside Compose it says more about services of the same name, and makes no others", () => {
  const compose = "name: shop\nservices:\n  web: {build: .}\n  jobs: {build: jobs}\n";
  expect(told({ Procfile: procfile, "compose.yaml": compose })).toEqual(["component:shop/jobs :", "component:shop/web :8000"]);
});

test("each process leads to its line", () => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update([{ path: "Procfile", text: procfile }]);
  expect(engine.place("Procfile#worker")).toMatchObject({ line: 2, column: 0, endLine: 2, endColumn: 31 });
});

test("a port that the platform chooses is none; Procfile.dev starts tools", () => {
  expect(told({ Procfile: "web: puma -p $PORT\nworker: sidekiq", "app/Procfile.dev": "css: tailwind -w" })).toEqual([
    "component:shop/web :",
    "component:shop/worker :",
  ]);
});
