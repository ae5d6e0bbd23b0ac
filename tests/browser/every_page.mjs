// Every page of a register: no complaint of the browser, nothing too wide, nothing that axe finds.
// `node every_page.mjs URL 1` looks at every page, `… 10` at every tenth of those without a name.

import { inBrowser, watched } from './browser.mjs';
import { examine } from './examination.mjs';
import { assert, check, done } from './report.mjs';
import { FIXED, walk } from './site.mjs';

const [baseURL, share] = process.argv.slice(2);
const AT_ONCE = 2;
const ERRORS = [['/nothing', 404], ['/exchanges/nothing', 404], ['/?as_of=soon', 400]];

/** Those to be looked at. The same page on the clocks that it is cited by is looked at once. */
function chosen(pages) {
  const own = pages.filter((path) => !path.includes('?') && !FIXED.includes(path));
  const cited = pages.filter((path) => path.startsWith('/?'));
  return [...FIXED, ...cited, ...own.filter((_, index) => index % Number(share) === 0)];
}

await inBrowser(async (browser) => {
  const { request } = await browser.newContext({ baseURL });
  let pages = [];
  await check('every link leads somewhere', async () => {
    const walked = await walk(request, baseURL);
    assert.deepEqual(walked.broken, []);
    assert.deepEqual(FIXED.filter((path) => !walked.pages.includes(path)), [], 'no link leads there');
    pages = chosen(walked.pages);
    console.error(`${walked.pages.length} pages, ${pages.length} of them looked at`);
  });
  const lookAt = async () => {
    const page = await watched(browser, { baseURL });
    for (let path = pages.shift(); path !== undefined; path = pages.shift()) {
      await check(path, async () => {
        await page.goto(path);
        await examine(page);
        assert.deepEqual(page.complaints(), []);
      });
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lookAt));

  for (const [path, status] of ERRORS) {
    await check(`${path}, an error page`, async () => {
      const page = await watched(browser, { baseURL });
      const answer = await page.goto(path);
      assert.equal(answer.status(), status);
      await examine(page);
      const others = page.complaints().filter((what) => !what.includes(String(status)));
      assert.deepEqual(others, []);
    });
  }
});
done();
