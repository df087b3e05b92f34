import { buries } from "../../knowledge/code/sites/messages.ts";
import type { Outline } from "../../syntax/source/outline.ts";

const endings = /\.(?:jsx|tsx|vue|svelte|client\.[jt]s)$/;
const folders =
  /(?:^|\/)(?:client(?:-only)?|frontend|front|web-?app|ui|www|browser|javascript|assets|components|hooks|pages|views|stores?|dashboard|widgets?|sdk|portal|playground|src\/app|extension)\//i;
const modules =
  /^(?:react(?:-dom)?|vue|svelte|@angular\/|solid-js|preact|next\/(?:router|navigation|link|image)|@vueuse|pinia|vuex|mobx|ember|backbone|jquery|@reduxjs|redux|swr|@tanstack|zustand)(?:\/|$)/;

/** Whether a file of JavaScript runs in a browser, as far as its name and what it takes tell. */
export const isForBrowsers = (path: string, { imports, tokens }: Outline): boolean =>
  endings.test(path) ||
  folders.test(path) ||
  imports.some((it) => modules.test(it.module)) ||
  /\b(?:window|document|localStorage)\.\w/.test(tokens.text);

const brokers = /amqp|rabbit|kafka|sarama|\bpika\b|bunny|lapin|nats|stomp|springframework|MassTransit/i;

/** Whether a file that has to do with brokers thinks of messages that fail, in whatever words. */
export const thinksOfFailure = (text: string, imports: readonly { readonly module: string }[]): boolean =>
  imports.some((it) => brokers.test(it.module)) && buries.test(text.replace(ignores, ""));

/** The name of a rule in a comment that silences it says nothing about the code. */
const ignores = /architect-ignore[^\r\n]*/g;
