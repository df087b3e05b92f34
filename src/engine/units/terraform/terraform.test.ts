import { describe, expect, it } from "vitest";
import { openEngine } from "../../index.ts";

type Files = Readonly<Record<string, string>>;

const open = (files: Files) => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return engine;
};
const short = (ref: string): string => ref.slice(ref.indexOf("/") + 1);
const boxes = (files: Files): readonly string[] =>
  [...open(files).architecture().components.values()]
    .map(({ id, kind, technology, standing }) => `${short(id)}: ${kind[0]?.value} ${technology[0]?.value ?? ""} ${standing}`.trim())
    .sort();
const uses = (files: Files): readonly string[] => {
  const { uses: all, evidence } = open(files).architecture();
  return [...all.values()]
    .map(({ from, to, style, does, exists: [{ ground }] }) => {
      const strength = ground.by === "evidence" ? evidence.get(ground.proof[0])?.strength : "";
      return `${short(from)} ${does} ${short(to)} (${style}, ${strength})`;
    })
    .sort();
};

const lambda = (name: string, environment: string): string =>
  `resource "aws_lambda_function" "${name}" {\n  function_name = "${name}"\n  role = aws_iam_role.${name}.arn\n  environment {\n    variables = {\n${environment}\n    }\n  }\n}\nresource "aws_iam_role" "${name}" {}\n`;

describe("Terraform, plain", () => {
  it("makes a box of each managed store, queue, function and gateway", () => {
    const files = {
      "main.tf": `
        resource "aws_db_instance" "orders" { engine = "postgres" }
        resource "aws_elasticache_replication_group" "sessions" { engine = "valkey" }
        resource "aws_s3_bucket" "receipts" { bucket = "acme-receipts" }
        resource "aws_sqs_queue" "jobs" {}
        resource "google_pubsub_topic" "events" { name = "events" }
        resource "google_cloud_run_v2_service" "api" { name = "orders-api" }
        resource "azurerm_cosmosdb_account" "catalogue" {}
        resource "azurerm_api_management" "door" {}
        resource "aws_vpc" "net" {}
        resource "aws_iam_role" "r" {}`,
    };
    expect(boxes(files)).toEqual([
      "catalogue: database Azure Cosmos DB inside",
      "door: gateway Azure API Management inside",
      "events: broker Google Pub/Sub inside",
      "jobs: broker Amazon SQS inside",
      "orders-api: service Cloud Run inside",
      "orders: database PostgreSQL inside",
      "receipts: storage Amazon S3 inside",
      "sessions: cache Valkey inside",
    ]);
  });

  it("connects code with what its environment takes of others", () => {
    const files = {
      "main.tf": `${lambda("billing", '      TABLE = aws_dynamodb_table.invoices.name\n      DB_URL = "postgres://app:x@${aws_db_instance.orders.endpoint}/app"\n      STRIPE_URL = "https://api.stripe.com"')}
        resource "aws_dynamodb_table" "invoices" {}
        resource "aws_db_instance" "orders" { engine = "postgres" }
        resource "aws_sqs_queue" "jobs" {}
        resource "aws_lambda_event_source_mapping" "jobs" {
          event_source_arn = aws_sqs_queue.jobs.arn
          function_name    = aws_lambda_function.billing.arn
        }`,
    };
    expect(uses(files)).toEqual([
      "billing calls api.stripe.com (call, declared)",
      "billing calls invoices (data, declared)",
      "billing calls orders (data, declared)",
      "billing consumes jobs (message, declared)",
    ]);
  });

  it("knows where each thing is written", () => {
    const text = `${lambda("billing", "      TABLE = aws_dynamodb_table.invoices.name")}resource "aws_dynamodb_table" "invoices" {}\n`;
    const engine = open({ "infra/main.tf": text });
    const id = [...engine.architecture().evidence.keys()].find((it) => it.endsWith("variables.TABLE"));
    const span = id && engine.place(id);
    expect(span && text.slice(span.start, span.end)).toBe("TABLE = aws_dynamodb_table.invoices.name");
  });
});

