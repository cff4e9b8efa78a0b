/**
 * oidc-provider, without what it says at import on Node 20, where it runs well
 * (it recommends a later release). All other warnings stay.
 */
const warn = console.warn;
console.warn = (text, ...more) => {
  if (!String(text).includes('Unsupported runtime')) warn(text, ...more);
};
const { Provider } = await import('oidc-provider');
console.warn = warn;

export { Provider };
