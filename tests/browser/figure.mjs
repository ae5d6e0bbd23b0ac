// A figure of the overview, followed by clicks to what it rests on, and on to its sources.

import { inBrowser, watched } from './browser.mjs';
import { assert, check, done } from './report.mjs';

const [baseURL] = process.argv.slice(2);

await inBrowser(async (browser) => {
  const page = await watched(browser, { baseURL });
  await page.goto('/');
  let best;

  await check('the headline figure leads to what it rests on', async () => {
    const figure = page.getByRole('heading', { level: 1 }).getByRole('link').first();
    best = (await figure.innerText()).replace(/ people$/, '');
    await figure.click();
    await page.waitForURL('**/explain/home/UA');
    const heading = await page.getByRole('heading', { level: 1 }).innerText();
    assert.match(heading, new RegExp(`^People home to Ukraine: ${best}`));
  });
  await check('what the exchanges add is the figure', async () => {
    const table = page.getByRole('table', { name: 'Every exchange that adds to this total' });
    const adds = await table.locator('tbody td:nth-of-type(1)').allInnerTexts();
    const whole = adds.map((cell) => Number(/^[\d,]+/.exec(cell)?.[0].replaceAll(',', '') ?? 0));
    const sum = whole.reduce((all, one) => all + one, 0);
    assert.equal(sum.toLocaleString('en-GB'), best);
  });
  await check('a row leads to its exchange, and that to every source', async () => {
    const table = page.getByRole('table', { name: 'Every exchange that adds to this total' });
    await table.getByRole('rowheader', { name: '2025-06-26' }).getByRole('link').click();
    await page.waitForURL('**/exchanges/2025-06-26');
    const sources = page.getByRole('table', { name: /statements about this exchange/ }).getByRole('link');
    const addresses = await sources.evaluateAll((links) => links.map((link) => link.href));
    assert.equal(addresses.length, 5);
    for (const address of addresses) assert.match(address, /^https:\/\//);
  });
  await check('each figure of the overview leads to an explanation that says the same', async () => {
    await page.goto('/');
    const figures = await page.locator('main a.fig').evaluateAll((links) =>
      links.map((link) => ({ path: link.getAttribute('href'), words: link.innerText })));
    const totals = figures.filter(({ path }) => path.startsWith('/explain/'));
    assert.ok(totals.length >= 6, `only ${totals.length} figures lead to an explanation`);
    for (const { path, words } of totals) {
      await page.goto(path);
      const said = await page.locator('main').innerText();
      for (const [number] of words.matchAll(/[\d,]+/g)) {
        assert.ok(said.includes(number), `${path} does not say ${number}`);
      }
    }
  });
  await check('nothing went wrong on the way', () => assert.deepEqual(page.complaints(), []));
});
done();
