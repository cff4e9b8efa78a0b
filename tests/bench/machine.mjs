import { readFile } from 'node:fs/promises';
import os from 'node:os';

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
    load: os.loadavg()[0]?.toFixed(1),
  };
}

async function systemName() {
  const release = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^PRETTY_NAME="?([^"\n]+)/m.exec(release)?.[1] ?? os.version();
}
