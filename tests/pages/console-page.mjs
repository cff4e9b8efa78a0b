import { expect } from '@playwright/test';

export const MIRA = 'Mira Okafor';
export const RENEE = 'Renée Castillo';
export const NOA = 'Noa Lindqvist';

/** The page as a person sees and handles it: by role, label and text. */
export class ConsolePage {
  constructor(page, url, words) {
    this.page = page;
    this.url = url;
    this.speaks(words);
  }

  /** Looks for things by their names in a language. */
  speaks(words) {
    const { page } = this;
    this.words = words;
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
    this.searchField = named('searchbox', words.search);
    this.listStatus = named('region', words.profiles).locator('.finder-head [aria-live]');
    this.details = named('complementary', words.details);
    this.problem = named('region', words.profiles).locator('.error');
    this.handedIn = named('group', words.handedIn);
    this.findProfileButton = named('button', words.findProfile);
    this.codePicture = page.getByLabel(words.codePicture, { exact: true });
    this.codeText = named('textbox', words.codeText);
    this.activity = named('region', words.activity);
    this.showActivityButton = named('button', words.showActivity);
    this.entries = this.activity.getByRole('listitem');
    this.rememberSwitch = this.activity.getByRole('switch', { name: words.remember, exact: true });
    this.activitySearch = named('searchbox', words.searchActivity);
    this.lookUpButton = this.activity.getByRole('button', { name: words.lookUp, exact: true });
    this.lookAgainButton = this.activity.getByRole('button', { name: words.lookAgain, exact: true });
    this.auditLog = this.activity.getByRole('group', { name: words.auditLog, exact: true });
    this.cancelButton = this.dialog.getByRole('button', { name: words.cancel, exact: true });
  }

  async open(query = '') {
    await this.page.goto(this.url + query);
  }

  /** Opens the page and signs in by redirect. */
  async openSignedIn(person = MIRA, query = '') {
    await this.open(query);
    await this.signIn(person);
  }

  async signIn(person = MIRA) {
    await this.signInButton.click();
    await this.pickAccount(person);
    await this.seesTheForm();
  }

  /** Answers the sign-in page, which is in this window or in another one. */
  async pickAccount(person = MIRA, window = this.page) {
    await window.getByRole('button', { name: person }).click();
  }

  /** Clicks something that opens a window, and gives that window. */
  async windowOpenedBy(button) {
    const [window] = await Promise.all([this.page.waitForEvent('popup'), button.click()]);
    return window;
  }

  async signInByPopup(person = MIRA) {
    await this.pickAccount(person, await this.windowOpenedBy(this.signInButton));
    await this.seesTheForm();
  }

  async signOut() {
    await this.signOutButton.click();
    await this.seesTheSignInButton();
  }

  async enter(id, type = this.words.androidForWork) {
    await this.profileId.fill(id);
    await this.profileType.getByRole('radio', { name: type, exact: true }).check();
  }

  /** Fills the form and sends it, which reads the profile. */
  async request(id, type) {
    await this.enter(id, type);
    await this.revokeButton.click();
  }

  /** Fills the form, sends it and waits until confirmation is asked for. */
  async ask(id, type) {
    await this.request(id, type);
    await this.seesTheQuestion();
  }

  /** Fills the form, sends it and waits until it is said that the token no longer works. */
  async askOfInactive(id, type) {
    await this.enter(id, type);
    await this.revokeButton.click();
    await expect(this.dialog).toHaveAccessibleName(this.words.inactiveHeading);
  }

  async confirm() {
    await this.confirmButton.click();
  }

  async cancel() {
    await this.cancelButton.click();
    await this.seesNoDialog();
  }

  /** Fills the form, sends it and says yes. */
  async revoke(id, type) {
    await this.ask(id, type);
    await this.confirm();
  }

  /** The row of a profile, by its name or a part of it. */
  row(name) {
    return this.list.getByRole('row').filter({ hasText: name });
  }

  /** The box that chooses a profile in view, by its name. */
  box(name) {
    return this.list.getByRole('checkbox', { name: `Select ${name}`, exact: true });
  }

  /** Waits until the page says so of what is chosen; nothing, while nothing is. */
  async seesChosen(text) {
    await expect(this.page.locator('.choosing [aria-live]')).toHaveText(text);
  }

  /** The names of the profiles in view, from the top. */
  async namesInView() {
    return this.list.locator('tbody bdi').allInnerTexts();
  }

  /** Waits until every profile of the demo is listed. */
  async seesTheList(count = 51) {
    await expect(this.list).toHaveAttribute('aria-rowcount', String(count + 1));
  }

  /** Pastes a text into a field, as a person does. */
  async paste(field, text) {
    await field.focus();
    await this.page.evaluate((pasted) => {
      const data = new DataTransfer();
      data.setData('text/plain', pasted);
      const event = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
      const target = document.activeElement;
      if (target.dispatchEvent(event) && target.setRangeText) {
        target.setRangeText(pasted, target.selectionStart, target.selectionEnd, 'end');
        target.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }
    }, text);
  }

