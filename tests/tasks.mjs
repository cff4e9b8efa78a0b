/**
 * Measures the tasks of all pages' main threads from now on: how long each took, and how much of that the processor worked
 * for it. On a machine that does other things too only the second tells anything of the page.
 * @param {import('@playwright/test').Browser} browser
 * @returns {Promise<() => Promise<{at: number, ms: number, workedMs: number}[]>>}  Ends it, and tells of the tasks that took
 *   longer than 50 ms.
 */
export async function measureTasks(browser) {
  const session = await browser.newBrowserCDPSession();
  const mainThreads = new Set();
  const long = [];
  session.on('Tracing.dataCollected', ({ value }) => {
    for (const { name, ph, pid, tid, args, ts, dur, tdur } of value) {
      if (name === 'thread_name' && args.name === 'CrRendererMain') mainThreads.add(`${pid} ${tid}`);
      if (name === 'RunTask' && ph === 'X' && dur > 50_000) long.push({ thread: `${pid} ${tid}`, at: ts, ms: dur / 1000, workedMs: tdur / 1000 });
    }
  });
  await session.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: {
      recordMode: 'recordUntilFull',
      traceBufferSizeInKb: 400_000,
      includedCategories: ['disabled-by-default-devtools.timeline'],
      excludedCategories: ['*'],
    },
  });
  return async () => {
    const completed = new Promise((resolve) => { session.once('Tracing.tracingComplete', resolve); });
    await session.send('Tracing.end');
    const { dataLossOccurred } = await completed;
    await session.detach();
    if (dataLossOccurred || mainThreads.size === 0) throw new Error('The trace is not whole.');
    return long.filter(({ thread }) => mainThreads.has(thread)).map(({ thread: _, ...task }) => task);
  };
}
