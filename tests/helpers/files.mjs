/** Files as a person pastes, drops or chooses them. */

/** @typedef {{name: string, mimeType: string, buffer: Buffer}} GivenFile */

export const MEGABYTES_5 = 5 * 1024 * 1024;

/**
 * @param {string} name
 * @param {string} mimeType
 * @param {string} text
 * @returns {GivenFile}
 */
export const textFile = (name, mimeType, text) => ({ name, mimeType, buffer: Buffer.from(text) });

/**
 * @param {Buffer} buffer
 * @returns {GivenFile}
 */
export const picture = (buffer, name = 'poster.png', mimeType = 'image/png') => ({ name, mimeType, buffer });
