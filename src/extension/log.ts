import * as vscode from "vscode";
import { redact } from "../gate/gate.ts";

/** The log, behind the gate: people paste it into issues. */
export function openLog(): vscode.LogOutputChannel {
  const channel = vscode.window.createOutputChannel("Architect", { log: true });
  const passed = (it: unknown): unknown => (typeof it === "string" ? redact(it).text : it);
  const level = (name: "trace" | "debug" | "info" | "warn"): PropertyDescriptor => ({
    value: (message: string, ...rest: readonly unknown[]) => channel[name](redact(message).text, ...rest.map(passed)),
  });
  const text = (name: "append" | "appendLine" | "replace"): PropertyDescriptor => ({
    value: (message: string) => channel[name](redact(message).text),
  });
  const error = (it: string | Error, ...rest: readonly unknown[]): void =>
    channel.error(redact(it instanceof Error ? (it.stack ?? it.message) : it).text, ...rest.map(passed));
  return Object.create(channel, {
    trace: level("trace"),
    debug: level("debug"),
    info: level("info"),
    warn: level("warn"),
    error: { value: error },
    append: text("append"),
    appendLine: text("appendLine"),
    replace: text("replace"),
  }) as vscode.LogOutputChannel;
}
