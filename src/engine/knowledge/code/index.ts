import { callSinks } from "./calls.ts";
import { httpSinks } from "./http.ts";
import { brokerSinks } from "./messages.ts";
import { registrationSinks } from "./registrations.ts";
import { routes } from "./routes.ts";
import type { Sink } from "./sink.ts";
import { storeSinks } from "./stores.ts";
import type { Telling } from "./telling.ts";
import { topics } from "./topics.ts";

export type { Sink } from "./sink.ts";
export type { Telling } from "./telling.ts";

/** Every place where code says whom it reaches, family by family. */
export const sinks: readonly Sink[] = [...httpSinks, ...callSinks, ...brokerSinks, ...storeSinks, ...registrationSinks];

/** What code says that it serves, sends and takes, family by family. */
export const tellings: readonly Telling[] = [...routes, ...topics];

/** Whether what a sink names is the name of the component itself. */
export const isOwnName = ({ id }: Sink): boolean => id.startsWith("name:");
