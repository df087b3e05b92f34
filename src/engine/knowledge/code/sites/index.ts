import { blockingForms, sleepForms } from "./blocking.ts";
import { cacheForms } from "./caches.ts";
import { httpForms, serverForms } from "./http.ts";
import { memoryForms } from "./memory.ts";
import { messageForms } from "./messages.ts";
import { routeForms } from "./routes.ts";
import { countForms, overwriteForms, readForms } from "./rows.ts";
import type { SiteForm } from "./site-form.ts";
import { trustForms } from "./trust.ts";

export type { SiteForm } from "./site-form.ts";

/** Every way in which code does something that rules ask for, family by family. */
export const siteForms: readonly SiteForm[] = [
  ...httpForms,
  ...serverForms,
  ...readForms,
  ...countForms,
  ...overwriteForms,
  ...cacheForms,
  ...messageForms,
  ...memoryForms,
  ...blockingForms,
  ...sleepForms,
  ...trustForms,
  ...routeForms,
];
