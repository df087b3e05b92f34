import type { NonEmpty, Topic } from "../../model/index.ts";
import { rule, type Says } from "../rule.ts";
import { unlessPrototype } from "../weight.ts";
import { javascript } from "./examples.ts";

export const topicWithoutCounterpart = rule({
  id: "topic-without-counterpart",
  title: "What one side sends, another one takes",
  why: "A topic that is written by one and read by none (or the other way round) is mostly a name that was changed on one side only: nothing fails, messages just never arrive.",
  remedy: "Use one name on both sides, from one constant or contract; take away what nobody needs any more.",
  silent:
    "Systems of which only one side is here: fewer than two topics have both. Dead letters, replies and patterns, names that are made when it runs, and topics that carry messages of others (audit, metrics, logs).",
  area: "reliability",
  covers: ["x-topic-without-counterpart"],
  sources: ["https://www.enterpriseintegrationpatterns.com/patterns/messaging/MessageChannel.html"],
  default: true,
  scope: "system",
  messages: {
    near: "{topic} is only {does}, and {near} only {other}: they look like one name in two spellings.",
    unread: "{topic} is sent by {who}, and nobody here takes it.",
    unsent: "{who} waits for {topic}, and nobody here sends it.",
  },
  severity: (requirements) => unlessPrototype("note", requirements),
  *check(system, graph): Generator<Says<"near" | "unread" | "unsent">> {
    const topics = graph.topics(system.id).filter((it) => !aside.test(it.name) && !/[*#>${}]/.test(it.name));
    const sent = topics.filter((it) => does(it, "publishes"));
    const taken = topics.filter((it) => does(it, "consumes"));
    const names = (all: readonly Topic[]): ReadonlySet<string> => new Set(all.map((it) => it.name));
    const bothSides = [...names(sent)].filter((it) => names(taken).has(it));
    const unread = sent.filter((it) => !names(taken).has(it.name));
    const unsent = taken.filter((it) => !names(sent).has(it.name));
    const pairs = new Set<string>();
    for (const it of unread) {
      const near = unsent.find((other) => looksLike(it.name, other.name));
      if (near === undefined) continue;
      pairs.add(it.name).add(near.name);
      yield {
        message: "near",
        params: { topic: it.name, near: near.name, does: "sent", other: "taken" },
        cause: `${it.name} ${near.name}`,
        ...about([it, near]),
        severity: "warning",
        because: "Both sides are here, and their names are all but the same.",
      };
    }
    if (bothSides.length < 2) return;
    for (const it of unread)
      if (!pairs.has(it.name))
        yield { message: "unread", params: { topic: it.name, who: who(it, graph.component) }, cause: it.name, ...about([it]) };
    for (const it of unsent)
      if (!pairs.has(it.name))
        yield { message: "unsent", params: { topic: it.name, who: who(it, graph.component) }, cause: it.name, ...about([it]) };
  },
  good: [
    { title: "Both sides", files: { ...side("orders", 'publish("order-paid")'), ...side("mail", 'subscribe("order-paid")') } },
    { title: "One side alone is here", files: { ...side("orders", 'publish("order-paid")') } },
    {
      title: "Names that are only related",
      files: { ...side("orders", 'publish("order-paid")'), ...side("mail", 'subscribe("customer-moved")') },
    },
    {
      title: "Dead letters",
      files: {
        ...side("orders", 'publish("order-paid")', 'publish("order-made")', 'publish("orders-dlq")'),
        ...side("mail", 'subscribe("order-paid")', 'subscribe("order-made")'),
      },
    },
    { title: "Numbers tell names apart", files: { ...side("orders", 'publish("orders-v1")'), ...side("mail", 'subscribe("orders-v2")') } },
  ],
  bad: [
    {
      title: "Two spellings",
      files: { ...side("orders", 'publish("order-paid")'), ...side("mail", 'subscribe("order_paid")') },
      says: ["order-paid is only sent, and order_paid only taken: they look like one name in two spellings."],
    },
    {
      title: "A letter too many",
      files: { ...side("orders", 'publish("order-shipped")'), ...side("mail", 'subscribe("order-shiped")') },
      says: ["order-shipped is only sent, and order-shiped only taken: they look like one name in two spellings."],
    },
    {
      title: "Nobody reads, nobody writes",
      files: {
        ...side("orders", 'publish("order-paid")', 'publish("order-made")', 'publish("cart-left")'),
        ...side("mail", 'subscribe("order-paid")', 'subscribe("order-made")', 'subscribe("customer-moved")'),
      },
      says: ["cart-left is sent by orders, and nobody here takes it.", "mail waits for customer-moved, and nobody here sends it."],
    },
  ],
});

const aside = /dead|dlq|dlx|dlt|retry|reply|response|audit|metric|^_|log(?:s|ging)?$|amq\.|trace|heartbeat|__/i;

const does = ({ parties = [] }: Topic, deed: "publishes" | "consumes"): boolean => parties.some((it) => it.does === deed);

const who = ({ parties = [] }: Topic, component: (ref: `component:${string}/${string}`) => { readonly name: string } | undefined): string =>
  [...new Set(parties.map((it) => component(it.component)?.name ?? "somebody"))].join(" and ");

function about(topics: readonly Topic[]): Pick<Says, "about" | "in" | "at"> {
  const proofs = topics.flatMap((it) =>
    (it.parties ?? []).flatMap(({ exists: [{ ground }] }) => (ground.by === "evidence" ? [ground.proof[0]] : [])),
  );
  return { about: topics.map((it) => it.id), in: "all", at: proofs as unknown as NonEmpty<(typeof proofs)[number]> };
}

/** One name in two spellings: other joints or capitals, or a letter more, less or another; numbers tell names apart. */
function looksLike(a: string, b: string): boolean {
  const plain = (it: string): string => it.toLowerCase().replace(/[^a-z0-9]/g, "");
  if (plain(a) === plain(b)) return true;
  if (a.replace(/\D/g, "") !== b.replace(/\D/g, "") || Math.min(a.length, b.length) < 8 || Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return a.slice(at + 1) === b.slice(at + 1) || a.slice(at + 1) === b.slice(at) || a.slice(at) === b.slice(at + 1);
}

/** A service that sends to and takes from Kafka. */
function side(name: string, ...deeds: readonly string[]): Readonly<Record<string, string>> {
  const lines = deeds.map((it) => {
    const topic = /"[^"]+"/.exec(it)?.[0] ?? "";
    return it.startsWith("publish")
      ? `await producer.send({ topic: ${topic}, messages: [] });`
      : `await consumer.subscribe({ topic: ${topic} });`;
  });
  const text = `import { Kafka } from "kafkajs";\nexport async function start(producer: Producer, consumer: Consumer) {\n  ${lines.join("\n  ")}\n}\n`;
  const files = Object.entries(javascript(text, "src/events.ts")).map(
    ([path, it]) => [`${name}/${path}`, it.replace('"orders"', `"${name}"`)] as const,
  );
  return { ...Object.fromEntries(files), [`${name}/Dockerfile`]: "FROM node:24\nCOPY . .\n" };
}
