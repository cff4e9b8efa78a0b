import { until } from './session.mjs';

/**
 * @import { Session } from './session.mjs'
 * @typedef {string | RegExp} Name
 */

const RUN = '[aria-labelledby=runs-heading]';

/** The page in a browser, as a person meets it, with sign-in by `redirect` or by `popup`. */
export class Console {
  /**
   * @param {Session} session
   * @param {{url: string, mode: string}} page
   */
  constructor(session, { url, mode }) {
    this.session = session;
    this.url = url;
    this.mode = mode;
  }

  async signIn() {
    await this.session.open(this.url);
    await this.session.click('Sign in');
    await this.answer(/^Mira Okafor/);
    await this.sees('Profile type');
  }

  /** @param {string[]} texts */
  sees(...texts) {
    return this.session.sees(...texts);
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
    await until('the end of the window', async () => (await this.session.others()).length === 0);
    await this.session.goBack();
  }

  /**
   * Asks to revoke, and confirms.
   * @param {string} id
   * @param {Name} type
   */
  async revoke(id, type) {
    await this.session.type('Profile ID', id);
    await this.session.click(type);
    await this.session.click('Revoke token');
    await this.confirm();
  }

  async confirm() {
    await this.sees('Revoke the current token of this profile?');
    await this.session.click('Revoke token', 'dialog');
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
    await until('a plan', async () => {
      // A plan that is being made would be made anew.
      if (!(await this.session.has('Cancel', RUN))) await this.session.click(revoke, '.choosing');
      return this.session.has(revoke, RUN);
    });
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
    await this.session.click('Sign out');
    await until('“Sign in”', () => this.session.has('Sign in'));
  }
}
