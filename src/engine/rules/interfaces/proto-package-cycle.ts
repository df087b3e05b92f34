import type { EvidenceId, ProtoFile } from "../../model/index.ts";
import { rule } from "../rule.ts";
import { many } from "./descriptions.ts";

export const protoPackageCycle = rule({
  id: "proto-package-cycle",
  title: "Packages import each other one way only",
  why: "Packages in a circle are one package with several names: none can be released, versioned or given to another team without the others, and several languages cannot compile them.",
  remedy: "Move what both need to a package of its own, below them.",
  silent: "Files of one package that import each other; imports of files that are not in this workspace.",
  area: "reliability",
  covers: ["proto-package-cycle"],
  sources: ["https://buf.build/docs/lint/rules/#package_no_import_cycle"],
  default: true,
  scope: "system",
  messages: { circle: "The packages {packages} import each other in a circle." },
  severity: () => "warning",
  *check(system, graph) {
    const files = graph.resources("proto-file", system.id);
    const imports = importsBetween(files);
    const seen = new Set<string>();
    for (const start of [...imports.keys()].sort()) {
      const circle = shortestCircle(start, imports);
      if (circle === undefined) continue;
      const key = circle
        .map(({ from }) => from)
        .sort()
        .join(" ");
      if (seen.has(key)) continue;
      seen.add(key);
      const at = circle.map((it) => it.at);
      if (many(at))
        yield {
          message: "circle",
          params: { packages: [...circle.map(({ from }) => from), start].join(" → ") },
          cause: key,
          about: [],
          in: "all",
          at,
        };
    }
  },
  good: [
    {
      title: "One way, and within a package",
      files: {
        "shop/a/v1/a.proto": 'syntax = "proto3";\npackage shop.a.v1;\nimport "shop/b/v1/b.proto";\nimport "shop/a/v1/other.proto";\n',
        "shop/a/v1/other.proto": 'syntax = "proto3";\npackage shop.a.v1;\nimport "shop/a/v1/a.proto";\n',
        "shop/b/v1/b.proto": 'syntax = "proto3";\npackage shop.b.v1;\nimport "google/protobuf/empty.proto";\n',
      },
    },
  ],
  bad: [
    {
      title: "Through files that do not import each other",
      files: {
        "proto/shop/a/v1/a.proto": 'syntax = "proto3";\npackage shop.a.v1;\nimport "shop/b/v1/b.proto";\n',
        "proto/shop/a/v1/base.proto": 'syntax = "proto3";\npackage shop.a.v1;\n',
        "proto/shop/b/v1/b.proto": 'syntax = "proto3";\npackage shop.b.v1;\nimport "shop/a/v1/base.proto";\n',
      },
      says: ["The packages shop.a.v1 → shop.b.v1 → shop.a.v1 import each other in a circle."],
    },
  ],
});

interface Import {
  readonly from: string;
  readonly to: string;
  readonly at: EvidenceId;
}

/** Which package imports which, with the first import that says so. */
function importsBetween(files: readonly ProtoFile[]): ReadonlyMap<string, readonly Import[]> {
  const byName = new Map<string, ProtoFile[]>();
  for (const it of files) {
    const name = it.file.slice(it.file.lastIndexOf("/") + 1);
    byName.set(name, [...(byName.get(name) ?? []), it]);
  }
  const found = new Map<string, Map<string, Import>>();
  for (const it of files) {
    const from = it.package?.name ?? "";
    for (const { path, at } of it.imports) {
      const to = fileFor(path, it.file, byName)?.package?.name;
      if (to === undefined || to === from || from === "") continue;
      const own = found.get(from) ?? new Map<string, Import>();
      if (!own.has(to)) own.set(to, { from, to, at });
      found.set(from, own);
    }
  }
  return new Map([...found].map(([from, own]) => [from, [...own.values()]]));
}

/** Imports are said from some root: the file whose path ends so, the one that shares most of the way first. */
function fileFor(path: string, from: string, byName: ReadonlyMap<string, readonly ProtoFile[]>): ProtoFile | undefined {
  const fits = (byName.get(path.slice(path.lastIndexOf("/") + 1)) ?? []).filter(({ file }) => file === path || file.endsWith(`/${path}`));
  const shared = ({ file }: ProtoFile): number => {
    let at = 0;
    while (at < file.length && file[at] === from[at]) at++;
    return at;
  };
  return fits.reduce<ProtoFile | undefined>((best, it) => (best === undefined || shared(it) > shared(best) ? it : best), undefined);
}

/** Breadth first, so that the circle that is told is the one that is easiest to see. */
function shortestCircle(start: string, imports: ReadonlyMap<string, readonly Import[]>): readonly Import[] | undefined {
  const came = new Map<string, Import>();
  const queue = [start];
  for (let at = 0; at < queue.length; at++) {
    for (const it of imports.get(queue[at] ?? "") ?? []) {
      if (it.to === start) {
        const way = [it];
        for (let back = it.from; back !== start; back = way[0]?.from ?? start) {
          const before = came.get(back);
          if (before === undefined) break;
          way.unshift(before);
        }
        return way;
      }
      if (came.has(it.to)) continue;
      came.set(it.to, it);
      queue.push(it.to);
    }
  }
  return undefined;
}
