import { md, paragraphs } from "../markdown.ts";
import { scale } from "../topics/scale.ts";
import { peakOf } from "../topics/shape.ts";
import { briefly } from "../topics/told.ts";
import { dossierOf, patternsOf } from "../topics/topic.ts";
import type { Question } from "./question.ts";

/** "What breaks first at 10x traffic?", "Will it scale?", "Where is the bottleneck?" */
export const limits: Question = {
  name: "limits",
  example: "What breaks first at 10x traffic?",
  judges: true,
  async answer(asked) {
    if (!wanted.test(asked.text)) return undefined;
    const dossier = dossierOf(asked.overview, await asked.findings(), scale);
    const times = Number(asked.text.match(/\b(\d{1,5})\s*(?:x|times|-?fold)\b/i)?.[1] ?? Number.NaN);
    const peak = peakOf(dossier);
    const grown = Number.isNaN(times) || peak === undefined ? undefined : Math.round(peak * times);
    const then =
      grown === undefined ? dossier : { ...dossier, stated: { ...dossier.stated, traffic: { requestsPerSecond: grown, peakFactor: 1 } } };
    return {
      body: paragraphs(
        grown === undefined ? [] : md`${String(times)} times your peak is about ${String(grown)} requests a second.`,
        scale.verdict(then),
        peak === undefined
          ? md`${Number.isNaN(times) ? "How much it has to bear" : `What ${times} times is`}, nobody states: ${["`/requirements`"]} takes it in a sentence.`
          : [],
        briefly(scale, then),
      ),
      rules: patternsOf(scale),
      next: peak === undefined ? ["/requirements", "/scale"] : ["/scale"],
    };
  },
};

const wanted =
  /\b(?:\d{1,5}\s*(?:x|times|-?fold)\b|bottlenecks?|(?:breaks?|gives? way|fails?|falls? over|saturates?) first|scales?\b|scalable|scaling|handle (?:more|\d)|(?:more|double|triple|tenfold) (?:traffic|load|users|requests)|under load|(?:traffic|load) spikes?|black friday)/i;
