// In the place of @vscode/spdlog, which is native: the same log files, written by JavaScript.
const fs = require("node:fs");
const path = require("node:path");

const levels = ["trace", "debug", "info", "warning", "error", "critical"];

class Logger {
  #file;
  #level = 2;

  constructor(_name, file) {
    this.#file = file;
    fs.mkdirSync(path.dirname(file), { recursive: true });
  }
  #write(level, text) {
    if (level < this.#level) return;
    try {
      fs.appendFileSync(this.#file, `${new Date().toISOString()} [${levels[level]}] ${text}\n`);
    } catch {
      // The folder of a server that is being taken down is gone: there is nobody to tell.
    }
  }
  trace(text) {
    this.#write(0, text);
  }
  debug(text) {
    this.#write(1, text);
  }
  info(text) {
    this.#write(2, text);
  }
  warn(text) {
    this.#write(3, text);
  }
  error(text) {
    this.#write(4, text);
  }
  critical(text) {
    this.#write(5, text);
  }
  getLevel() {
    return this.#level;
  }
  setLevel(level) {
    this.#level = level;
  }
  setPattern() {}
  clearFormatters() {}
  flush() {}
  drop() {}
}

// One assignment each: Node finds the names of a CommonJS module only in this form, and VS Code imports it as a module.
exports.version = 0;
exports.Logger = Logger;
exports.setLevel = () => {};
exports.setFlushOn = () => {};
exports.createRotatingLogger = async (name, file) => new Logger(name, file);
exports.createAsyncRotatingLogger = exports.createRotatingLogger;
