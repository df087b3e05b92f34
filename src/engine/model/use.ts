import type { Said } from "./evidence.ts";
import type { ComponentRef, NonEmpty, Ref, UseId } from "./ids.ts";

export type Style = "call" | "data" | "message" | "infrastructure";
export type Deed = "calls" | "reads" | "writes" | "publishes" | "consumes" | "registers";

/** One call site or declaration. Direction: who opens the connection → who is reached. */
export interface Use {
  readonly id: UseId;
  readonly from: ComponentRef;
  readonly to: Ref;
  /** A gateway, proxy or broker on the way. */
  readonly through?: ComponentRef;
  readonly style: Style;
  readonly does: Deed;
  /** `http`, `postgres`, `amqp` … as far as it is said; never guessed from a number alone. */
  readonly protocol?: string;
  /** The port it goes to, where the declaration names one. */
  readonly port?: number;
  /** What of the far end it is about, as that calls it: `GET /tickets/{id}`, `booking.Slots/Reserve`. */
  readonly about?: string;
  readonly timeoutMs?: number;
  readonly retries?: number;
  readonly breaker?: boolean;
  readonly exists: NonEmpty<Said<true>>;
}
