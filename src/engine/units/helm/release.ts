import type { VariantId } from "../../model/index.ts";
import type { Chart } from "./charts.ts";

/** A chart as it is installed. */
export interface Release {
  readonly name: string;
  /** `undefined` = whoever installs it says so. */
  readonly namespace: string | undefined;
  readonly chart: Chart;
  /** Files of values over the chart's own, the last holding. */
  readonly values: readonly string[];
  /** Values that stand in the file that releases it. */
  readonly inline: readonly { readonly file: string; readonly text: string; readonly anchor: string }[];
}

/** What is installed together, one way. */
export interface Installation {
  readonly id: VariantId;
  readonly title: string;
  readonly environment: string | undefined;
  readonly files: readonly string[];
  readonly releases: readonly Release[];
}
