/**
 * Stands in for DOMPurify where Mermaid only parses: its parser asks for the hooks, and there is no DOM to clean. What is shown
 * to people is cleaned in the webview, by the real one.
 */
const dompurify = {
  isSupported: true,
  addHook(): void {},
  removeHook(): void {},
  removeAllHooks(): void {},
  setConfig(): void {},
  sanitize: (text: unknown): string => String(text),
};

export default dompurify;
