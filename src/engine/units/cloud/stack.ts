import type { CloudResource } from "../../knowledge/cloud/resource.ts";
import type { Problem, UnitFacts, UnitId } from "../../model/index.ts";
import type { Placed } from "./value.ts";

/** A resource that files ask a cloud for, with what its settings come to. */
export interface StackResource {
  readonly address: string;
  /** As its format calls it: `aws_sqs_queue`, `AWS::SQS::Queue`. */
  readonly type: string;
  readonly about: CloudResource;
  /** What its file calls it. */
  readonly label: string;
  /** What it is called by who asks for it as a part: the module's name. */
  readonly part: string | undefined;
  readonly settings: Placed;
  /** Where its paths start. */
  readonly folder: string;
}

/** Everything that is deployed together, whatever language asks for it. */
export interface Stack {
  readonly unit: UnitId;
  readonly reader: string;
  readonly system: UnitFacts["system"];
  readonly variant: UnitFacts["variants"][number];
  readonly resources: readonly StackResource[];
  /** Resources that only say where code lies or what an image is called: by address. */
  readonly others: ReadonlyMap<string, Placed>;
  readonly problems: readonly Problem[];
}
