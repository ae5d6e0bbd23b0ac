// Registers whose every free text is hostile: each page shows the words, and nothing runs.
// Reads `[{ "text": …, "url": … }, …]` from its standard input.

import { readFileSync } from 'node:fs';

import { NARROW, inBrowser, watched } from './browser.mjs';
import { assert, check, done } from './report.mjs';
import { walk } from './site.mjs';

const FORBIDDEN = 'script, img, iframe, object, embed, base, svg [onload], [onerror], [onclick], [onmouseover], [onfocus]';

/** Whether the words stand on the page as text, and whether anything became of them. */
async function look(page, text) {
  assert.equal(await page.locator(FORBIDDEN).count(), 0, 'words became markup');
  assert.equal(await page.evaluate(() => 'ran' in window), false, 'words ran');
  const schemes = await page.$$eval('[href]', (all) => all.map((one) => new URL(one.href?.baseVal ?? one.href, document.baseURI).protocol));
  assert.deepEqual(schemes.filter((scheme) => !['http:', 'https:'].includes(scheme)), []);
  const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(over, 0, 'too wide');
  assert.deepEqual(page.complaints(), []);
  return page.evaluate((words) => document.body.textContent.includes(words), text);
}

await inBrowser(async (browser) => {
  for (const { text, url } of JSON.parse(readFileSync(0, 'utf8'))) {
    const page = await watched(browser, { baseURL: url, viewport: NARROW });
    const { pages, broken } = await walk(page.context().request, url);
    const said = [];
    for (const path of pages.filter((path) => !path.includes('?'))) {
      await check(`${text.slice(0, 60)} on ${path}`, async () => {
        await page.goto(path);
        if (await look(page, text)) said.push(path);
      });
    }
    await check(`${text.slice(0, 60)} is shown as it is`, () => {
      assert.deepEqual(broken, []);
      assert.ok(said.length >= 10, `only on ${said}`);
    });
    await page.context().close();
  }
});
done();
