import { sidebarView } from "../../protocol.ts";
import { openFindings } from "../findings/view.ts";
import type { Host } from "../host.ts";
import { showStatus } from "../status.ts";
import { itemOf } from "./items.ts";
import { type Live, openLive, say } from "./live.ts";
import { nodesOf } from "./nodes.ts";
import { openTree } from "./tree.ts";

/** The views of the side bar and the item in the status bar: one review, seen in several ways. */
export function registerSidebar(host: Host): void {
  const live = openLive(host);
  openSystems(host, live);
  openFindings(host, live);
  showStatus(host, live);
}

function openSystems({ context }: Host, live: Live): void {
  const tree = openTree(context, sidebarView, itemOf);
  live.lookedAt(tree.view);
  const show = (): void => {
    const answer = live.answer();
    tree.show(answer === undefined ? [] : nodesOf(answer));
    say("architect.empty", answer !== undefined && tree.nodes().length === 0);
  };
  context.subscriptions.push(live.onAnswer(show));
}
