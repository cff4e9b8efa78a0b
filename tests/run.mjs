import { readFile } from 'node:fs/promises';

import { expect } from '@playwright/test';

import { RUN_WORDS } from './run-words.mjs';

const STATES = ['waiting', 'reading', 'sending', 'confirming', 'revoked', 'notRevoked', 'skipped', 'cannotTell'];

/** A run of many revocations as a person sees and handles it. */
export class Run {
  constructor(page, tag = 'en') {
    const words = RUN_WORDS[tag];
    const named = (role, name) => page.getByRole(role, { name, exact: true });
    this.page = page;
    this.words = words;
    this.region = named('region', words.region);
    this.everyActive = named('button', words.everyActive);
    this.revokeChosen = page.locator('.choosing').getByRole('button', { name: words.revokeAsk });
    this.dialog = page.getByRole('alertdialog');
    this.count = this.dialog.getByRole('textbox', { name: words.count });
    this.reason = this.dialog.getByRole('textbox', { name: words.reason });
    this.ticket = this.dialog.getByRole('textbox', { name: words.ticket });
    this.confirm = this.dialog.getByRole('button', { name: words.revoke });
    const button = (name) => this.region.getByRole('button', { name, exact: true });
    this.revokePlanned = button(words.revokeAsk);
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
    this.table = this.region.getByRole('table', { name: words.table, exact: true });
    this.filter = this.region.getByRole('combobox', { name: words.filter, exact: true });
    this.totals = this.region.getByRole('table', { name: words.totals, exact: true });
  }

  /** Chooses every active token, and waits for the plan. */
  async plan() {
    await this.everyActive.click();
    await this.revokeChosen.click();
    await expect(this.revokePlanned).toBeVisible();
  }

  /** Asks to confirm the plan, and types the count: one click before it begins. */
  async type(count) {
    await this.revokePlanned.click();
    await this.count.fill(String(count));
  }

  /** Confirms the plan and begins. */
  async start(count) {
    await this.type(count);
    await this.confirm.click();
  }

  /** Chooses every active token, waits for the plan, and begins. */
  async begin(count) {
    await this.plan();
    await this.start(count);
  }

  async seesVerdict(text, options) {
    await expect(this.verdict).toContainText(text, options);
  }

  /** Waits until the run is over, and every token revoked. */
  async seesAllConfirmed(count, options) {
    await this.seesVerdict(this.words.allConfirmed(count), options);
  }

  async sees(text, options) {
    await expect(this.region).toContainText(text, options);
  }

  /** How many profiles are in a state, while the run is planned or under way. */
  inState(state) {
    return this.region.locator(`.run-counts [data-state="${state}"] strong`);
  }

  async seesInState(state, count, options) {
    await expect(this.inState(state)).toHaveText(String(count), options);
  }

  /** How many profiles are in each state, while the run is planned or under way. */
  async states() {
    const counts = await this.region.locator('.run-counts strong').allInnerTexts();
    return Object.fromEntries(STATES.map((state, at) => [state, Number(counts[at].replaceAll(',', ''))]));
  }

  /** The row of a profile, by its name or a part of it. */
  row(name) {
    return this.table.getByRole('row').filter({ hasText: name });
  }

