import { expect } from '@playwright/test';

/** A run of many revocations as a person sees and handles it. */
export class Run {
  constructor(page) {
    const named = (role, name) => page.getByRole(role, { name });
    this.page = page;
    this.region = named('region', 'Revoke many tokens');
    this.everyActive = named('button', /^Every active token/);
    this.revokeChosen = page.locator('.choosing').getByRole('button', { name: /^Revoke [\d,]+ tokens…$/ });
    this.revokePlanned = this.region.getByRole('button', { name: /^Revoke [\d,]+ tokens…$/ });
    this.dialog = page.getByRole('alertdialog');
    this.count = this.dialog.getByRole('textbox', { name: /^Type [\d,]+ to confirm/ });
    this.reason = this.dialog.getByRole('textbox', { name: /^Reason/ });
    this.ticket = this.dialog.getByRole('textbox', { name: /^Ticket/ });
    this.confirm = this.dialog.getByRole('button', { name: /^Revoke [\d,]+ tokens$/ });
    const button = (name) => this.region.getByRole('button', { name, exact: true });
    this.pause = button('Pause');
    this.resume = button('Resume');
    this.stop = button('Stop');
    this.close = button('Close');
  }

  /** Chooses every active token, waits for the plan, and types the count: one click before it begins. */
  async prepare(count) {
    await this.everyActive.click();
    await this.revokeChosen.click();
    await this.revokePlanned.click();
    await this.count.fill(String(count));
  }

  /** Chooses every active token, waits for the plan, and begins. */
  async begin(count) {
    await this.prepare(count);
    await this.confirm.click();
  }

  async seesVerdict(text, options) {
    await expect(this.region.getByRole('heading', { level: 3 }).first()).toContainText(text, options);
  }
}
