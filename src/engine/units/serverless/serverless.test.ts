import { describe, expect, it } from "vitest";
import { openEngine } from "../../index.ts";

type Files = Readonly<Record<string, string>>;

const open = (files: Files) => {
  const engine = openEngine({ workspaceName: "shop" });
  engine.update(Object.entries(files).map(([path, text]) => ({ path, text })));
  return engine.architecture();
};
const short = (ref: string): string => ref.slice(ref.indexOf("/") + 1);
const boxes = (files: Files): readonly string[] =>
  [...open(files).components.values()]
    .map(({ id, kind, technology }) => `${short(id)}: ${kind[0]?.value} ${technology[0]?.value ?? ""}`.trim())
    .sort();
const uses = (files: Files): readonly string[] => {
  const { uses: all, evidence } = open(files);
  return [...all.values()]
    .map(({ from, to, style, does, exists: [{ ground }] }) => {
      const strength = ground.by === "evidence" ? evidence.get(ground.proof[0])?.strength : "";
      return `${short(from)} ${does} ${short(to)} (${style}, ${strength})`;
    })
    .sort();
};

const service = (rest: string): string => `service: orders\nprovider:\n  name: aws\n  stage: \${opt:stage, 'dev'}\n${rest}`;

describe("Serverless Framework, plain", () => {
  it("reads functions, their events and resources", () => {
    const text = service(`functions:
  place:
    handler: src/place.main
    events:
      - httpApi: POST /orders
    environment:
      QUEUE_URL: { Ref: Jobs }
  ship:
    handler: src/ship.main
    events:
      - sqs: { arn: !GetAtt Jobs.Arn }
      - schedule: rate(1 day)
  mail:
    handler: src/mail.main
    events:
      - sns: shipped
      - s3: { bucket: letters, event: "s3:ObjectCreated:*" }
resources:
  Resources:
    Jobs: { Type: "AWS::SQS::Queue" }
`);
    expect(boxes({ "serverless.yml": text })).toEqual([
      "Jobs: broker Amazon SQS",
      "api-gateway: gateway Amazon API Gateway",
      "letters: storage Amazon S3",
      "mail: function AWS Lambda",
      "place: function AWS Lambda",
      "ship: function AWS Lambda",
      "shipped: broker Amazon SNS",
    ]);
    expect(uses({ "serverless.yml": text })).toEqual([
      "api-gateway calls place (call, declared)",
      "letters publishes mail (message, declared)",
      "mail consumes shipped (message, declared)",
      "place calls Jobs (message, declared)",
      "ship consumes Jobs (message, declared)",
    ]);
  });
});

describe("Serverless Framework, indirect", () => {
  it("follows variables, other files, names and the provider's role", () => {
    const files = {
      "serverless.yml": service(`  environment:
    TABLE: \${self:custom.table}
  iam:
    role:
      statements:
        - Effect: Allow
          Action: [s3:PutObject]
          Resource: "arn:aws:s3:::\${self:service}-files/*"
custom:
  table: \${self:service}-\${self:provider.stage}
functions:
  place: { handler: place.main }
resources:
  - \${file(resources/store.yml)}
`),
      "resources/store.yml":
        'Resources:\n  Store: { Type: "AWS::DynamoDB::Table", Properties: { TableName: "${self:custom.table}" } }\n  Files: { Type: "AWS::S3::Bucket", Properties: { BucketName: "${self:service}-files" } }\n',
    };
    expect(uses(files)).toEqual(["place calls Store (data, declared)", "place writes Files (data, inferred)"]);
  });

  it("takes services beside each other for one system", () => {
    const files = {
      "services/a/serverless.yml": service("functions: { one: { handler: x.y } }\n"),
      "services/b/serverless.yml": service("functions: { two: { handler: x.y } }\n"),
    };
    expect([...open(files).components.keys()]).toEqual(["component:shop/one", "component:shop/two"]);
  });
});

describe("Serverless Framework, decoys", () => {
  it.each([
    ["a file of another tool", "service: x\nfunctions: { a: { handler: b.c } }\n"],
    ["comments", service("# functions: { a: { handler: b.c } }\n")],
    [
      "what leads back to itself",
      "service: ${self:service}\nprovider: { name: aws, stage: '${self:provider.stage}' }\ncustom: ${self:custom}\n",
    ],
    ["what is broken", "service: x\nprovider: {\n"],
  ])("nothing comes of %s", (_, text) => {
    expect(boxes({ "serverless.yml": text })).toEqual([]);
  });
  it("leaves open what only a deployment knows", () => {
    const text = service(
      "functions:\n  a:\n    handler: b.c\n    environment: { A: '${ssm:/x}', B: 'http://${env:HOST}/', C: '${cf:other.Out}' }\n",
    );
    expect(uses({ "serverless.yml": text })).toEqual([]);
  });
});
