/** Tags that are moved from version to version by everybody who uses them. */
const moving: ReadonlySet<string> = new Set(
  "latest stable edge test testing nightly dev develop development beta alpha canary next unstable rolling snapshot main master head trunk".split(
    " ",
  ),
);

export const isMoving = (tag: string): boolean => moving.has(tag.toLowerCase());
