/**
 * A promise that somebody else settles, as `Promise.withResolvers` makes it from Node 22 on.
 * @template [T=void]
 * @returns {{promise: Promise<T>, resolve: (value: T | PromiseLike<T>) => void}}
 */
export function settledLater() {
  /** @type {(value: T | PromiseLike<T>) => void} */
  let resolve = () => {};
  const promise = new Promise((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
