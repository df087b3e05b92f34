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

describe("CloudFormation and SAM, plain", () => {
  const sam = `AWSTemplateFormatVersion: '2010-09-09'
Transform: AWS::Serverless-2016-10-31
Globals:
  Function:
    Environment:
      Variables:
        TABLE: !Ref Orders
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Jobs:
    Type: AWS::SQS::Queue
  Place:
    Type: AWS::Serverless::Function
    Properties:
      CodeUri: place/
      Events:
        Http:
          Type: Api
          Properties: { Path: /orders, Method: post }
      Environment:
        Variables:
          QUEUE_URL: !GetAtt Jobs.QueueUrl
  Ship:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Work:
          Type: SQS
          Properties: { Queue: !GetAtt Jobs.Arn }
  Role:
    Type: AWS::IAM::Role
`;
  it("makes boxes of what is managed", () => {
    expect(boxes({ "template.yaml": sam })).toEqual([
      "Jobs: broker Amazon SQS",
      "Orders: database Amazon DynamoDB",
      "Place: function AWS Lambda",
      "Ship: function AWS Lambda",
      "api-gateway: gateway Amazon API Gateway",
    ]);
  });
  it("connects functions with what starts them and with what they are given", () => {
    expect(uses({ "template.yaml": sam })).toEqual([
      "Place calls Jobs (message, declared)",
      "Place calls Orders (data, declared)",
      "Ship calls Orders (data, declared)",
      "Ship consumes Jobs (message, declared)",
      "api-gateway calls Place (call, declared)",
    ]);
  });
});

describe("CloudFormation and SAM, indirect", () => {
  it("follows exports, substitutions, policies and JSON", () => {
    const files = {
      "infra/db.json": JSON.stringify({
        AWSTemplateFormatVersion: "2010-09-09",
        Resources: { Store: { Type: "AWS::RDS::DBInstance", Properties: { Engine: "postgres" } } },
        Outputs: { Host: { Value: { "Fn::GetAtt": ["Store", "Endpoint.Address"] }, Export: { Name: "orders-db-host" } } },
      }),
      "infra/app.yaml": `Parameters: { Stage: { Type: String, Default: dev } }
Resources:
  Api:
    Type: AWS::Lambda::Function
    Properties:
      Role: !GetAtt ApiRole.Arn
      Environment:
        Variables:
          DB_HOST: !ImportValue orders-db-host
          FILES: !Sub "https://\${Files}.s3.amazonaws.com/\${Stage}"
  ApiRole:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyDocument:
            Statement:
              - { Effect: Allow, Action: ["sns:Publish"], Resource: !Ref Events }
              - { Effect: Deny, Action: "*", Resource: !Ref Hidden }
  Files: { Type: "AWS::S3::Bucket" }
  Events: { Type: "AWS::SNS::Topic" }
  Hidden: { Type: "AWS::SNS::Topic" }
`,
    };
    expect(uses(files)).toEqual([
      "Api calls Files (data, declared)",
      "Api calls Store (data, declared)",
      "Api publishes Events (message, inferred)",
    ]);
  });
});

describe("CloudFormation, decoys", () => {
  it.each([
    ["a list of types without resources", "# AWS::SQS::Queue\nResources:\n  a: { Type: string }\n"],
    [
      "networks and rights",
      "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  N: { Type: 'AWS::EC2::VPC' }\n  R: { Type: 'AWS::IAM::Role' }\n",
    ],
    ["what is broken", "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Q: { Type: [AWS::SQS\n"],
    [
      "comments",
      "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  # Q: { Type: 'AWS::SQS::Queue' }\n  N: { Type: 'AWS::EC2::VPC' }\n",
    ],
  ])("nothing comes of %s", (_, text) => {
    expect(boxes({ "template.yaml": text })).toEqual([]);
  });
  it("leaves open what only a deployment knows", () => {
    const text = `Parameters: { Host: { Type: String } }
Resources:
  F:
    Type: AWS::Lambda::Function
    Properties: { Environment: { Variables: { A: !Ref Host, B: !Sub "http://\${Host}/", C: !FindInMap [a, b, c], D: !Ref Nobody } } }
`;
    expect(uses({ "t.yaml": text })).toEqual([]);
  });
});
