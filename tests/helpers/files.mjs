/** Files as a person pastes, drops or chooses them. */

export const MEGABYTES_5 = 5 * 1024 * 1024;

export const textFile = (name, mimeType, text) => ({ name, mimeType, buffer: Buffer.from(text) });

export const picture = (buffer, name = 'poster.png', mimeType = 'image/png') => ({ name, mimeType, buffer });
