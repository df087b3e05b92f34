// What happens now and how long it took, in one line each.

/** @param {number} since */
export const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/**
 * Runs what is needed and says so; says nothing when it is done already.
 * @param {string} name
 * @param {() => boolean} done
 * @param {() => void | Promise<void>} action
 */
export async function need(name, done, action) {
  if (done()) return;
  const start = performance.now();
  console.log(`… ${name}`);
  await action();
  console.log(`  ${name}: ${seconds(start)}`);
}
