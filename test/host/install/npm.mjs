import { spawnSync } from "node:child_process";
import { environment } from "../places.mjs";

/**
 * Runs npm in a folder: the one that started us where there is one, so that no second installation is asked for.
 * @param {string} folder
 * @param {string[]} args
 */
export function npm(folder, args) {
  const own = process.env.npm_execpath?.endsWith(".js") ? process.env.npm_execpath : undefined;
  const [command, before] = own === undefined ? ["npm", []] : [process.execPath, [own]];
  const { status, error } = spawnSync(command, [...before, ...args, "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: ["ignore", "inherit", "inherit"],
    env: elsewhere(environment()),
    shell: own === undefined && process.platform === "win32", // npm is npm.cmd there
  });
  if (status !== 0) throw new Error(`\`npm ${args.join(" ")}\` failed in ${folder}${error === undefined ? "" : `: ${error.message}`}`);
}

/** An npm that runs inside an npm script would take the outer package's folder for its own. */
function elsewhere({ npm_config_local_prefix: _, ...rest }) {
  return rest;
}
