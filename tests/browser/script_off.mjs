// A browser that runs nothing: every page says the same, and the form works.

import { inBrowser, watched } from './browser.mjs';
import { assert, check, done } from './report.mjs';
import { FIXED } from './site.mjs';

const [baseURL] = process.argv.slice(2);
const PATHS = [...FIXED, '/exchanges/2025-06-26', '/claims/74', '/explain/home/UA'];

await inBrowser(async (browser) => {
  const on = await watched(browser, { baseURL });
  const off = await watched(browser, { baseURL, javaScriptEnabled: false });
  await check('there is no script to run', async () => {
    for (const path of PATHS) {
      await off.goto(path);
      assert.equal(await off.locator('script, [onclick], [onload]').count(), 0, path);
    }
  });
  for (const path of PATHS) {
    await check(`${path} says the same with and without`, async () => {
      await on.goto(path);
      await off.goto(path);
      assert.equal(await off.locator('body').innerText(), await on.locator('body').innerText());
    });
  }
  await check('the clocks are set without it', async () => {
    await off.goto('/');
    await off.getByLabel('Happened by').fill('2025-06-26');
    await off.getByRole('button', { name: 'Show that day' }).click();
    await off.waitForURL('**/?as_of=2025-06-26*');
    assert.match(await off.getByRole('note').innerText(), /26 June 2025/);
  });
  await check('what is folded opens without it', async () => {
    await off.goto('/');
    await off.locator('summary').first().click();
    assert.ok(await off.locator('details').first().getByRole('table').first().isVisible());
  });
  await check('nothing went wrong on the way', () => {
    assert.deepEqual([...on.complaints(), ...off.complaints()], []);
  });
});
done();
