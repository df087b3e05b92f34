import type { Reader } from "../reader.ts";
import { helmChartReader } from "./chart.ts";
import { helmfileReader } from "./helmfile.ts";
import { helmTemplateReader } from "./template.ts";
import { helmValuesReader } from "./values.ts";

/** What charts are made of, and what installs them. */
export const helmReaders: readonly Reader[] = [helmChartReader, helmTemplateReader, helmValuesReader, helmfileReader];
