/** Go's text/template with exact ranges: offsets are UTF-16 code units into the text that was parsed. */
interface Common {
  readonly start: number;
  readonly end: number;
}

export type TemplateNode = TextNode | ActionNode | BranchNode | CallNode | JumpNode | BrokenNode;

/** What stands between actions, already without what `{{-` and `-}}` take away: always a piece of the text as it is. */
export interface TextNode extends Common {
  readonly kind: "text";
  readonly text: string;
}
export interface ActionNode extends Common {
  readonly kind: "action";
  readonly pipe: Pipe;
}
/** `start` and `end` of a branch are those of its first action, not of its body. */
export interface BranchNode extends Common {
  readonly kind: "if" | "with" | "range";
  readonly pipe: Pipe;
  readonly body: readonly TemplateNode[];
  readonly otherwise: readonly TemplateNode[] | undefined;
}
/** `{{ template "name" . }}`, and what `{{ block }}` leaves in its place. */
export interface CallNode extends Common {
  readonly kind: "template";
  readonly name: string;
  readonly pipe: Pipe | undefined;
}
export interface JumpNode extends Common {
  readonly kind: "break" | "continue";
}
/** An action that could not be read: what it would have written is not known. */
export interface BrokenNode extends Common {
  readonly kind: "broken";
}

/** Commands, each fed with what the one before it gave. */
export interface Pipe extends Common {
  /** `$x := `, `$k, $v := ` (of a range), or `$x = `. */
  readonly variables: readonly string[];
  readonly declares: boolean;
  readonly commands: readonly Command[];
}
/** An operand, or a function with its arguments. */
export interface Command extends Common {
  readonly operands: readonly [Operand, ...Operand[]];
}
export type Operand = Common &
  (
    | { readonly kind: "literal"; readonly value: string | number | boolean | null }
    | { readonly kind: "function"; readonly name: string }
    | { readonly kind: "dot"; readonly fields: readonly string[] }
    | { readonly kind: "variable"; readonly name: string; readonly fields: readonly string[] }
    | { readonly kind: "pipe"; readonly pipe: Pipe; readonly fields: readonly string[] }
  );

export interface TemplateProblem extends Common {
  readonly message: string;
}

/** A file of templates: its own text, and those it defines. */
export interface TemplateFile {
  readonly body: readonly TemplateNode[];
  readonly defines: ReadonlyMap<string, readonly TemplateNode[]>;
  readonly problems: readonly TemplateProblem[];
}
