/** HCL as it is written, with exact ranges. Offsets are UTF-16 code units into the text. */
export interface HclFile {
  readonly body: HclBody;
  readonly problems: readonly HclProblem[];
}

export interface HclProblem {
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

interface Range {
  readonly start: number;
  readonly end: number;
}

export interface HclBody extends Range {
  readonly attributes: readonly HclAttribute[];
  readonly blocks: readonly HclBlock[];
}

export interface HclAttribute extends Range {
  readonly name: string;
  readonly value: Expression;
}

/** `resource "aws_sqs_queue" "orders" { … }`; the range is that of the whole block, `head` ends before its brace. */
export interface HclBlock extends Range {
  readonly type: string;
  readonly labels: readonly string[];
  readonly head: number;
  readonly body: HclBody;
}

/** One step from a value into it: an attribute, an index, or every element (`[*]`, `.*`). */
export type Step = string | { readonly index: Expression } | { readonly every: true };

export type Expression = Range &
  (
    | { readonly kind: "literal"; readonly type: "string" | "number" | "boolean" | "null"; readonly text: string }
    /** A quoted text or a heredoc with `${…}` in it. */
    | { readonly kind: "template"; readonly parts: readonly (string | Expression)[] }
    /** `var.name`, `aws_sqs_queue.orders[0].arn`. */
    | { readonly kind: "reference"; readonly root: string; readonly steps: readonly Step[] }
    /** Steps into anything else: `lookup(…).name`. */
    | { readonly kind: "access"; readonly of: Expression; readonly steps: readonly Step[] }
    | { readonly kind: "list"; readonly items: readonly Expression[] }
    | { readonly kind: "map"; readonly entries: readonly MapEntry[] }
    | { readonly kind: "call"; readonly name: string; readonly args: readonly Expression[] }
    | { readonly kind: "choice"; readonly condition: Expression; readonly yes: Expression; readonly no: Expression }
    | {
        readonly kind: "for";
        readonly names: readonly string[];
        readonly over: Expression;
        /** `undefined` = it makes a list. */
        readonly key: Expression | undefined;
        readonly value: Expression;
        readonly condition: Expression | undefined;
      }
    | { readonly kind: "operation"; readonly operators: readonly string[]; readonly operands: readonly Expression[] }
  );

export interface MapEntry extends Range {
  readonly key: Expression;
  readonly value: Expression;
}
