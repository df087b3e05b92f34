import { rule } from "../rule.ts";

export const protoNoVersion = rule({
  id: "proto-no-version",
  title: "Packages carry their version",
  why: "Without a version in its package an interface cannot change in a way that breaks: the new one has no name under which it could stand beside the old one.",
  remedy: "`package shop.orders.v1;`, and a `v2` beside it when the day comes.",
  silent:
    "Files without a package, and without messages, enums and services; it is off by default: a package that is in use cannot be renamed.",
  area: "operability",
  covers: ["proto-no-version"],
  sources: ["https://buf.build/docs/lint/rules/#package_version_suffix", "https://google.aip.dev/185"],
  default: false,
  scope: "resource:proto-file",
  messages: { none: "The package {package} has no version: its successor could not stand beside it." },
  severity: () => "note",
  *check(file) {
    const { package: own } = file;
    if (own === undefined || own.name === "" || version.test(own.name)) return;
    yield { message: "none", params: { package: own.name }, cause: `${file.file}:${own.name}`, about: [], in: file.in, at: [own.at] };
  },
  good: [
    {
      title: "Versions of every kind, and no package",
      files: {
        "a.proto": 'syntax = "proto3";\npackage shop.v1;\n',
        "b.proto": 'syntax = "proto3";\npackage shop.v1beta1;\n',
        "c.proto": 'syntax = "proto3";\npackage shop.v1p2alpha;\n',
        "d.proto": 'syntax = "proto3";\nmessage A {}\n',
      },
    },
  ],
  bad: [
    {
      title: "None, and one that is not last",
      files: { "a.proto": 'syntax = "proto3";\npackage shop;\nmessage A {}\n', "b.proto": 'syntax = "proto3";\npackage shop.v1.orders;\n' },
      says: [
        "The package shop has no version: its successor could not stand beside it.",
        "The package shop.v1.orders has no version: its successor could not stand beside it.",
      ],
    },
  ],
});

const version = /\.v[1-9]\d*(?:(?:p[1-9]\d*)?(?:alpha|beta)(?:[1-9]\d*)?|test\w*)?$/;
