import type { TerraformFile } from "../../readers/terraform.ts";
import type { HclBlock, HclBody } from "../../syntax/hcl/tree.ts";
import { folderOf, within } from "../../syntax/paths.ts";
import type { Library } from "../unit.ts";

/** A part of a module with the file it stands in. */
export interface Part<T> {
  readonly file: string;
  readonly source: TerraformFile;
  readonly it: T;
}

/** All files of one folder: Terraform reads them as one. */
export interface Module {
  readonly folder: string;
  readonly files: readonly string[];
  readonly blocks: readonly Part<HclBlock>[];
}

export const terraformFile = (library: Library, path: string): TerraformFile | undefined =>
  library.facts(path).find((it) => it.reader === "terraform")?.body as TerraformFile | undefined;

/** Every module of the workspace, by its folder. Files called `override.tf` and the like have the last word. */
export function modulesIn(library: Library): ReadonlyMap<string, readonly string[]> {
  const modules = new Map<string, string[]>();
  for (const { file, body } of library.of("terraform")) {
    if ((body as TerraformFile).kind !== "module") continue;
    const folder = folderOf(file);
    const files = modules.get(folder);
    if (files === undefined) modules.set(folder, [file]);
    else files.push(file);
  }
  return modules;
}

export function moduleOf(folder: string, files: readonly string[], library: Library): Module {
  const blocks = files.flatMap((file) => {
    const source = terraformFile(library, file);
    return source === undefined ? [] : source.body.blocks.map((it) => ({ file, source, it }));
  });
  return { folder, files, blocks };
}

/** The folder that a call's source names; `undefined` = it is not in the workspace. */
export const localSource = (source: string, folder: string): string | undefined =>
  /^\.{1,2}(?:\/|\\|$)/.test(source) ? within(folder, source) : undefined;

export const attributeOf = (body: HclBody, name: string): HclBody["attributes"][number] | undefined =>
  body.attributes.find((it) => it.name === name);
