import { ENGINES, expect, test } from '../../engines/test.mjs';

/** More than there are rows in view, so that the list is passed, and fewer than lead out of the page. */
const STOPS = 30;

for (const engine of ENGINES) {
  test.describe('the list', () => {
    test.use({ engine });

    // A style sheet that a script adopts: each engine has its own word on whether the policy lets it.
    test(`${engine}: has the style that comes with the console`, async ({ open }) => {
      const { page } = await open();
      await page.signIn();
      await page.session.sees('51 profiles');
      expect(await page.session.run("return getComputedStyle(document.querySelector('.rows')).overflowX")).toBe('auto');
    });

    // Firefox makes whatever scrolls one of its own accord.
    test(`${engine}: is a tab stop, and what scrolls it is none`, async ({ open }) => {
      const { page } = await open();
      await page.signIn();
      await page.session.sees('51 profiles');
      const stops = await page.session.tabStops(STOPS);
      expect(stops.some((stop) => stop.startsWith('TABLE'))).toBe(true);
      expect(stops.filter((stop) => stop.startsWith('DIV'))).toEqual([]);
    });
  });
}
