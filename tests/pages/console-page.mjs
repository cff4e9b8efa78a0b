import { expect } from '@playwright/test';

import { writesAreDone } from '../helpers/page-database.mjs';
import { sessionOf } from '../helpers/test-session.mjs';
import { appears, disappears } from './appearance.mjs';

/**
 * @import { Locator, Page, Request } from '@playwright/test'
 * @import { GivenFile } from '../helpers/files.mjs'
 * @import { Words } from './console-words.mjs'
 * @typedef {Parameters<Page['getByRole']>[0]} Role
 */

export const MIRA = 'Mira Okafor';
export const RENEE = 'Renée Castillo';
export const NOA = 'Noa Lindqvist';

/** The page as a person sees and handles it: by role, label and text. */
export class ConsolePage {
  /**
   * @param {Page} page
   * @param {string} url
   * @param {Words} words  Of the language in which things are looked for.
   */
  constructor(page, url, words) {
    this.page = page;
    this.url = url;
    /** @type {Set<Request>} */
    this.underWay = new Set();
    page.on('request', (request) => this.underWay.add(request));
    page.on('requestfinished', (request) => this.underWay.delete(request));
    page.on('requestfailed', (request) => this.underWay.delete(request));
    this.words = words;
    /** Not, where a test made it answer nobody: then no write is waited for. */
    this.databaseAnswers = true;
    /**
     * @param {Role} role
     * @param {string} name
     */
    const named = (role, name) => page.getByRole(role, { name, exact: true });
    this.banner = page.getByRole('banner');
    this.alert = page.getByRole('alert');
    this.success = page.getByRole('status').filter({ hasText: words.revoked });
    this.languageChoice = named('combobox', words.language);
    this.signInButton = named('button', words.signIn);
    this.tryAgainButton = named('button', words.tryAgain);
    this.signOutButton = named('button', words.signOut);
    this.profileId = named('textbox', words.profileId);
    this.profileType = named('radiogroup', words.profileType);
    this.revokeButton = named('button', words.revoke);
    this.dialog = page.getByRole('alertdialog');
    this.confirmButton = this.dialog.getByRole('button', {
      name: new RegExp(`^(${words.revoke}|${words.preparing}|${words.revoking})$`),
    });
    this.allTheSameButton = this.dialog.getByRole('button', { name: words.allTheSame, exact: true });
    this.checkAgainButton = named('button', words.checkAgain);
    this.stepUpButton = named('button', words.stepUp);
    this.list = named('grid', words.profiles);
    this.selectShown = this.list.getByRole('checkbox', { name: words.selectShown, exact: true });
    this.selectNone = named('button', words.selectNone);
    this.refreshButton = named('button', words.refresh);
    this.listStatus = named('region', words.profiles).locator('.finder-head [aria-live]');
    this.details = named('complementary', words.details);
    this.whoEnrolledButton = this.details.getByRole('button', { name: words.whoEnrolled, exact: true });
    this.incidentButton = named('button', words.incidentButton);
    this.incident = named('region', words.incident);
    this.qrCodeButton = this.details.getByRole('button', { name: words.qrCodeButton, exact: true });
    this.qrCode = named('region', words.qrCode);
    this.showQrCodeButton = this.qrCode.getByRole('button', { name: words.showQrCode, exact: true });
    this.readiness = page.locator('.readiness');
    this.readinessLine = this.readiness.locator('summary');
    this.lookAtRolesButton = this.readiness.getByRole('button', { name: words.lookAtRoles, exact: true });
    this.devices = named('region', words.devices);
    this.deviceList = this.devices.getByRole('list', { name: words.devices, exact: true });
    this.devicesStanding = this.devices.getByRole('group', { name: words.devicesStanding, exact: true });
    this.problem = named('region', words.profiles).locator('.error');
    this.intake = named('group', words.intake);
    this.findProfileButton = named('button', words.findProfile);
    this.codePicture = page.getByLabel(words.codePicture, { exact: true });
    this.cameraButton = named('button', words.camera);
    this.cameraDialog = named('dialog', words.scan);
    this.activity = named('region', words.activity);
    /** @param {'profiles' | 'runs' | 'activity'} screen */
    this.tab = (screen) => named('tab', words.screens[screen]);
    /** The tab of the profiles while another one is shown: the page leads to a run that was interrupted. */
    this.elsewhere = this.tab('profiles').and(page.locator('[aria-selected="false"]'));
    this.entries = this.activity.getByRole('listitem');
    this.rememberSwitch = this.activity.getByRole('switch', { name: words.remember, exact: true });
    this.activitySearch = named('searchbox', words.searchActivity);
    this.lookUpButton = this.activity.getByRole('button', { name: words.lookUp, exact: true });
    this.lookAgainButton = this.activity.getByRole('button', { name: words.lookAgain, exact: true });
    this.auditLog = this.activity.getByRole('group', { name: words.auditLog, exact: true });
    this.ticket = this.dialog.getByRole('textbox', { name: words.ticket, exact: true });
    this.reason = this.dialog.getByRole('textbox', { name: words.reason, exact: true });
    this.cancelButton = this.dialog.getByRole('button', { name: words.cancel, exact: true });
  }

