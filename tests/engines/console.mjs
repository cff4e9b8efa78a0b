import { until } from './until.mjs';

/**
 * @import { Name, Session } from './session.mjs'
 * @typedef {'redirect' | 'popup'} SignInMode
 */

const SIGN_IN = /^Sign in( with Microsoft)?$/;
const RUN = '[aria-labelledby=runs-heading]';

/** The page in a browser, as a person meets it, with sign-in by `redirect` or by `popup`. */
export class Console {
  /**
   * @param {Session} session
   * @param {{url: string, mode: SignInMode}} page
   */
  constructor(session, { url, mode }) {
    this.session = session;
    this.url = url;
    this.mode = mode;
  }

  async open() {
    await this.session.open(this.url);
  }

  async signIn() {
    await this.open();
    await this.session.click(SIGN_IN);
    await this.answer(/^Mira Okafor/);
    // Not the profiles: the page leads to a run that was interrupted.
    await until('the tabs', () => this.session.has(/^Activity/, '[role=tablist]'));
  }

  /**
   * Clicks what the sign-in host asks, which it does in this window or in another one.
   * @param {Name} name
   */
  async answer(name) {
    if (this.mode === 'redirect') {
      await this.session.clickAndLose(name);
      return;
    }
    await this.session.goToWindow();
    await this.session.clickAndLose(name);
    await this.session.goBack();
  }

  /** @param {'Profiles' | 'Runs' | 'Activity'} name */
  async goTo(name) {
    await this.session.click(new RegExp(`^${name}`), '[role=tablist]');
  }

  /**
   * Asks to revoke the token of the profile with this ID.
   * @param {string} id
   */
  async ask(id) {
    await this.session.type('Profile ID', id);
    await this.session.click('Revoke token', 'form');
    await this.seesTheQuestion();
  }

  async seesTheQuestion() {
    await until('the question', () => this.session.has('Revoke token', 'dialog[open]'));
  }

  async confirm() {
    await this.session.click('Revoke token', 'dialog[open]');
  }

  /**
   * Asks to revoke, and confirms.
   * @param {string} id
   */
  async revoke(id) {
    await this.ask(id);
    await this.confirm();
  }

  /**
   * Plans to revoke every active token, and begins.
   * @param {number} count
   */
  async beginRun(count) {
    const revoke = `Revoke ${count} tokens…`;
    // While the list still settles a button may be made anew under the finger; whoever misses it clicks again.
    await until('a choice', async () => {
      await this.session.click(`Every active token (${count})`);
      return this.session.has(revoke, '.choosing');
    });
    await this.session.click(revoke, '.choosing');
    await this.session.click(revoke, RUN);
    await this.session.type(/^Type \d+ to confirm/, String(count));
    await this.session.click(`Revoke ${count} tokens`);
  }

  /** @param {Name} name */
  async inRun(name) {
    await this.session.click(name, RUN);
  }

  /** Shows that the page is alive: what is clicked happens. */
  async signOut() {
    await this.session.click(/mira.okafor@/, 'header');
    await this.session.click('Sign out');
    await until('“Sign in”', () => this.session.has(SIGN_IN));
  }
}