describe("Terraform, indirect", () => {
  it("reads containers of task definitions, in HCL, in JSON, in files", () => {
    const service = (name: string, containers: string): string =>
      `resource "aws_ecs_task_definition" "${name}" { container_definitions = ${containers} }\nresource "aws_ecs_service" "${name}" {\n  name = "${name}"\n  task_definition = aws_ecs_task_definition.${name}.arn\n}\n`;
    const files = {
      "main.tf":
        service(
          "carts",
          'jsonencode([{ name = "app", image = "acme/carts:1", environment = [{ name = "TABLE", value = aws_dynamodb_table.carts.name }] }])',
        ) +
        service(
          "stock",
          '<<-EOF\n  [{ "name": "app", "environment": [{ "name": "A", "value": "${var.nothing}" }, { "name": "Q", "value": "${aws_sqs_queue.jobs.url}" }] }]\n  EOF\n',
        ) +
        service("mail", 'templatefile("${path.module}/mail.json.tpl", { queue = aws_sqs_queue.jobs.url })') +
        'resource "aws_dynamodb_table" "carts" {}\nresource "aws_sqs_queue" "jobs" {}\nvariable "nothing" {}\n',
      "mail.json.tpl": '[{ "name": "app", "environment": [{ "name": "Q", "value": "${queue}" }] }]',
    };
    expect(uses(files)).toEqual([
      "carts calls carts-table (data, declared)",
      "mail calls jobs (message, declared)",
      "stock calls jobs (message, declared)",
    ]);
  });

  it("follows modules of the workspace, their inputs, outputs, locals, defaults and values", () => {
    const files = {
      "infra/main.tf":
        'locals { engine = "aurora-${var.kind}" }\nvariable "kind" { default = "mysql" }\nmodule "orders" {\n  source = "./modules/app"\n  db = module.store.endpoint\n}\nmodule "store" {\n  source = "./modules/store"\n  engine = local.engine\n}\n',
      "infra/terraform.tfvars": 'kind = "postgresql"\n',
      "infra/modules/app/main.tf":
        'variable "db" {}\nresource "aws_lambda_function" "this" {\n  environment { variables = merge({ LOG = "info" }, { DB_HOST = var.db }) }\n}\n',
      "infra/modules/store/main.tf":
        'variable "engine" { default = "mysql" }\nresource "aws_rds_cluster" "this" { engine = var.engine }\noutput "endpoint" { value = aws_rds_cluster.this.endpoint }\n',
    };
    expect(boxes(files)).toEqual(["orders: function AWS Lambda inside", "store: database PostgreSQL inside"]);
    expect(uses(files)).toEqual(["orders calls store (data, declared)"]);
  });

  it("goes through load balancers, secrets and subscriptions", () => {
    const files = {
      "main.tf": `
        resource "aws_lb" "public" {}
        resource "aws_lb_target_group" "web" {}
        resource "aws_lb_listener" "https" {
          load_balancer_arn = aws_lb.public.arn
          default_action { target_group_arn = aws_lb_target_group.web.arn }
        }
        resource "aws_ecs_task_definition" "web" {
          container_definitions = jsonencode([{ name = "web", secrets = [{ name = "DB", valueFrom = aws_secretsmanager_secret_version.db.arn }] }])
        }
        resource "aws_ecs_service" "shop" {
          task_definition = aws_ecs_task_definition.web.arn
          load_balancer { target_group_arn = aws_lb_target_group.web.arn }
        }
        resource "aws_secretsmanager_secret_version" "db" { secret_string = jsonencode({ host = aws_db_instance.orders.address }) }
        resource "aws_db_instance" "orders" { engine = "mysql" }
        resource "google_pubsub_topic" "events" {}
        resource "google_cloud_run_v2_service" "worker" {}
        resource "google_pubsub_subscription" "s" {
          topic = google_pubsub_topic.events.name
          push_config { push_endpoint = google_cloud_run_v2_service.worker.uri }
        }`,
    };
    expect(uses(files)).toEqual([
      "public calls shop (call, declared)",
      "shop calls orders (data, declared)",
      "worker consumes events (message, declared)",
    ]);
  });

  it("takes policies for what may be used, and no more", () => {
    const files = {
      "main.tf": `${lambda("billing", "      A = 1")}
        resource "aws_iam_role_policy" "p" {
          role   = aws_iam_role.billing.id
          policy = data.aws_iam_policy_document.p.json
        }
        data "aws_iam_policy_document" "p" {
          statement {
            actions   = ["sqs:SendMessage"]
            resources = [aws_sqs_queue.jobs.arn]
          }
        }
        resource "aws_sqs_queue" "jobs" {}
        resource "google_storage_bucket" "files" {}
        resource "google_service_account" "importer" {}
        resource "google_cloudfunctions2_function" "importer" {
          service_config { service_account_email = google_service_account.importer.email }
        }
        resource "google_storage_bucket_iam_member" "m" {
          bucket = google_storage_bucket.files.name
          role   = "roles/storage.objectViewer"
          member = "serviceAccount:\${google_service_account.importer.email}"
        }`,
    };
    expect(uses(files)).toEqual(["billing publishes jobs (message, inferred)", "importer reads files (data, inferred)"]);
  });

  it("reads the JSON syntax, and modules of the registry", () => {
    const files = {
      "main.tf.json": JSON.stringify({
        module: { db: { source: "terraform-aws-modules/rds/aws", identifier: "orders", engine: "postgres" } },
        resource: { aws_lambda_function: { billing: { environment: { variables: { DB: "${module.db.db_instance_endpoint}" } } } } },
      }),
    };
    expect(uses(files)).toEqual(["billing calls orders (data, declared)"]);
  });

  it("has the same system twice as two variants, and joins what starts the same elsewhere", () => {
    const root = 'module "app" { source = "../../modules/app" }\n';
    const files = {
      "infra/envs/dev/main.tf": root,
      "infra/envs/prod/main.tf": root,
      "infra/modules/app/main.tf":
        'resource "aws_ecs_service" "billing" {}\nresource "aws_ecs_service" "carts" {}\nresource "aws_sqs_queue" "jobs" {}\n',
      "compose.yaml": "services:\n  billing:\n    build: ./billing\n  carts:\n    build: ./carts\n",
    };
    const { systems, variants } = open(files).architecture();
    expect([...systems.keys()]).toEqual(["shop"]);
    expect([...variants.values()].map(({ id, environment }) => `${id} ${environment ?? ""}`.trim()).sort()).toEqual([
      "compose.yaml",
      "infra/envs/dev development",
      "infra/envs/prod production",
    ]);
  });
});

