/** What the page's database holds: by store, pairs of key and text. */
export function readDatabase(page) {
  return page.evaluate(async () => {
    const wait = (request) => new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    const known = await indexedDB.databases();
    if (!known.some(({ name }) => name === 'token-console')) return {};
    const database = await wait(indexedDB.open('token-console'));
    const stores = {};
    for (const name of database.objectStoreNames) {
      const store = database.transaction(name).objectStore(name);
      const [keys, texts] = await Promise.all([wait(store.getAllKeys()), wait(store.getAll())]);
      stores[name] = keys.map((key, index) => [key, texts[index]]);
    }
    database.close();
    return stores;
  });
}

/** Puts texts into a store of the page's database, which has to be there. */
export function writeDatabase(page, name, pairs) {
  return page.evaluate(async ({ into, texts }) => {
    const database = await new Promise((resolve, reject) => {
      const request = indexedDB.open('token-console');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    await new Promise((resolve, reject) => {
      const transaction = database.transaction(into, 'readwrite');
      for (const [key, text] of texts) transaction.objectStore(into).put(text, key);
      transaction.oncomplete = resolve;
      transaction.onerror = () => reject(transaction.error);
    });
    database.close();
  }, { into: name, texts: pairs });
}