  /**
   * The same page in the words of another language.
   * @param {Words} words
   */
  speaking(words) {
    return new ConsolePage(this.page, this.url, words);
  }

  /** @param {string} query */
  async open(query = '') {
    await this.page.goto(this.url + query);
  }

  /**
   * Opens the page with somebody signed in already: in the worker's session where that will do, or else as a person does it.
   * @param {string} person
   */
  async openSignedIn(person = MIRA, query = '') {
    const handedOver = await sessionOf(this.page.context())?.handOver(this.page, this.url, person);
    if (!handedOver) {
      await this.openAndSignIn(person, query);
      return;
    }
    await this.open(query);
    await handedOver();
    await this.seesTheForm();
  }

  /** Opens the page and signs in, the whole way to the sign-in host and back. */
  async openAndSignIn(person = MIRA, query = '') {
    await this.open(query);
    await this.signIn(person);
  }

  /** @param {string} person */
  async signIn(person = MIRA) {
    await this.signInButton.click();
    await this.pickAccount(person);
    await this.seesTheForm();
  }

  /**
   * Answers the sign-in page, which is in this window or in another one.
   * @param {string} person
   * @param {Page} window
   */
  async pickAccount(person = MIRA, window = this.page) {
    await window.getByRole('button', { name: person }).click();
  }

  /**
   * Clicks something that opens a window, and gives that window.
   * @param {Locator} button
   */
  async windowOpenedBy(button) {
    const [window] = await Promise.all([this.page.waitForEvent('popup'), button.click()]);
    return window;
  }

  /** @param {string} person */
  async signInByPopup(person = MIRA) {
    await this.pickAccount(person, await this.windowOpenedBy(this.signInButton));
    await this.seesTheForm();
  }

  async signOut() {
    await this.signOutButton.click();
    await this.seesTheSignInButton();
  }

  /**
   * @param {string} id
   * @param {string=} type
   */
  async enter(id, type = this.words.androidForWork) {
    await this.goTo('profiles');
    await this.closeSheet();
    await this.profileId.fill(id);
    await this.profileType.getByRole('radio', { name: type, exact: true }).check();
  }

  /** Closes what a profile's sheet shows on a phone, where it is before the form. */
  async closeSheet() {
    const width = this.page.viewportSize()?.width ?? 0;
    const close = this.details.getByRole('button', { name: this.words.close, exact: true }).first();
    while (width < 700 && (await close.isVisible())) await close.click();
  }

  /**
   * Fills the form and sends it, which reads the profile.
   * @param {string} id
   * @param {string=} type
   */
  async request(id, type) {
    await this.enter(id, type);
    await this.revokeButton.click();
  }

  /**
   * Fills the form, sends it and waits until confirmation is asked for.
   * @param {string} id
   * @param {string=} type
   */
  async ask(id, type) {
    await this.request(id, type);
    await this.seesTheQuestion();
  }

  /**
   * Fills the form, sends it and waits until it is said that the token no longer works.
   * @param {string} id
   * @param {string=} type
   */
  async askOfInactive(id, type) {
    await this.enter(id, type);
    await this.revokeButton.click();
    await appears(this.dialog);
    await expect(this.dialog).toHaveAccessibleName(this.words.inactiveHeading);
  }

  async confirm() {
    await this.confirmButton.click();
  }

  async cancel() {
    await this.cancelButton.click();
    await this.seesNoDialog();
  }

  /**
   * Fills the form, sends it and says yes.
   * @param {string} id
   * @param {string=} type
   */
  async revoke(id, type) {
    await this.ask(id, type);
    await this.confirm();
  }

  /**
   * The row of a profile, by its name or a part of it.
   * @param {string | RegExp} name
   */
  row(name) {
    return this.list.getByRole('row').filter({ hasText: name });
  }

  /**
   * The box that chooses a profile in view, by its name.
   * @param {string} name
   */
  box(name) {
    return this.list.getByRole('checkbox', { name: `Select ${name}`, exact: true });
  }

