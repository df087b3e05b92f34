// In the place of @vscode/native-watchdog, which is native: ends an extension host whose parent is gone.
exports.start = (pid) => {
  const gone = () => {
    try {
      process.kill(pid, 0);
    } catch {
      process.exit(1);
    }
  };
  setInterval(gone, 2000).unref();
};