  /** The report as a file: its name and its text. */
  async download(format) {
    const [download] = await Promise.all([
      this.page.waitForEvent('download'),
      this.region.getByRole('button', { name: this.words.download(format), exact: true }).click(),
    ]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  }

  /** The report for programs. */
  async report() {
    return JSON.parse((await this.download('JSON')).text);
  }
}

/**
 * A fault that lets calls through until one comes that is to be held: that one and all after it wait until they are let go.
 * @param {object} options
 * @param {string=} options.method        Of the calls that are looked at: `POST` unless said.
 * @param {(call: object) => boolean=} options.holds  Whether this is the one; the first one unless said.
 * @param {boolean=} options.acts         What they ask for is done before they are held, and not afterwards.
 * @param {object=} options.answer        In place of Graph's own; then nothing is done.
 * @returns {{fault: object, held: Promise<void>, calls: object[], release: () => void}}
 *   `held` is settled once a call is held; `calls` are those that are or were.
 */
export function gate({ method = 'POST', holds = () => true, acts = false, answer } = {}) {
  let arrive;
  let release;
  let isReleased = false;
  const calls = [];
  const held = new Promise((resolve) => { arrive = resolve; });
  const released = new Promise((resolve) => { release = resolve; });
  const fault = {
    method,
    path: /EnrollmentProfiles\/[^/]+(\/revokeToken)?$/,
    times: Infinity,
    async answer(call, ordinary) {
      if (isReleased || !(calls.length > 0 || holds(call))) return ordinary();
      const before = acts ? ordinary() : undefined;
      calls.push(call);
      arrive();
      await released;
      return before ?? answer ?? ordinary();
    },
  };
  return {
    fault,
    held,
    calls,
    release() {
      isReleased = true;
      release();
    },
  };
}

/** Holds the call of this number, from 1. */
export function numberOf(wanted) {
  let number = 0;
  return () => {
    number += 1;
    return number === wanted;
  };
}

/** The profiles of a tenant that are in its lists, as Graph holds them: a test may change them behind the page's back. */
export const profilesOf = (tenant) => ['androidForWorkEnrollmentProfiles', 'androidDeviceOwnerEnrollmentProfiles']
  .flatMap((collection) => tenant.graph.data.listed(collection))
  .map(({ profile }) => profile);

/** Things by what they have in common. */
export function grouped(things, keyOf) {
  const groups = {};
  for (const thing of things) (groups[keyOf(thing)] ??= []).push(thing);
  return groups;
}

/** Whether the token of a profile is dead in truth. */
export const deadIn = (tenant) => (id) => tenant.graph.profile(id).tokenValue === '';

/** The ID of a profile as the log of the sandbox has it. */
export const bare = (id) => id.toLowerCase().replace(/^aosp-/, '');

/**
 * What a report and the log of the sandbox do not agree on.
 * @param {object} report  As its JSON says.
 * @param {object[]} revocations  Of the sandbox.
 * @param {(id: string) => boolean} isDead  Whether the token of a profile is dead in truth.
 */
export function disagreements({ run, totals, items }, revocations, isDead) {
  const found = [];
  const counted = Object.fromEntries(STATES.map((state) => [state, 0]));
  const ids = new Set(items.map(({ profileId }) => bare(profileId)));
  if (ids.size !== items.length) found.push('a profile is there twice');
  for (const { id } of revocations) if (!ids.has(id)) found.push(`${id}: sent, and not in the report`);
  for (const { state, timesSent, result, profileId, clientRequestId, requestId, cause } of items) {
    const id = bare(profileId);
    const log = revocations.filter((entry) => entry.id === id);
    const last = log.at(-1);
    const acted = log.some((entry) => entry.acted);
    const say = (what) => found.push(`${id} is ${state} (${result}, ${cause}): ${what}; the log: ${JSON.stringify(log)}`);
    counted[state] += 1;
    if (timesSent !== log.length) say(`sent ${timesSent} times, arrived ${log.length} times`);
    if (clientRequestId !== last?.clientRequestId) say(`its client-request-id is ${clientRequestId}`);
    if (requestId && requestId !== last?.requestId) say(`its request-id is ${requestId}`);
    log.slice(0, -1).filter((entry) => !isTurnedAway(entry)).forEach(() => say('sent again after it may have been carried out'));
    if (state === 'revoked' && !acted) say('nothing was done');
    if (['notRevoked', 'skipped'].includes(state) && acted) say('it was done');
    if (['notRevoked', 'skipped'].includes(state) && isDead(id)) say('its token is dead');
    if (state === 'revoked' && !isDead(id)) say('its token works');
    if (state === 'cannotTell' && typeof last?.status === 'number' && last.status < 500) say('an answer told');
  }
  if (totals.all !== items.length) found.push(`totals say ${totals.all} of ${items.length}`);
  for (const state of STATES) if (totals[state] !== counted[state]) found.push(`totals say ${totals[state]} ${state}, it is ${counted[state]}`);
  if (run.phase !== 'over') found.push(`it is ${run.phase}`);
  return found;
}

/** Whether a revocation that arrived was surely not carried out. */
const isTurnedAway = ({ status, acted, throttled }) => throttled || (!acted && [401, 403, 429, 503].includes(status));

/** Opens the page over a tenant with so many active tokens, and nothing else. */
export async function openOver({ app, tenant }, count) {
  tenant.graph.empty();
  tenant.graph.fill(count, { active: true });
  await app.openSignedIn();
  await app.seesTheList(count);
}
