import { rule } from "../rule.ts";

export const protoEnumZero = rule({
  id: "proto-enum-zero",
  title: "Zero means that nothing was said",
  why: "A reader takes zero for what is missing, and the first value for what it does not know: if that is a real state, an order without one is paid.",
  remedy:
    "`NAME_UNSPECIFIED = 0;` as the first value, and real ones from 1. Of an enum in use only names can change, and only where nobody writes JSON.",
  silent: "Enums without values. It is off by default: it cannot be mended where messages are stored or sent.",
  area: "data",
  covers: ["proto-enum-zero"],
  sources: ["https://protobuf.dev/best-practices/dos-donts/#unspecified-enum", "https://buf.build/docs/lint/rules/#enum_zero_value_suffix"],
  default: false,
  scope: "resource:proto-file",
  messages: {
    first: "{enum} begins with {value} = {number}: what is missing is read as zero, which is not the first.",
    meaning: "{enum} has a meaning for zero, {value}: what is missing is read as that.",
  },
  severity: () => "note",
  *check(file) {
    for (const { name, values } of file.enums) {
      const [first] = values;
      const zero = values.find((it) => it.number === 0);
      if (first === undefined) continue;
      const wrong = first.number !== 0 ? first : zero !== undefined && !/(?:^|_)UNSPECIFIED$/.test(zero.name) ? zero : undefined;
      if (wrong === undefined) continue;
      yield {
        message: first.number !== 0 ? "first" : "meaning",
        params: { enum: name, value: wrong.name, number: wrong.number },
        cause: `${file.file}:${name}`,
        about: [],
        in: file.in,
        at: [wrong.at],
      };
    }
  },
  good: [
    {
      title: "Unspecified first",
      files: {
        "a.proto": 'syntax = "proto3";\npackage shop.v1;\nenum State {\n  STATE_UNSPECIFIED = 0;\n  STATE_PAID = 1;\n  reserved 2;\n}\n',
      },
    },
  ],
  bad: [
    {
      title: "Another first, and a meaning for zero",
      files: {
        "a.proto":
          'syntax = "proto2";\npackage shop.v1;\nenum State { STATE_PAID = 1; STATE_UNSPECIFIED = 0; }\nmessage Order { enum Kind { KIND_GIFT = 0; KIND_SALE = 1; } }\n',
      },
      says: [
        "shop.v1.State begins with STATE_PAID = 1: what is missing is read as zero, which is not the first.",
        "shop.v1.Order.Kind has a meaning for zero, KIND_GIFT: what is missing is read as that.",
      ],
    },
  ],
});
