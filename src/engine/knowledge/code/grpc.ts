/**
 * How generated code of gRPC is called by those who serve and those who ask: the service's name is part of what is called. A group
 * `name` holds it; where two groups are, they have to be alike (`Slots.SlotsClient`).
 */
interface StubForm {
  readonly languages: string;
  readonly does: "serves" | "asks";
  readonly form: RegExp;
}

export const stubForms: readonly StubForm[] = [
  { languages: "go", does: "serves", form: /\bRegister(?<name>[A-Z]\w*)Server(?=\()/g },
  { languages: "go", does: "asks", form: /\bNew(?<name>[A-Z]\w*)Client(?=\()/g },
  { languages: "python", does: "serves", form: /\badd_(?<name>[A-Z]\w*)Servicer_to_server(?=\()/g },
  { languages: "python", does: "asks", form: /\b(?<name>[A-Z]\w*)Stub(?=\()/g },
  { languages: "java kotlin", does: "serves", form: /\b(?<name>[A-Z]\w*?)(?:Coroutine)?ImplBase\b/g },
  { languages: "java kotlin", does: "asks", form: /\b(?<name>[A-Z]\w*?)Grpc(?:Kt)?(?=\.(?:new\w*Stub\(|\w+Stub\b))/g },
  { languages: "csharp", does: "serves", form: /\b(?<name>[A-Z]\w*)\.(?<other>[A-Z]\w*)Base\b/g },
  { languages: "csharp", does: "asks", form: /\b(?<name>[A-Z]\w*)\.(?<other>[A-Z]\w*)Client\b/g },
  { languages: "javascript", does: "serves", form: /\b(?<name>[A-Z]\w*)(?=\.service\s*,)/g },
  { languages: "javascript", does: "serves", form: /@(?:Grpc(?:Stream)?Method)\(\s*(?=['"](?<name>[A-Z]\w*)['"])/g },
  { languages: "javascript", does: "serves", form: /@(?<name>[A-Z]\w*)ControllerMethods(?=\()/g },
  { languages: "javascript", does: "asks", form: /\bgetService(?:<[\w.]{1,80}>)?(?=\(\s*['"](?<name>[A-Z]\w*)['"]\))/g },
  { languages: "javascript", does: "asks", form: /\bnew\s+(?:[\w$]+\.){0,6}(?<name>[A-Z]\w*?)(?:Client)?(?=\()/g },
  { languages: "javascript", does: "asks", form: /\bcreate(?:Promise|Callback)?Client\(\s*(?<name>[A-Z]\w*)\b/g },
  { languages: "rust", does: "serves", form: /\b(?<name>[A-Z]\w*)Server(?=::(?:new|with_interceptor)\()/g },
  { languages: "rust", does: "asks", form: /\b(?<name>[A-Z]\w*)Client(?=::(?:new|connect|with_interceptor)\()/g },
  { languages: "ruby", does: "serves", form: /<\s*(?:\w+::){0,6}(?<name>[A-Z]\w*)(?=::Service\b)/g },
  { languages: "ruby", does: "asks", form: /\b(?<name>[A-Z]\w*)(?=::Stub\.new\b)/g },
];

/** What a file holds that has to do with gRPC at all. */
export const speaksGrpc = /grpc|protobuf|_pb\b|\bpb\b|connectrpc|tonic|ImplBase|\.proto\b/i;
