import { readFile } from 'node:fs/promises';

import { expect } from '@playwright/test';

import { appears } from './appearance.mjs';
import { CHINESE, ENGLISH } from './console-words.mjs';
import { ITEM_STATES } from './item-states.mjs';
import { RUN_WORDS } from './run-words.mjs';

/**
 * @import { Locator, Page } from '@playwright/test'
 * @import { GivenFile } from '../helpers/files.mjs'
 * @import { Tenant } from '../../sandbox/tenant.mjs'
 * @import { ConsolePage } from './console-page.mjs'
 * @typedef {Parameters<Page['getByRole']>[0]} Role
 * @import { ItemState } from './item-states.mjs'
 * @typedef {{timeout?: number}} Patience
 */

/** A run of many revocations as a person sees and handles it. */
export class RunPage {
  /**
   * @param {Page} page
   * @param {string} tag  Of the language.
   */
  constructor(page, tag = 'en') {
    const words = RUN_WORDS[tag === 'zh-Hans' ? tag : 'en'];
    /**
     * @param {Role} role
     * @param {string | RegExp} name
     */
    const named = (role, name) => page.getByRole(role, { name, exact: true });
    this.page = page;
    this.words = words;
    const { screens } = tag === CHINESE.tag ? CHINESE : ENGLISH;
    this.tab = named('tab', screens.runs);
    this.profilesTab = named('tab', screens.profiles);
    this.region = named('region', words.region);
    this.noRun = named('heading', words.noRun);
    this.everyActive = named('button', words.everyActive);
    this.revokeChosen = page.locator('.choosing').getByRole('button', { name: words.revokeAsk });
    this.dialog = page.getByRole('alertdialog');
    this.count = this.dialog.getByRole('textbox', { name: words.count });
    this.reason = this.dialog.getByRole('textbox', { name: words.reason });
    this.ticket = this.dialog.getByRole('textbox', { name: words.ticket });
    this.confirm = this.dialog.getByRole('button', { name: words.revoke });
    /** @param {string | RegExp} name */
    const button = (name) => this.region.getByRole('button', { name, exact: true });
    this.revokePlanned = button(words.revokeAsk);
    this.forSomebodyElse = this.region.getByText(words.forSomebodyElse, { exact: true });
    this.savePlanButton = button(words.savePlan);
    this.planReason = this.region.locator('details').getByRole('textbox', { name: words.reason });
    this.planTicket = this.region.locator('details').getByRole('textbox', { name: words.ticket });
    this.openPlanButton = named('button', words.openPlan);
    this.openThisPlan = named('button', words.openThisPlan);
    this.planRefused = page.getByRole('group').filter({ hasText: words.planRefused });
    this.pause = button(words.pause);
    this.resume = button(words.resume);
    this.stop = button(words.stop);
    this.close = button(words.close);
    this.cancel = button(words.cancel);
    this.retry = button(words.retry);
    this.settle = button(words.settle);
    this.signInAgain = button(words.signInAgain);
    this.prove = button(words.prove);
    this.print = button(words.print);
    this.verdict = this.region.getByRole('heading', { level: 3 }).first();
    /** What is said to those who do not see the page. */
    this.spoken = this.region.locator('.unseen[aria-live]');
    this.table = this.region.getByRole('table', { name: words.table, exact: true });
    this.chips = this.region.getByRole('group', { name: words.filter, exact: true });
    this.totals = this.region.getByRole('table', { name: words.totals, exact: true });
  }

  /** Shows the screen of the run, unless it is shown. */
  async show() {
    if ((await this.tab.getAttribute('aria-selected')) !== 'true') await this.tab.click();
  }

  /** Waits until there is none, on its screen. */
  async seesNone() {
    await this.show();
    await appears(this.noRun);
    await expect(this.noRun).toBeVisible();
    await expect(this.region).toBeHidden();
  }

  /** Chooses every active token, where the profiles are. */
  async chooseEveryActive() {
    if ((await this.profilesTab.getAttribute('aria-selected')) !== 'true') await this.profilesTab.click();
    await this.everyActive.click();
  }

  /** Chooses every active token, and waits for the plan, to which the page leads. */
  async plan() {
    await this.chooseEveryActive();
    await this.revokeChosen.click();
    await appears(this.revokePlanned);
    await expect(this.revokePlanned).toBeVisible();
  }

  /**
   * Asks to confirm the plan, and types the count: one click before it begins.
   * @param {number} count
   */
  async type(count) {
    await this.revokePlanned.click();
    await this.count.fill(String(count));
  }

  /**
   * Confirms the plan and begins.
   * @param {number} count
   */
  async start(count) {
    await this.type(count);
    await this.confirm.click();
  }

