/** The command line as a process. What it does is in `run.ts`; here are the streams and the exit code. */
import "./heap.ts";
import { openIo } from "./io.ts";
import { run } from "./run.ts";

// Whoever reads the result may have seen enough (`| head`): no reason to complain.
for (const stream of [process.stdout, process.stderr]) {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(process.exitCode ?? 0);
  });
}

const io = openIo({ out: process.stdout, err: process.stderr, folder: process.cwd(), environment: process.env });
// The exit code is set and the process left to end, so that a pipe gets all of a long result.
void run(process.argv.slice(2), io).then((code) => {
  process.exitCode = code;
});
