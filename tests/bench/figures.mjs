/** The middle one, or the mean of the two in the middle. */
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted.length / 2;
  return (sorted[Math.ceil(middle) - 1] + sorted[Math.floor(middle)]) / 2;
}

/** A ratio as people compare it with a target. */
export const ratio = (value) => value.toFixed(3);

/** Milliseconds as seconds. */
export const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

export const milliseconds = (ms) => `${ms.toFixed(0)} ms`;

export const megabytes = (bytes) => `${(bytes / 1e6).toFixed(1)} MB`;

export const percent = (share) => `${(share * 100).toFixed(1)} %`;
