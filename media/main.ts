import { panel } from "./panel.ts";

panel(document.body);