  /**
   * Waits until the page says so of what is chosen; nothing, while nothing is.
   * @param {string | RegExp} text
   */
  async seesChosen(text) {
    await expect(this.page.locator('.choosing [aria-live]')).toHaveText(text);
  }

  /** The names of the profiles in view, from the top. */
  async namesInView() {
    return this.list.locator('tbody bdi').allInnerTexts();
  }

  /**
   * Waits until every profile of the demo is listed.
   * @param {number} count
   */
  async seesTheList(count = 51) {
    // It is read although another screen is shown, such as that of a run that was interrupted.
    const list = this.page.getByRole('grid', { name: this.words.profiles, exact: true, includeHidden: true });
    await list
      .and(this.page.locator(`[aria-rowcount="${count + 1}"]`))
      .waitFor({ state: 'attached' })
      .catch(() => {});
    await expect(list).toHaveAttribute('aria-rowcount', String(count + 1));
    await expect(this.list.or(this.elsewhere)).toBeVisible();
  }

  /**
   * Pastes a text into a field, as a person does.
   * @param {Locator} field
   * @param {string} text
   */
  async paste(field, text) {
    await field.focus();
    await this.page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      const target = document.activeElement ?? document.body;
      if (!target.dispatchEvent(event)) return;
      if (target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement) {
        target.setRangeText(pasted, target.selectionStart ?? 0, target.selectionEnd ?? 0, 'end');
        target.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
    }, text);
  }

  /**
   * Pastes files, perhaps with a text beside them, into a field or else on the page itself; tells whether the page took them.
   * @param {GivenFile[]} files
   * @param {{field?: Locator, text?: string}} options
   */
  async pasteFiles(files, { field, text } = {}) {
    if (field) await field.focus();
    const data = await this.transferOf(files, text);
    return data.evaluate((clipboardData, onField) => {
      const target = (onField ? document.activeElement : undefined) ?? document.body;
      return !target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, Boolean(field));
  }

  /**
   * Pastes a text while no field has the focus.
   * @param {string} text
   */
  async pasteOnPage(text) {
    await this.page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur());
    await this.pasteFiles([], { text });
  }

  /**
   * Drops files on the page.
   * @param {GivenFile[]} files
   */
  async drop(...files) {
    await this.page.dispatchEvent('main', 'drop', { dataTransfer: await this.transferOf(files) });
  }

  /**
   * Files and a text in the page, as a clipboard or a mouse holds them.
   * @param {GivenFile[]} files
   */
  async transferOf(files, text = '') {
    const encoded = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: Buffer.from(buffer).toString('base64') }));
    return this.page.evaluateHandle(
      ({ items, plain }) => {
        const data = new DataTransfer();
        if (plain) data.setData('text/plain', plain);
        for (const { name, mimeType, base64 } of items) {
          const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
          data.items.add(new File([bytes], name, { type: mimeType }));
        }
        return data;
      },
      { items: encoded, plain: text },
    );
  }

  /** Opens the camera. */
  async openCamera() {
    await this.cameraButton.click();
    await appears(this.cameraDialog);
  }

  /**
   * Enters a token, or the text of a QR code.
   * @param {string} text
   */
  async enterCode(text) {
    await this.profileId.fill(text);
    await this.profileId.press('Enter');
  }

  /**
   * Waits until the form holds a profile.
   * @param {string} id
   * @param {string} type
   */
  async seesInForm(id, type) {
    await expect(this.profileId).toHaveValue(id);
    await expect(this.profileType.getByRole('radio', { name: type, exact: true })).toBeChecked();
  }

  /**
   * Waits until the page says so of what was handed in.
   * @param {string[]} texts
   */
  async seesRecognised(...texts) {
    for (const text of texts) {
      await appears(this.intake.filter({ hasText: text }));
      await expect(this.intake).toContainText(text);
    }
  }

  /** Waits until the page has what reads texts, which it asks for by itself once the list was read. */
  async hasReader() {
    await this.page.waitForFunction(() => performance.getEntriesByType('resource').some(({ name }) => /\/token-console-paste-\w+\.wasm$/.test(name)));
  }

  /**
   * Waits until the page says why it did not take something.
   * @param {string[]} texts
   */
  async seesProblem(...texts) {
    for (const text of texts) {
      await appears(this.problem.filter({ hasText: text }));
      await expect(this.problem).toContainText(text);
    }
  }

  /** The IDs of the profiles that can be chosen of what was handed in. */
  async choices() {
    const buttons = await this.intake.getByRole('button', { name: /^Choose / }).all();
    return Promise.all(buttons.map(async (button) => (await button.getAttribute('aria-label'))?.split(' ').at(-1)));
  }

  /**
   * The name of the other type of profiles.
   * @param {string} type
   */
  otherType(type) {
    return type === this.words.deviceOwner ? this.words.androidForWork : this.words.deviceOwner;
  }

  /** Waits until the page has done all that an answer or a file set off. */
  async idle() {
    await this.page.evaluate(
      () =>
        new Promise((resolve) => {
          requestIdleCallback(resolve, { timeout: 2_000 });
        }),
    );
  }

  /**
   * Shows a screen, unless it is shown.
   * @param {'profiles' | 'runs' | 'activity'} screen
   */
  async goTo(screen) {
    const tab = this.tab(screen);
    if ((await tab.getAttribute('aria-selected')) !== 'true') await tab.click();
  }

  /**
   * Opens the activity, and waits until so many entries are there.
   * @param {number} count
   */
  async openActivity(count) {
    await this.goTo('activity');
    await this.seesEntries(count);
  }

  /** @param {number} count */
  async seesEntries(count) {
    await appears(this.rememberSwitch);
    await expect(this.rememberSwitch).toBeVisible();
    if (count > 0) await appears(this.entries.nth(count - 1));
    await expect(this.entries).toHaveCount(count);
  }

  /**
   * A button of the activity.
   * @param {string} name
   */
  inActivity(name) {
    return this.activity.getByRole('button', { name, exact: true });
  }

  /** @param {string} name */
  async switchLanguage(name) {
    await this.languageChoice.selectOption({ label: name });
  }

  async seesTheForm() {
    const form = this.profileId.or(this.elsewhere);
    await appears(form);
    await expect(form).toBeVisible();
  }

  async seesTheSignInButton() {
    await appears(this.signInButton);
    await expect(this.signInButton).toBeVisible();
  }

  async seesNoDialog() {
    await disappears(this.dialog);
    await expect(this.dialog).toBeHidden();
  }

  /**
   * Waits for the question whether to revoke, perhaps with a warning.
   * @param {string} warning
   */
  async seesTheQuestion(warning = '') {
    await appears(this.confirmButton.filter({ hasText: this.words.revoke }));
    await appears(this.dialog.filter({ hasText: warning }));
    await expect(this.confirmButton).toHaveText(this.words.revoke);
    await expect(this.dialog).toContainText(warning);
  }

  /**
   * Waits for a success that says how it is known: unless said, by reading back.
   * @param {string} text
   */
  async seesSuccess(text = this.words.confirmed) {
    await appears(this.success.filter({ hasText: text }));
    await expect(this.success).toContainText(text);
  }

  /**
   * Puts the clock of the page forward, once what it has begun to write is on disk.
   * @param {number} ms
   */
  async passTime(ms) {
    if (this.databaseAnswers) await writesAreDone(this.page);
    await this.page.clock.fastForward(ms);
  }

  /**
   * Lets the time of the page pass, which has a clock of its own, until something is there. What is on its way is waited for
   * first, and only a little: some requests are never answered.
   * @param {Locator} locator
   */
  async passTimeUntil(locator) {
    await expect(async () => {
      await this.passTime(5_000);
      await expect(locator)
        .toBeVisible({ timeout: 50 })
        .catch((error) => {
          if (this.underWay.size === 0) throw error;
          return expect(locator).toBeVisible({ timeout: 500 });
        });
    }).toPass({ intervals: [10], timeout: 40_000 });
  }

  /**
   * Waits for an alert with these words.
   * @param {(string | RegExp)[]} texts
   */
  async seesAlert(...texts) {
    for (const text of texts) {
      await appears(this.alert.filter({ hasText: text }));
      await expect(this.alert).toContainText(text);
    }
  }

  /**
   * The names and values that a region lists, folded ones too.
   * @param {Locator} region
   * @returns {Promise<Record<string, string>>}
   */
  async detailsOf(region) {
    // What is folded has no text that is seen; unfolded without a click, the focus stays where a test wants to see it.
    await region.locator('details').evaluateAll((all) => {
      for (const details of all) if (details.querySelector('dl')) details.setAttribute('open', '');
    });
    const [terms, values] = await Promise.all([region.getByRole('term').allInnerTexts(), region.getByRole('definition').allInnerTexts()]);
    const copyButton = new RegExp(`\\s*${this.words.copy}$`);
    return Object.fromEntries(terms.map((term, index) => [term.trim(), values[index]?.replace(copyButton, '').trim() ?? '']));
  }
}
