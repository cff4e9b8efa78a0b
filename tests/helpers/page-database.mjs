/**
 * @import { Page } from '@playwright/test'
 * @typedef {[key: string | (string | number)[], text: string][]} Pairs
 */

/**
 * What the page's database holds: by store, pairs of key and text.
 * @param {Page} page
 * @returns {Promise<Record<string, Pairs>>}
 */
export function readDatabase(page) {
  return page.evaluate(async () => {
    /**
     * @template T
     * @param {IDBRequest<T>} request
     * @returns {Promise<T>}
     */
    const wait = (request) =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'token-console')) return {};
    const database = await wait(indexedDB.open('token-console'));
    /** @type {Record<string, Pairs>} */
    const stores = {};
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name);
      const [keys, texts] = await Promise.all([wait(store.getAllKeys()), wait(store.getAll())]);
      stores[name] = keys.map((key, index) => [/** @type {string | (string | number)[]} */ (key), texts[index]]);
    }
    database.close();
    return stores;
  });
}

/**
 * Waits until all that the page has begun to write is on disk: a transaction over everything comes after those before it. Whoever
 * puts the clock of the page forward without that lets a write end by its deadline that works.
 * <https://www.w3.org/TR/IndexedDB/#transaction-scheduling>
 * @param {Page} page
 */
export function writesAreDone(page) {
  return page.evaluate(async () => {
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'token-console')) return;
    /** @type {IDBDatabase} */
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open('token-console');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const stores = [...database.objectStoreNames];
    await new Promise((/** @type {(value?: unknown) => void} */ resolve, reject) => {
      const transaction = database.transaction(stores);
      for (const store of stores) transaction.objectStore(store).count();
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(transaction.error);
    });
    database.close();
  });
}

/**
 * Puts texts into a store of the page's database, which has to be there.
 * @param {Page} page
 * @param {string} name
 * @param {Pairs} pairs
 */
export function writeDatabase(page, name, pairs) {
  return page.evaluate(
    async ({ into, texts }) => {
      /** @type {IDBDatabase} */
      const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open('token-console');
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      await new Promise((/** @type {(value?: unknown) => void} */ resolve, reject) => {
        const transaction = database.transaction(into, 'readwrite');
        for (const [key, text] of texts) transaction.objectStore(into).put(text, key);
        transaction.oncomplete = resolve;
        transaction.onerror = () => reject(transaction.error);
      });
      database.close();
    },
    { into: name, texts: pairs },
  );
}

/**
 * A run as the page keeps it, without profiles.
 * @param {string} id
 * @param {string} phase
 * @param {number} at
 */
export const runHeader = (id, phase, at) =>
  JSON.stringify({
    version: 1,
    id,
    cloud: 'global',
    madeAt: [at, 0],
    startedAt: [at, 0],
    endedAt: phase === 'over' ? [at, 0] : null,
    name: 'Mira',
    upn: 'mira.okafor@contoso.example',
    tenantId: '8f3c1b52-0d4e-4a6b-9c57-2e1d7a90b346',
    reason: '',
    ticket: '',
    includesDead: false,
    phase,
    targets: [],
  });
