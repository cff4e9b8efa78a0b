/** Runs in the page: all that it keeps, and what is in its fields. */
export async function kept() {
  const databases = await Promise.all(
    (await indexedDB.databases()).map(
      ({ name = '' }) =>
        new Promise((resolve, reject) => {
          const opening = indexedDB.open(name);
          opening.onerror = () => reject(opening.error);
          opening.onsuccess = () => {
            const names = [...opening.result.objectStoreNames];
            const stores = names.map(
              (store) =>
                new Promise((/** @type {(text: string) => void} */ done) => {
                  const reading = opening.result.transaction(store).objectStore(store).getAll();
                  reading.onsuccess = () => done(JSON.stringify(reading.result));
                }),
            );
            resolve(Promise.all(stores));
          };
        }),
    ),
  );
  const values = Array.from(document.querySelectorAll('input'), ({ value }) => value).concat(
    Array.from(document.querySelectorAll('textarea'), ({ value }) => value),
    Array.from(document.querySelectorAll('select'), ({ value }) => value),
  );
  return {
    own: [values, document.title, window.name, history.state, databases, await caches.keys().catch(() => [])],
    msal: [{ ...sessionStorage }, { ...localStorage }],
  };
}
