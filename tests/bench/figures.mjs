/**
 * The middle one, or the mean of the two in the middle.
 * @param {number[]} values
 */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return (Number(sorted[Math.ceil(middle) - 1]) + Number(sorted[Math.floor(middle)])) / 2;
}

/**
 * A ratio as people compare it with a target.
 * @param {number} value
 */
export const ratio = (value) => value.toFixed(3);

/**
 * Milliseconds as seconds.
 * @param {number} ms
 */
export const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

/** @param {number} ms */
export const milliseconds = (ms) => `${ms.toFixed(0)} ms`;

/** @param {number} bytes */
export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

/** @param {number} share */
export const percent = (share) => `${(share * 100).toFixed(1)} %`;