describe("Terraform, decoys", () => {
  it.each([
    ["comments", '# resource "aws_sqs_queue" "a" {}\n/* resource "aws_sqs_queue" "b" {} */\n// resource "aws_sqs_queue" "c" {}\n'],
    ["a count of none", 'variable "on" { default = false }\nresource "aws_sqs_queue" "a" { count = var.on ? 1 : 0 }\n'],
    ["what others made", 'data "aws_sqs_queue" "a" { name = "jobs" }\nresource "null_resource" "x" {}\n'],
    ["a text", 'resource "local_file" "x" {\n  content = <<EOF\nresource "aws_sqs_queue" "a" {}\nEOF\n}\n'],
    ["a module that nobody calls", undefined],
  ])("nothing comes of %s", (_, text) => {
    expect(boxes(text === undefined ? { "modules/queue/main.tf": 'resource "aws_sqs_queue" "a" {}\n' } : { "main.tf": text })).toEqual([]);
  });

  it("never guesses what only a deployment knows", () => {
    const files = {
      "main.tf": `variable "url" {}
        variable "region" { default = "eu" }
        ${lambda("billing", '      A = var.url\n      B = "https://${var.url}/x"\n      C = aws_sqs_queue.jobs.region\n      D = "http://localhost:80"\n      E = "queue-${var.region}"')}
        resource "aws_sqs_queue" "jobs" {}`,
    };
    expect(uses(files)).toEqual([]);
  });

  it.each([
    "resource",
    'resource "aws_sqs_queue" "a" {',
    'resource "aws_sqs_queue" "a" { name = "x',
    "a = [[[[[[",
    `a = ${"(".repeat(5000)}`,
    `${"x {".repeat(3000)}`,
    `a = ${"{".repeat(5000)}`,
    'locals { a = local.b\n b = local.a }\nresource "aws_sqs_queue" "q" { name = local.a }',
    'module "m" { source = "./" }',
    'a = "${',
    "a = <<EOF\nno end",
    "\0\0}}}]]",
  ])("bears %j", (text) => {
    const engine = open({ "main.tf": text, "x.auto.tfvars": text });
    expect(engine.architecture().problems.every((it) => it.message !== "")).toBe(true);
  });
});
