// Both clocks of a page: they change what is shown, stay while links are followed, and can be set.

import { inBrowser, watched } from './browser.mjs';
import { assert, check, done } from './report.mjs';

const [baseURL] = process.argv.slice(2);

await inBrowser(async (browser) => {
  const page = await watched(browser, { baseURL });
  const heading = () => page.getByRole('heading', { level: 1 }).innerText();
  await page.goto('/');
  const today = await heading();

  await check('a day before the last hand-overs shows fewer people home', async () => {
    await page.goto('/?as_of=2025-06-01');
    const then = await heading();
    const count = (words) => Number(/[\d,]+/.exec(words)[0].replaceAll(',', ''));
    assert.ok(count(then) < count(today), `${then} / ${today}`);
    assert.match(await page.getByRole('note').innerText(), /what had happened by 1 June 2025/);
  });
  await check('before anything was recorded nothing was known', async () => {
    await page.goto('/?known_at=2025-12-31');
    assert.match(await heading(), /Nothing is recorded yet|Nothing was recorded/);
    assert.match(await page.getByRole('note').innerText(), /at the end of 31 December 2025/);
  });
  await check('both clocks stay while links are followed', async () => {
    await page.goto('/?as_of=2025-06-20&known_at=2026-01-01');
    await page.getByRole('heading', { level: 1 }).getByRole('link').first().click();
    const kept = () => new URL(page.url()).search;
    assert.equal(kept(), '?as_of=2025-06-20&known_at=2026-01-01');
    await page.getByRole('navigation', { name: 'Pages' }).getByRole('link', { name: 'Exchanges' }).click();
    assert.equal(kept(), '?as_of=2025-06-20&known_at=2026-01-01');
    assert.equal(await page.getByRole('link', { name: '26 June 2025' }).count(), 0);
    await page.getByRole('link', { name: '20 June 2025' }).click();
    assert.equal(kept(), '?as_of=2025-06-20&known_at=2026-01-01');
    const fields = page.locator('form.clock');
    assert.equal(await fields.getByLabel('Happened by').inputValue(), '2025-06-20');
    assert.equal(await fields.getByLabel('Known on').inputValue(), '2026-01-01');
  });
  await check('one click leads back to the register as it is now', async () => {
    await page.goto('/?as_of=2025-06-20');
    await page.getByRole('link', { name: 'Show it as it is now' }).click();
    assert.equal(new URL(page.url()).search, '');
    assert.equal(await heading(), today);
  });
  await check('the form sets the clocks', async () => {
    await page.goto('/exchanges/2025-06-26');
    await page.getByLabel('Happened by').fill('2025-07-01');
    await page.getByLabel('Known on').fill('2026-01-01');
    await page.getByRole('button', { name: 'Show that day' }).click();
    const address = new URL(page.url());
    assert.equal(address.pathname, '/exchanges/2025-06-26');
    assert.equal(address.searchParams.get('as_of'), '2025-07-01');
    assert.equal(address.searchParams.get('known_at'), '2026-01-01');
    assert.match(await heading(), /^26 June 2025/);
  });
  await check('a field that is left empty means today', async () => {
    await page.goto('/');
    await page.getByLabel('Happened by').fill('2025-06-01');
    await page.getByLabel('Happened by').press('Enter');
    assert.equal(new URL(page.url()).searchParams.get('as_of'), '2025-06-01');
    assert.match(await page.getByRole('note').innerText(), /as far as the register knows it now/);
  });
  await check('a day in another order is not sent', async () => {
    await page.goto('/');
    await page.getByLabel('Happened by').fill('26.6.2025');
    await page.getByRole('button', { name: 'Show that day' }).click();
    assert.equal(new URL(page.url()).search, '');
    assert.equal(await page.locator('input:invalid').count(), 1);
  });
  await check('the address that a page is cited by shows the page again', async () => {
    await page.goto('/');
    await page.locator('#cite a').first().click();
    assert.match(new URL(page.url()).search, /as_of=.*known_at=/);
    assert.equal(await heading(), today);
  });
  await check('nothing went wrong on the way', () => assert.deepEqual(page.complaints(), []));
});
done();
