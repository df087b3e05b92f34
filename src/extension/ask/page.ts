import type { Reply } from "../../chat/turn.ts";
import type { Place, PlacedDrawing } from "../../protocol.ts";

/** An answer as a page of Markdown that grows; its anchors are links from one offset to another. */
export interface Page {
  readonly reply: Reply;
  /** Said by the door, not by the answer. */
  say(text: string): void;
  text(): string;
  links(): readonly { readonly from: number; readonly to: number; readonly place: Place }[];
}

export interface PageOptions {
  readonly onChange: () => void;
  readonly onProgress: (text: string) => void;
  /** What stands in a picture's place. */
  readonly beside: string;
  readonly showDrawing: (drawing: PlacedDrawing, title: string) => void;
}

/** Sixty lines of Mermaid are no picture in an editor; the panel has it. A fence comes whole, as no name in it is a link. */
const picture = /^(`{3,})mermaid\n[\s\S]*?^\1$/gm;

/** Buttons are for the chat view: what they do stands in the palette. */
export function openPage(question: string, { onChange, onProgress, beside, showDrawing }: PageOptions): Page {
  let text = `# ${question}\n\n`;
  const links: { readonly from: number; readonly to: number; readonly place: Place }[] = [];
  const add = (more: string): void => {
    text += more;
    onChange();
  };
  return {
    say: add,
    text: () => text,
    links: () => links,
    reply: {
      progress: onProgress,
      // Every one of them is an anchor of the text, too.
      reference: () => undefined,
      markdown: (more) => add(more.replace(picture, beside)),
      anchor(place, title) {
        links.push({ from: text.length, to: text.length + title.length, place });
        add(title);
      },
      button: () => undefined,
      drawing: showDrawing,
    },
  };
}