  /** Pastes files, perhaps with a text beside them, into a field or else on the page itself; tells whether the page took them. */
  async pasteFiles(files, { field, text } = {}) {
    if (field) await field.focus();
    const data = await this.transferOf(files, text);
    return data.evaluate((clipboardData, onField) => {
      const target = onField ? document.activeElement : document.body;
      return !target.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    }, Boolean(field));
  }

  /** Pastes a text while no field has the focus. */
  async pasteOnPage(text) {
    await this.page.evaluate(() => document.activeElement.blur());
    await this.pasteFiles([], { text });
  }

  /** Drops files on the page. */
  async drop(...files) {
    await this.page.dispatchEvent('main', 'drop', { dataTransfer: await this.transferOf(files) });
  }

  /** Files and a text in the page, as a clipboard or a mouse holds them. */
  async transferOf(files, text = '') {
    const encoded = files.map(({ name, mimeType, buffer }) => ({ name, mimeType, base64: Buffer.from(buffer).toString('base64') }));
    return this.page.evaluateHandle(({ items, plain }) => {
      const data = new DataTransfer();
      if (plain) data.setData('text/plain', plain);
      for (const { name, mimeType, base64 } of items) {
        const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
        data.items.add(new File([bytes], name, { type: mimeType }));
      }
      return data;
    }, { items: encoded, plain: text });
  }

  async openCodeForm() {
    await this.page.getByText(this.words.codeHeading, { exact: true }).click();
  }

  /** Enters a token, or the text of a QR code, where one that was sent is handed in. */
  async enterCode(text) {
    await this.openCodeForm();
    await this.codeText.fill(text);
    await this.codeText.press('Enter');
  }

  /** Waits until the form holds a profile. */
  async seesInForm(id, type) {
    await expect(this.profileId).toHaveValue(id);
    await expect(this.profileType.getByRole('radio', { name: type, exact: true })).toBeChecked();
  }

  /** Waits until the page says so of what was handed in. */
  async seesRecognised(...texts) {
    for (const text of texts) await expect(this.handedIn).toContainText(text);
  }

  /** Waits until the page says why it did not take something. */
  async seesProblem(...texts) {
    for (const text of texts) await expect(this.problem).toContainText(text);
  }

  /** The IDs of the profiles that can be chosen of what was handed in. */
  async choices() {
    const buttons = await this.handedIn.getByRole('button', { name: /^Choose / }).all();
    return Promise.all(buttons.map(async (button) => (await button.getAttribute('aria-label')).split(' ').at(-1)));
  }

  /** The name of the other type of profiles. */
  otherType(type) {
    return type === this.words.deviceOwner ? this.words.androidForWork : this.words.deviceOwner;
  }

  /** Waits until the page has done all that an answer or a file set off. */
  async idle() {
    await this.page.evaluate(() => new Promise((resolve) => { requestIdleCallback(resolve, { timeout: 2_000 }); }));
  }

  /** Opens the activity, and waits until so many entries are there. */
  async openActivity(count) {
    await this.showActivityButton.click();
    await this.seesEntries(count);
  }

  async seesEntries(count) {
    await expect(this.rememberSwitch).toBeVisible();
    await expect(this.entries).toHaveCount(count);
  }

  /** A button of the activity. */
  inActivity(name) {
    return this.activity.getByRole('button', { name, exact: true });
  }

  async switchLanguage(name) {
    await this.languageChoice.selectOption({ label: name });
  }

  async seesTheForm() {
    await expect(this.profileId).toBeVisible();
  }

  async seesTheSignInButton() {
    await expect(this.signInButton).toBeVisible();
  }

  async seesNoDialog() {
    await expect(this.dialog).toBeHidden();
  }

  /** Waits for the question whether to revoke, perhaps with a warning. */
  async seesTheQuestion(warning = '') {
    await expect(this.confirmButton).toHaveText(this.words.revoke);
    await expect(this.dialog).toContainText(warning);
  }

  /** Waits for a success that says how it is known: unless said, by reading back. */
  async seesSuccess(text = this.words.confirmed) {
    await expect(this.success).toContainText(text);
  }

  /** Lets the time of the page pass, which has a clock of its own, until something is there. */
  async passTimeUntil(locator) {
    await expect(async () => {
      await this.page.clock.fastForward(5_000);
      await expect(locator).toBeVisible({ timeout: 250 });
    }).toPass({ intervals: [10], timeout: 40_000 });
  }

  /** Waits for an alert with these words. */
  async seesAlert(...texts) {
    for (const text of texts) await expect(this.alert).toContainText(text);
  }

  /** The names and values that a region lists. */
  async detailsOf(region) {
    const [terms, values] = await Promise.all(
      ['term', 'definition'].map((role) => region.getByRole(role).allInnerTexts()),
    );
    const copyButton = new RegExp(`\\s*${this.words.copy}$`);
    return Object.fromEntries(terms.map((term, index) => [term.trim(), values[index].replace(copyButton, '').trim()]));
  }
}
