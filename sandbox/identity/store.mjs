/** @import { Adapter, AdapterPayload } from 'oidc-provider' */

/**
 * What oidc-provider remembers (sessions, codes, grants, refresh tokens), kept
 * in memory for one tenant, so that a test can make parts of it disappear.
 */
export function createStore() {
  let revision = 0;
  /** @type {Map<string, Map<string, {payload: AdapterPayload, expires: number}>>} */
  const models = new Map();

  /** @param {string} model */
  const recordsOf = (model) => {
    const records = models.get(model) ?? new Map();
    models.set(model, records);
    return records;
  };

  return {
    /**
     * Forgets all records of the named models; without names, everything.
     * @param {string[]} names
     */
    forget(...names) {
      revision += 1;
      for (const name of names.length > 0 ? names : models.keys()) recordsOf(name).clear();
    },

    /** Another one after each change. */
    get revision() {
      return revision;
    },

    get isEmpty() {
      return [...models.values()].every((records) => records.size === 0);
    },

    /** Remembers all records as they are now; the answer is a way to put them back. */
    keep() {
      const kept = structuredClone(models);
      return () => {
        for (const [model, records] of structuredClone(kept)) {
          for (const [id, record] of records) recordsOf(model).set(id, record);
        }
      };
    },

    /**
     * What a record holds, to be read or changed.
     * @param {string} model
     * @param {string} id
     */
    payload: (model, id) => recordsOf(model).get(id)?.payload,

    /**
     * oidc-provider's adapter factory.
     * @param {string} model
     * @returns {Adapter}
     */
    adapter(model) {
      const records = recordsOf(model);
      /**
       * @param {(payload: AdapterPayload) => boolean} matches
       * @returns {AdapterPayload | undefined}
       */
      const find = (matches) => {
        for (const { payload, expires } of records.values()) {
          if (expires > Date.now() && matches(payload)) return payload;
        }
        return undefined;
      };
      return {
        async upsert(id, payload, expiresIn) {
          revision += 1;
          const expires = expiresIn ? Date.now() + expiresIn * 1000 : Infinity;
          records.set(id, { payload, expires });
        },
        async find(id) {
          const record = records.get(id);
          return record && record.expires > Date.now() ? record.payload : undefined;
        },
        findByUid: async (uid) => find((payload) => payload.uid === uid),
        findByUserCode: async (code) => find((payload) => payload.userCode === code),
        async consume(id) {
          revision += 1;
          const record = records.get(id);
          if (record) record.payload.consumed = Math.floor(Date.now() / 1000);
        },
        async destroy(id) {
          revision += 1;
          records.delete(id);
        },
        async revokeByGrantId(grantId) {
          revision += 1;
          for (const [id, { payload }] of records) {
            if (payload.grantId === grantId) records.delete(id);
          }
        },
      };
    },
  };
}
