import { cloudResource } from "../../knowledge/cloud/index.ts";
import { isTestInput } from "../../knowledge/files.ts";
import type { UnitFacts } from "../../model/index.ts";
import type { TerraformFile } from "../../readers/terraform.ts";
import { baseName, folderOf } from "../../syntax/paths.ts";
import { factsOfStack } from "../cloud/facts.ts";
import type { StackResource } from "../cloud/stack.ts";
import { deployedSystem } from "../cloud/system.ts";
import type { Placed } from "../cloud/value.ts";
import { environmentIn } from "../environments.ts";
import type { Library, Unit, UnitKind } from "../unit.ts";
import type { Evaluation } from "./evaluate.ts";
import { declaredIn, instantiate, settingsOf } from "./instance.ts";
import { localSource, modulesIn, terraformFile } from "./module.ts";

interface TerraformUnit extends Unit {
  readonly kind: "terraform";
  readonly folder: string;
  /** Files of values that are taken without being asked for. */
  readonly values: readonly string[];
}

/** Root modules with all they call in the workspace: what `terraform apply` makes in that folder. */
export const terraformUnits: UnitKind<TerraformUnit> = {
  id: "terraform",
  title: "Terraform",
  discover,
  render,
};

/** Types that say where code lies and what an image is called, and make no box. */
const helping =
  /^(?:data\.archive_file|aws_ecr_repository|google_artifact_registry_repository|google_storage_bucket_object|aws_s3_object|docker_image)$/;

function discover(library: Library): readonly TerraformUnit[] {
  const modules = modulesIn(library);
  const called = new Set<string>();
  const callsOf = (folder: string): readonly string[] =>
    (modules.get(folder) ?? []).flatMap((file) =>
      (terraformFile(library, file)?.calls ?? []).flatMap((source) => localSource(source, folder) ?? []),
    );
  for (const folder of modules.keys()) for (const it of callsOf(folder)) called.add(it);
  const units: TerraformUnit[] = [];
  for (const [folder, own] of modules) {
    // What nobody calls is deployed by somebody, except a module in a collection of modules, and what a pipeline keeps for itself (`.github`).
    if (called.has(folder) || baseName(folderOf(folder)) === "modules" || isTestInput(`${folder}/x`) || /(?:^|\/)\.\w/.test(folder))
      continue;
    const reached = new Set([folder]);
    for (const at of reached) for (const it of callsOf(at)) if (modules.has(it) && reached.size < 300) reached.add(it);
    const files = [...reached].flatMap((it) => modules.get(it) ?? []);
    if (!files.some((it) => terraformFile(library, it)?.makes)) continue;
    const values = library
      .of("terraform")
      .filter(({ file, body }) => (body as TerraformFile).kind === "values" && folderOf(file) === folder)
      .map(({ file }) => file)
      .filter((file) => /^(?:terraform\.tfvars|.+\.auto\.tfvars)(?:\.json)?$/.test(baseName(file)))
      .sort((a, b) => Number(/\.auto\./.test(a)) - Number(/\.auto\./.test(b)) || (a < b ? -1 : 1));
    const mentioned = files.flatMap((file) => library.facts(file).find((it) => it.reader === "terraform")?.mentions ?? []);
    units.push({
      id: `unit:terraform:${folder === "" ? "." : folder}`,
      kind: "terraform",
      folder,
      files: [...new Set([...files, ...own, ...values, ...mentioned])],
      values,
    });
  }
  return units;
}

function render({ id, folder, files, values }: TerraformUnit, library: Library): UnitFacts {
  const evaluation: Evaluation = { steps: 0, depth: 0, fileText: (path) => library.text(path) };
  const root = instantiate(folder, modulesIn(library), values, library, evaluation);
  const resources: StackResource[] = [];
  const others = new Map<string, Placed>();
  for (const declared of declaredIn(root)) {
    const { address, type, label, part, instance } = declared;
    const about = cloudResource(type);
    if (about === undefined && !helping.test(type)) continue;
    const settings = settingsOf(declared);
    if (settings === undefined) continue;
    if (helping.test(type)) others.set(address, settings);
    if (about === undefined) continue;
    const call = instance.prefix.split(".").at(-2);
    resources.push({ address, type, about, label, part: call, settings, folder: folderOf(part.file) });
  }
  const variant = folder === "" ? "terraform" : folder;
  const environment = environmentOf(folder);
  return factsOfStack({
    unit: id,
    reader: "terraform",
    system: deployedSystem(folder, library),
    variant: { id: variant, origin: "terraform", files, environment, title: `Terraform of ${folder === "" ? "the root" : folder}` },
    resources,
    others,
    problems: [],
  });
}

/** `environments/prod` is production's; of `services/dev-portal` the name says nothing. */
function environmentOf(folder: string): string | undefined {
  for (const part of folder.split("/").reverse()) {
    const found = environmentIn(part);
    if (found !== undefined) return found;
  }
  return undefined;
}
