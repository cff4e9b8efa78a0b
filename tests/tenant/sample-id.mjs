/**
 * The ID of the sample with these last digits.
 * @param {string} digits
 */
export const ID = (digits) => `00000000-0000-4000-8000-${digits}`;
