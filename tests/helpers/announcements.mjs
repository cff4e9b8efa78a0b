/** @import { Page } from '@playwright/test' */

/**
 * Notes from now on what a screen reader would be given to say: once a frame, of each live region, what was added to it or has
 * changed in it; all of the region where it is atomic. What comes with its region, as in a dialog that opens, is not said: the
 * focus goes there. Nor is what is not seen.
 * @param {Page} page
 * @returns {Promise<() => Promise<string[]>>}  Gives all that was said since it was last asked for.
 */
export async function announcements(page) {
  await page.evaluate(() => {
    const LIVE = '[role="status"], [role="alert"], [aria-live]';
    /** @param {Element} element */
    const isOff = (element) => element.getAttribute('aria-live') === 'off';
    /** @param {Element} region */
    const isAtomic = (region) => region.getAttribute('aria-atomic') !== 'false' && region.hasAttribute('role');
    /**
     * What of it is said.
     * @param {Node} node
     * @returns {string}
     */
    const textOf = (node) => {
      if (node instanceof Text) return node.data;
      if (!(node instanceof Element) || isOff(node) || !node.checkVisibility()) return '';
      return Array.from(node.childNodes, textOf).join(' ');
    };
    /** @type {string[]} */
    const said = [];
    /** @type {Map<Element, Set<Node>>} */
    const changed = new Map();
    const seen = () => new Set([...document.querySelectorAll(LIVE)].filter((region) => region.checkVisibility()));
    let before = seen();
    let waits = false;
    const look = () => {
      waits = false;
      const now = seen();
      for (const [region, nodes] of changed) {
        if (!before.has(region) || !now.has(region)) continue;
        const parts = isAtomic(region) ? [region] : [...nodes].filter((node) => node.isConnected);
        const text = parts.map(textOf).join(' ').replace(/\s+/g, ' ').trim();
        if (text) said.push(text);
      }
      changed.clear();
      before = now;
    };
    new MutationObserver((records) => {
      if (!waits) requestAnimationFrame(look);
      waits = true;
      for (const { type, target, addedNodes } of records) {
        const touched = { childList: [...addedNodes], characterData: [target], attributes: [] }[type];
        for (const node of touched) {
          const around = node.parentElement?.closest(LIVE);
          if (!around || isOff(around)) continue;
          const nodes = changed.get(around) ?? new Set();
          changed.set(around, nodes.add(node));
        }
      }
    }).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
    Object.assign(window, { takeSaid: () => said.splice(0) });
  });
  return () => page.evaluate(() => /** @type {Window & {takeSaid?: () => string[]}} */ (window).takeSaid?.() ?? []);
}
