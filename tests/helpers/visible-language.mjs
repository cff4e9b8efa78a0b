import { expect } from '@playwright/test';

/** @import { Page } from '@playwright/test' */

/** Names and codes that are the same in every language. */
const NAMES = [
  'Token Console',
  'Microsoft Entra',
  'Microsoft Graph',
  'Microsoft',
  'Android for Work',
  'Android Enterprise',
  'Android',
  'Graph',
  'Intune',
  'Knox',
  'NFC',
  'HTTP',
  'AOSP-',
  'AOSP',
  'GUID',
  'JSON',
  'Web',
  'API',
  'Zero-touch',
  'GCC High',
  'DoD',
  'UTC',
  'ID',
  'URI',
  'English',
  'No Content',
  'Mira Okafor',
  'Noa Lindqvist',
  'Markdown',
  'PowerShell',
  'curl',
  'Wi-Fi',
  'Conditional Access',
  'Enter',
  'Shift',
  'Control',
  'CSV',
  'PNG',
  'JPEG',
  'MB',
  'corporateOwnedHologram',
  'config.json',
  'index.html',
  'clientId',
  'tenantId',
  'cloud',
  'global',
  'client-request-id',
  'request-id',
  'common',
  'organizations',
  'consumers',
  'DeviceManagementConfiguration.ReadWrite.All',
  'contoso.onmicrosoft.com',
  'contoso.example',
];
const CODES = [
  /\bhttps?:\/\/[\x21-\x7e]+/g,
  /[\w.]+@contoso\.example/g,
  // The person's initials.
  /\bMO\b/g,
  /(?<![0-9a-f])[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g,
  // What the sign-in host and Graph say stands as they said it.
  /\bAADSTS\d+:.*/gs,
  /\b(access_denied|ResourceNotFound|Forbidden|InternalServerError|TooManyRequests)\b/g,
  /\b(Enrollment profile not found|An error has occurred|User is not authorized to perform this operation|Too many requests)\b/g,
  /\b\d{3} (Not Found|Forbidden|Internal Server Error|Too Many Requests)\b/g,
];

/**
 * Waits for nothing: what is shown now is in Chinese, but for names.
 * @param {Page} page
 * @param {string[]} names  More of them.
 */
export async function seesChineseOnly(page, names = []) {
  const texts = await page.evaluate(visibleTexts);
  expect(texts.join('')).toMatch(/\p{Script=Han}/u);
  const left = texts.map((text) => withoutNames(text, names)).filter((text) => /[A-Za-z]{2,}/.test(text));
  expect(left).toEqual([]);
}

/**
 * @param {Page} page
 * @param {string[]} names
 */
export async function seesEnglishOnly(page, names = []) {
  const texts = await page.evaluate(visibleTexts);
  const left = texts.map((text) => withoutNames(text, ['简体中文', ...names])).filter((text) => /\p{Script=Han}/u.test(text));
  expect(left).toEqual([]);
}

/**
 * @param {string} text
 * @param {string[]} names
 */
function withoutNames(text, names) {
  const rest = CODES.reduce((left, code) => left.replace(code, ' '), text);
  // The longest first, as one name may begin like another.
  return [...names, ...NAMES].sort((one, other) => other.length - one.length).reduce((left, name) => left.replaceAll(name, ' '), rest);
}

/** Runs in the page: every text that is shown, or spoken in place of one. */
function visibleTexts() {
  /** @type {string[]} */
  const texts = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (node instanceof Text) {
      const shown = element?.checkVisibility({ visibilityProperty: true }) && !element.closest('script, style, template, noscript, details pre');
      if (shown && node.data.trim()) texts.push(node.data.trim());
    } else if (node instanceof Element && node.checkVisibility({ visibilityProperty: true })) {
      for (const name of ['aria-label', 'title', 'alt', 'placeholder', 'aria-description']) {
        const text = node.getAttribute(name);
        if (text) texts.push(text);
      }
    }
  }
  return [...texts, document.title];
}
