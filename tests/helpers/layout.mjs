/** @import { Page } from '@playwright/test' */

/** Two phones, the smaller one as narrow as any, and a desk. */
export const SCREENS = [
  { width: 390, height: 844 },
  { width: 320, height: 640 },
  { width: 1280, height: 800 },
];

/**
 * What is wrong with how the page is laid out, measured from boxes: text that is cut off or broken within a word, what lies
 * under something else, what is wider than the window, and, for fingers, what is smaller than 44 px.
 * @param {Page} page
 * @param {{touch?: boolean}} options
 * @returns {Promise<string[]>}
 */
export function layoutFaults(page, { touch = false } = {}) {
  return page.evaluate((isTouch) => {
    const FINGER = 44;
    const TOLERANCE = 1.5;
    const faults = new Set();
    const root = document.documentElement;
    const layer = [...document.querySelectorAll('dialog[open]')].at(-1) ?? document.body;

    /** @param {Element} element */
    const described = (element) => {
      const name = (element.getAttribute('aria-label') ?? element.textContent ?? '').replaceAll(/\s+/g, ' ').trim();
      const classes = [...element.classList].map((one) => `.${one}`).join('');
      return `${element.tagName.toLowerCase()}${classes} “${name.slice(0, 60)}”`;
    };
    /** @param {DOMRect} box */
    const at = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(' ');

    for (const wide of [root, layer]) {
      if (wide.scrollWidth > wide.clientWidth + 1) faults.add(`${described(wide).slice(0, 20)}: ${wide.scrollWidth} px in ${wide.clientWidth}`);
    }

    /**
     * Whether it is only spoken: one pixel, or clipped away.
     * @param {Element} element
     */
    const isUnseen = (element) => {
      for (let up = /** @type {Element | null} */ (element); up; up = up.parentElement) {
        const style = getComputedStyle(up);
        if (style.clipPath === 'inset(50%)' || style.opacity === '0' || up.clientWidth + up.clientHeight === 2) return true;
        // The panel that has nothing to show.
        if (style.position === 'absolute' && up.getBoundingClientRect().width === 0) return true;
      }
      return false;
    };

    /**
     * The nearest box that cuts off what is in it, unless it can be scrolled there.
     * @param {Element} element
     */
    const cutter = (element) => {
      for (let up = /** @type {Element | null} */ (element); up && up !== root; up = up.parentElement) {
        const { overflowX, overflowY, display } = getComputedStyle(up);
        if (display === 'inline') continue;
        const cuts = (/** @type {string} */ overflow) => overflow === 'hidden' || overflow === 'clip';
        const scrolls = (/** @type {string} */ overflow) => overflow === 'auto' || overflow === 'scroll';
        if (scrolls(overflowX) || scrolls(overflowY)) return null;
        if (cuts(overflowX) || cuts(overflowY)) return up;
      }
      return null;
    };

    /**
     * Whether a layer that stays in view while the rest is scrolled lies over it.
     * @param {Element} hit
     * @param {Element} element
     */
    const isPinnedOver = (hit, element) => {
      for (let up = /** @type {Element | null} */ (hit); up; up = up.parentElement) {
        const { position } = getComputedStyle(up);
        if ((position === 'sticky' || position === 'fixed') && !up.contains(element)) return true;
        if (up.matches('.menu') && !up.contains(element)) return true;
      }
      return false;
    };

    /**
     * @param {Element} element
     * @param {number} x
     * @param {number} y
     */
    const isScrolledAway = (element, x, y) => {
      for (let up = element.parentElement; up && up !== root; up = up.parentElement) {
        if (!/auto|scroll/.test(getComputedStyle(up).overflow)) continue;
        const { left, right, top, bottom } = up.getBoundingClientRect();
        if (x < left || x > right || y < top || y > bottom) return true;
      }
      return false;
    };

    /**
     * @param {Element} element
     * @param {DOMRect} box
     */
    const lookUnder = (element, box) => {
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
      if (x < 0 || y < 0 || x >= root.clientWidth || y >= window.innerHeight || isScrolledAway(element, x, y)) return;
      const hit = document.elementFromPoint(x, y);
      if (!hit || hit.contains(element) || element.contains(hit)) return;
      const label = element.closest('label') ?? element.parentElement?.querySelector('label');
      if (label?.contains(hit) || isPinnedOver(hit, element)) return;
      faults.add(`${described(element)} at ${at(box)} lies under ${described(hit)}`);
    };

    const texts = document.createTreeWalker(layer, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode;
      const element = text.parentElement;
      if (!element || !text.nodeValue?.trim() || element.closest('option, script, style, svg')) continue;
      if (!element.checkVisibility() || isUnseen(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(text);
      const box = range.getBoundingClientRect();
      if (box.width === 0) continue;
      // A name of the tenant's may be longer than any column; its panel has it whole.
      const mayBeCut = element.closest('td.name bdi, .tenant bdi, .tools > span, pre');
      const by = cutter(element);
      if (by && !mayBeCut) {
        const room = by.getBoundingClientRect();
        const over = Math.max(room.left - box.left, box.right - room.right, room.top - box.top, box.bottom - room.bottom);
        if (over > TOLERANCE) faults.add(`${described(element)} is cut by ${Math.round(over)} px in ${described(by).slice(0, 40)}`);
      }
      if (!mayBeCut) lookUnder(element, /** @type {DOMRect} */ (range.getClientRects()[0]));
      if (element.closest('code, pre, a[href*="://"], .hostile')) continue;
      for (const { 0: word, index } of text.nodeValue.matchAll(/[\p{L}\p{N}]+/gu)) {
        if (/\p{Script=Han}/u.test(word) || mayBeCut) continue;
        range.setStart(text, index);
        range.setEnd(text, index + word.length);
        const lines = new Set([...range.getClientRects()].filter(({ width }) => width > 0).map(({ top }) => Math.round(top)));
        if (lines.size > 1 && word.length <= 24) faults.add(`“${word}” is broken in ${described(element)}`);
      }
    }

    for (const control of layer.querySelectorAll('button, a[href], input, select, textarea, summary, [role="tab"], label.pick, label.primary')) {
      if (!control.checkVisibility() || isUnseen(control)) continue;
      const box = control.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      lookUnder(control, box);
      if (box.right > root.clientWidth + 1 || box.left < -1) faults.add(`${described(control)} at ${at(box)} sticks out`);
      // What stands in a line of text is as high as the line; what stands in a label is hit with it.
      const isInLine = control.matches('a, [type="checkbox"], [type="radio"]');
      if (isTouch && !isInLine && (box.height < FINGER - 0.5 || box.width < FINGER - 0.5)) {
        faults.add(`${described(control)} is ${Math.round(box.width)} × ${Math.round(box.height)} px`);
      }
    }
    return [...faults];
  }, touch);
}
