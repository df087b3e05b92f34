import type { UnitFacts } from "../../model/index.ts";
import type { CloudFormationFile } from "../../readers/cloudformation.ts";
import { folderOf } from "../../syntax/paths.ts";
import { factsOfStack } from "../cloud/facts.ts";
import { deployedSystem } from "../cloud/system.ts";
import { environmentIn } from "../environments.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";
import { type Exports, resourcesOf } from "./template.ts";

interface CloudFormationUnit extends Unit {
  readonly kind: "cloudformation";
  readonly folder: string;
}

/** The templates of one system: what one exports, another imports. */
export const cloudformationUnits: UnitKind<CloudFormationUnit> = {
  id: "cloudformation",
  title: "CloudFormation and AWS SAM",
  discover(library) {
    const systems = new Map<string, string[]>();
    for (const { file, outline } of library.of("cloudformation")) {
      if (outline === "" || library.facts(file).some((it) => it.reader === "serverless")) continue;
      const { folder } = deployedSystem(folderOf(file), library);
      systems.set(folder, [...(systems.get(folder) ?? []), file]);
    }
    return [...systems].map(([folder, files]) => ({
      id: `unit:cloudformation:${folder === "" ? "." : folder}`,
      kind: "cloudformation",
      folder,
      files,
    }));
  },
  render,
};

function render({ id, folder, files }: CloudFormationUnit, library: Library): UnitFacts {
  const exports: Exports = new Map();
  const templates = files.flatMap((file) => {
    const body = library.facts(file).find((it) => it.reader === "cloudformation")?.body as CloudFormationFile | undefined;
    return body === undefined ? [] : [{ file, yaml: body.yaml }];
  });
  // Once to know what is exported, once to read it.
  for (const { file, yaml } of templates) resourcesOf(file, yaml, exports);
  const resources = templates.flatMap(({ file, yaml }) => resourcesOf(file, yaml, exports));
  const [first = ""] = files;
  const variant = files.length === 1 ? first : `${folder === "" ? "." : folder} (CloudFormation)`;
  return factsOfStack({
    unit: id,
    reader: "cloudformation",
    system: deployedSystem(folder, library),
    variant: { id: variant, origin: "cloudformation", files, environment: environmentIn(first), title: `CloudFormation of ${variant}` },
    resources,
    others: new Map(),
    problems: [],
  });
}
