import { type Entry, type Place, type Value, wholeText } from "../cloud/value.ts";

/** An event of a function in the words of the Serverless Application Model, and what the framework makes for it. */
export interface ServerlessEvent {
  readonly property: string;
  readonly value: Value;
  readonly at: Place;
  /** A resource that is there only because the event names it: its type and name. */
  readonly makes?: readonly [string, string];
}

/** What starts a function from its environment: `sqs: { arn: … }`, `s3: photos`, `http: GET /x`. */
export function* eventsOf(list: Value | undefined, addressOf: (name: string) => string): Iterable<ServerlessEvent> {
  if (list?.kind !== "list") return;
  for (const event of list.items) {
    if (event.kind !== "map") {
      const type = wholeText(event);
      if (type !== undefined && gateways.has(type)) yield gateway(type, { file: "", anchor: "", span: undefined }, addressOf);
      continue;
    }
    for (const [type, { value, at }] of event.entries) {
      if (gateways.has(type)) yield gateway(type, at, addressOf);
      else yield* sourceOf(type, { value, at });
    }
  }
}

const gateways: ReadonlyMap<string, string> = new Map([
  ["http", "AWS::Serverless::Api"],
  ["httpApi", "AWS::Serverless::HttpApi"],
  ["websocket", "AWS::Serverless::HttpApi"],
]);

function gateway(type: string, at: Place, addressOf: (name: string) => string): ServerlessEvent {
  const name = type === "websocket" ? "websocket-api" : "api-gateway";
  const value: Value = { kind: "text", text: "", whole: false, refs: [{ address: addressOf(name), path: [] }] };
  return { property: "ApiId", value, at, makes: [gateways.get(type) ?? "", name] };
}

/** The property of the model's event, the key that holds the source, and the type that a bare name makes. */
const sources: ReadonlyMap<string, readonly [string, string, string?]> = new Map([
  ["sqs", ["Queue", "arn"]],
  ["sns", ["Topic", "arn", "AWS::SNS::Topic"]],
  ["stream", ["Stream", "arn"]],
  ["kinesis", ["Stream", "arn"]],
  ["s3", ["Bucket", "bucket", "AWS::S3::Bucket"]],
  ["eventBridge", ["EventBusName", "eventBus"]],
  ["msk", ["Stream", "arn"]],
  ["activemq", ["Broker", "arn"]],
  ["rabbitmq", ["Broker", "arn"]],
  ["cognitoUserPool", ["UserPool", "pool"]],
]);

function* sourceOf(type: string, { value, at }: Entry): Iterable<ServerlessEvent> {
  const source = sources.get(type);
  if (source === undefined) return;
  const [property, key, makes] = source;
  const said = value.kind === "map" ? (value.entries.get(key) ?? value.entries.get("topicName"))?.value : value;
  if (said === undefined) return;
  const name = wholeText(said);
  const existing = value.kind === "map" ? wholeText(value.entries.get("existing")?.value) === "true" : false;
  const isNew = makes !== undefined && name !== undefined && !name.startsWith("arn:") && !existing;
  yield { property, value: said, at, ...(isNew && { makes: [makes, name] as const }) };
}
