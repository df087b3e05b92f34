import { nameSays } from "../../../knowledge/variables.ts";
import { nodeAt, textAt } from "../../../model/index.ts";
import { argumentsOf } from "../../facts/arguments.ts";
import { addressesOf, argumentMentions, type Mention, textMention, variableMentions } from "../../facts/mentions.ts";
import type { Project, Service } from "../project.ts";
import { pairsAt } from "./fields.ts";

/** Everything that a service says about others, but start order, links and labels. Healthchecks are about itself. */
export function* mentionsOf(service: Service, project: Project): Iterable<Mention> {
  yield* variableMentions(service.environment);
  for (const field of ["command", "entrypoint"] as const) yield* argumentMentions(argumentsOf(nodeAt(service.value, field)), field);
  yield* argsOf(service);
  yield* configsOf(service, project);
  yield* loggingOf(service);
}

function* argsOf(service: Service): Iterable<Mention> {
  for (const { name, value, at } of pairsAt(service.value, "build", "args")) {
    const says = nameSays(name);
    if (value === undefined || says.inbound || says.secret) continue;
    const addresses = addressesOf(value, says, says.host);
    if (addresses.length > 0)
      yield {
        at,
        where: `build argument ${name}`,
        addresses,
        says,
        telling: false,
        outward: false,
        waits: false,
        fromOutside: says.browser,
        name,
      };
  }
}

/** Configuration written into the compose file itself: only whole URLs, and pairs that the project answers to. */
function* configsOf(service: Service, project: Project): Iterable<Mention> {
  const configs = nodeAt(service.value, "configs");
  if (configs?.kind !== "seq") return;
  for (const item of configs.items) {
    const name = textAt(item) ?? textAt(item, "source");
    const entry = name === undefined ? undefined : project.configs.get(name);
    const content = entry && nodeAt(entry.value, "content");
    if (content?.kind !== "scalar") continue;
    const mention = textMention(content.at, `config ${name}`, content.text);
    if (mention !== undefined) yield mention;
  }
}

/** Where the machine that runs it sends its output: `fluentd-address`, `gelf-address`. */
function* loggingOf(service: Service): Iterable<Mention> {
  for (const { name, value, at } of pairsAt(service.value, "logging", "options")) {
    if (value === undefined || !/-(?:address|url)$/.test(name)) continue;
    const mention = textMention(at, `logging option ${name}`, value);
    if (mention !== undefined) yield { ...mention, fromOutside: true, name };
  }
}
