import type { EvidenceId } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { listed, many } from "./descriptions.ts";

export const protoRequiredField = rule({
  id: "proto-required-field",
  title: "No field is required for ever",
  why: "A required field can never go: whoever still has the old definition refuses the whole message without it, and takes everything down that relays it.",
  remedy: "`optional`, and a check where the value is used. Fields that are in use stay as they are until no old reader is left.",
  silent: "proto3 and editions with explicit or implicit presence, which have no required fields.",
  area: "reliability",
  covers: ["proto-required-field"],
  sources: ["https://protobuf.dev/best-practices/dos-donts/#add-required", "https://buf.build/docs/lint/rules/#field_not_required"],
  default: true,
  scope: "resource:proto-file",
  messages: { required: "{message} requires {fields}: nobody can ever send it without." },
  severity: () => "warning",
  *check(file) {
    for (const { name, required } of file.messages) {
      const at: readonly EvidenceId[] = required.map((it) => it.at);
      if (many(at))
        yield {
          message: "required",
          params: { message: name, fields: listed(required.map((it) => it.name)) },
          cause: `${file.file}:${name}`,
          about: [],
          in: file.in,
          at,
        };
    }
  },
  good: [
    {
      title: "Optional; a field that is called required",
      files: {
        "api/orders.proto":
          'syntax = "proto2";\npackage shop.v1;\nmessage Order {\n  optional int64 id = 1;\n  optional bool required = 2;\n  // required int32 old = 3;\n}\n',
      },
    },
  ],
  bad: [
    {
      title: "proto2, nested too",
      files: {
        "api/orders.proto":
          'syntax = "proto2";\npackage shop.v1;\nmessage Order {\n  required int64 id = 1;\n  message Line { required string name = 1; optional int32 count = 2; }\n}\n',
      },
      says: [
        "shop.v1.Order requires id: nobody can ever send it without.",
        "shop.v1.Order.Line requires name: nobody can ever send it without.",
      ],
    },
    {
      title: "Editions that keep the old way",
      files: {
        "api/orders.proto":
          'edition = "2023";\npackage shop.v1;\nmessage Order {\n  int64 id = 1 [features.field_presence = LEGACY_REQUIRED];\n}\n',
      },
      says: ["shop.v1.Order requires id: nobody can ever send it without."],
    },
  ],
});
