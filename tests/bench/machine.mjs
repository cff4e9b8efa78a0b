import { readFile } from 'node:fs/promises';
import os from 'node:os';
import { setTimeout } from 'node:timers/promises';

const LOOK_MS = 2_000;

/**
 * What everything was measured on.
 * @param {import('@playwright/test').Browser} browser
 */
export async function machine(browser) {
  const [processor] = os.cpus();
  return {
    date: new Date().toISOString().slice(0, 10),
    processor: processor?.model.trim() ?? 'unknown',
    cores: os.availableParallelism(),
    memory: `${Math.round(os.totalmem() / 2 ** 30)} GiB`,
    system: `${await systemName()}, ${os.type()} ${os.release()}, ${os.machine()}`,
    browser: `${browser.browserType().name()} ${browser.version()}, headless`,
    node: process.version,
  };
}

async function systemName() {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(release)?.[1] ?? os.version();
}

/** The share of the processors that others take, in a moment in which the benchmark does nothing. */
export async function othersLoad() {
  const before = times();
  await setTimeout(LOOK_MS);
  const after = times();
  return 1 - (after.idle - before.idle) / (after.all - before.all);
}

function times() {
  const cores = os.cpus().map(({ times: of }) => of);
  const all = cores.reduce((sum, of) => sum + of.user + of.nice + of.sys + of.idle + of.irq, 0);
  return { all, idle: cores.reduce((sum, { idle }) => sum + idle, 0) };
}
