/**
 * @import { Page } from '@playwright/test'
 * @typedef {'signIn' | 'form' | 'rows'} Usable
 *
 * @typedef {object} Use  What a page is watched with.
 * @property {(what: Usable) => Promise<number>} since  Since when that can be used, in milliseconds since 1970.
 */

/**
 * Runs in the page, before anything of it. Something can be used once it is seen and takes what a person does: *Sign in* can be
 * pressed, *Profile ID* typed into, a profile is listed.
 * @param {{press: boolean}} options  Whether *Sign in* is pressed as soon as it was drawn.
 */
function watchUse({ press }) {
  /** @param {Element | null | undefined} element */
  const takes = (element) =>
    element instanceof HTMLElement &&
    !element.closest(':disabled, [aria-disabled="true"], [readonly], [inert]') &&
    element.checkVisibility({ visibilityProperty: true });
  const signIn = () => [...document.querySelectorAll('button')].find(({ textContent }) => textContent.trim().startsWith('Sign in'));
  /** @type {Record<Usable, () => boolean>} */
  const isThere = {
    signIn: () => takes(signIn()),
    form: () => takes(document.querySelector('#profile-id')),
    rows: () => takes(document.querySelector('tbody bdi')),
  };
  const moments = Object.keys(isThere).map((what) => {
    /** @type {(when: number) => void} */
    let tell = () => {};
    /** @type {Promise<number>} */
    const told = new Promise((resolve) => {
      tell = resolve;
    });
    return { what: /** @type {Usable} */ (what), tell, told };
  });
  const left = new Set(moments);
  /** @type {Use} */
  const use = { since: (what) => moments.find((moment) => moment.what === what)?.told ?? Promise.reject(new Error(what)) };
  Object.defineProperty(window, 'use', { value: use });
  new MutationObserver(look).observe(document, {
    childList: true,
    characterData: true,
    subtree: true,
    attributeFilter: ['disabled', 'aria-disabled', 'readonly', 'inert', 'hidden', 'class'],
  });

  function look() {
    for (const moment of left) {
      if (!isThere[moment.what]()) continue;
      left.delete(moment);
      moment.tell(performance.timeOrigin + performance.now());
      if (press && moment.what === 'signIn') requestAnimationFrame(() => setTimeout(() => signIn()?.click()));
    }
  }
}

/**
 * To be called before the page is opened.
 * @param {Page} page
 */
export async function watch(page, { press = false } = {}) {
  await page.addInitScript(watchUse, { press });
}

/**
 * Since when something can be used on the page that is open now, in milliseconds since 1970; it is waited for.
 * @param {Page} page
 * @param {Usable} what
 */
export function since(page, what) {
  return page.evaluate((asked) => window.use.since(asked), what);
}

/**
 * When the page that is open now was asked for, and how long after that something of it was painted, in milliseconds.
 * @param {Page} page
 */
export function opened(page) {
  return page.evaluate(
    () =>
      new Promise((/** @type {(when: {at: number, paint: number}) => void} */ resolve) => {
        new PerformanceObserver((list) => {
          const [entry] = list.getEntriesByName('first-contentful-paint');
          if (entry) resolve({ at: performance.timeOrigin, paint: entry.startTime });
        }).observe({ type: 'paint', buffered: true });
      }),
  );
}
