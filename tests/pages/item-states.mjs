/** What may become of a profile in a run, as the page names it to programs. */
export const ITEM_STATES = /** @type {const} */ (['waiting', 'reading', 'sending', 'confirming', 'revoked', 'notRevoked', 'skipped', 'cannotTell']);

/** @typedef {(typeof ITEM_STATES)[number]} ItemState */