  /**
   * Saves the plan for somebody else, with a note.
   * @param {{reason?: string, ticket?: string}} note
   */
  async savePlan({ reason = '', ticket = '' } = {}) {
    await this.forSomebodyElse.click();
    await this.planReason.fill(reason);
    await this.planTicket.fill(ticket);
    return this.saved(this.savePlanButton);
  }

  /**
   * Chooses a file as the plan to open, on the screen of a run where there is none.
   * @param {GivenFile | GivenFile[]} file
   */
  async openPlan(file) {
    await this.show();
    const [chooser] = await Promise.all([this.page.waitForEvent('filechooser'), this.openPlanButton.click()]);
    await chooser.setFiles(file);
  }

  /**
   * Chooses every active token, waits for the plan, and begins.
   * @param {number} count
   */
  async begin(count) {
    await this.plan();
    await this.start(count);
  }

  /**
   * @param {string | RegExp} text
   * @param {Patience=} options
   */
  async seesVerdict(text, options) {
    await this.show();
    await appears(this.verdict.filter({ hasText: text }), options);
    await expect(this.verdict).toContainText(text, options);
  }

  /**
   * Waits until the run is over, and every token revoked.
   * @param {number | string} count
   * @param {Patience=} options
   */
  async seesAllConfirmed(count, options) {
    await this.seesVerdict(this.words.allConfirmed(count), options);
  }

  /**
   * Resumes a run whose page was closed in the middle of it. What was on disk as being sent may never have left that page:
   * then it is not revoked, and is asked for again.
   * @param {number} count
   */
  async resumeToTheEnd(count) {
    await this.resume.click();
    await expect(this.resume).toBeHidden();
    await expect(this.close).toBeVisible({ timeout: 40_000 });
    if (await this.retry.isVisible()) await this.retry.click();
    await this.seesAllConfirmed(count, { timeout: 40_000 });
  }

  /**
   * @param {string | RegExp} text
   * @param {Patience=} options
   */
  async sees(text, options) {
    await this.show();
    await appears(this.region.filter({ hasText: text }), options);
    await expect(this.region).toContainText(text, options);
  }

  /**
   * The chip that shows the profiles in one state only; there is none of a state that no profile is in.
   * @param {ItemState | 'all' | 'needsPerson'} state
   */
  chip(state) {
    return this.chips.locator(`[data-state="${state}"]`);
  }

  /**
   * How many profiles are in a state.
   * @param {ItemState} state
   */
  inState(state) {
    return this.chip(state).locator('strong');
  }

  /**
   * @param {ItemState} state
   * @param {number} count
   * @param {Patience=} options
   */
  async seesInState(state, count, options) {
    await this.show();
    const text = count.toLocaleString('en-US');
    await this.inState(state)
      .and(this.page.getByText(text, { exact: true }))
      .waitFor({ ...options, state: 'attached' })
      .catch(() => {});
    await expect(this.inState(state)).toHaveText(text, options);
    if (count > 0) await expect(this.chip(state)).toBeVisible();
  }

  /**
   * How many profiles are in each state.
   * @returns {Promise<Record<ItemState, number>>}
   */
  async states() {
    const counts = await this.chips
      .locator('[data-state]')
      .evaluateAll((chips) => chips.map((chip) => [chip.getAttribute('data-state'), chip.querySelector('strong')?.textContent]));
    const byKey = new Map(counts.map(([state, count]) => [state, Number(count?.replaceAll(',', ''))]));
    const byState = ITEM_STATES.map((state) => [state, byKey.get(state)]);
    return Object.fromEntries(byState);
  }

  /**
   * The row of a profile, by its name or a part of it.
   * @param {string | RegExp} name
   */
  row(name) {
    return this.table.getByRole('row').filter({ hasText: name });
  }

  /**
   * The report as a file: its name and its text.
   * @param {string} format
   */
  async download(format) {
    return this.saved(this.region.getByRole('button', { name: this.words.download(format), exact: true }));
  }

  /**
   * The file that a button saves: its name and its text.
   * @param {Locator} button
   */
  async saved(button) {
    const [download] = await Promise.all([this.page.waitForEvent('download'), button.click()]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }

  /**
   * The report for programs.
   * @returns {Promise<import('../tenant/report-check.mjs').Report>}
   */
  async report() {
    return JSON.parse((await this.download('JSON')).text);
  }
}

/**
 * Opens the page over a tenant with so many active tokens, and nothing else.
 * @param {{app: ConsolePage, tenant: Tenant}} fixtures
 * @param {number} count
 */
export async function openOver({ app, tenant }, count) {
  tenant.graph.empty();
  tenant.graph.fill(count, { active: true });
  await app.openSignedIn();
  await app.seesTheList(count);
}
