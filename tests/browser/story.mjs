// The story of 26 June 2025, read off its page as a reader would.

import { inBrowser, watched } from './browser.mjs';
import { assert, check, done } from './report.mjs';

const [baseURL] = process.argv.slice(2);

/** Each row of the table with this caption, as an object of its heads and its words. */
async function rows(page, caption) {
  const table = page.getByRole('table', { name: caption });
  return table.evaluate((element) => {
    const words = (cell) => cell.innerText.replace(/\s+/g, ' ').trim();
    const heads = [...element.querySelectorAll('thead th')].map(words);
    const cells = (row) => [...row.children].map((cell, index) => [heads[index], words(cell)]);
    return [...element.querySelectorAll('tbody tr')].map((row) => Object.fromEntries(cells(row)));
  });
}

/** The words under this term in the list of facts. */
async function fact(page, term) {
  const found = page.locator('.facts > div', { has: page.locator('dt', { hasText: new RegExp(`^${term}$`) }) });
  return (await found.locator('dd').innerText()).replace(/\s+/g, ' ').trim();
}

await inBrowser(async (browser) => {
  const page = await watched(browser, { baseURL });
  await page.goto('/exchanges/2025-06-26');

  await check('the heading says how many, each way, and on whose word', async () => {
    const heading = await page.getByRole('heading', { level: 1 }).innerText();
    assert.match(heading, /^26 June 2025: 106 people a side came home, by the account of the press alone/);
    assert.match(await page.locator('p.lead').innerText(), /no official has given a number/);
  });
  await check('one swap of 106 pairs the two legs', async () => {
    const legs = await rows(page, 'The legs of this exchange');
    assert.deepEqual(legs.map((leg) => [leg.Leg, leg['How many'], leg['On whose word']]), [
      ['People home to Ukraine, from Russia', '106', 'by the press alone'],
      ['People home to Russia, from Ukraine', '106', 'by the press alone'],
    ]);
    assert.match(await page.locator('main').innerText(), /One swap of 106 for 106/);
  });
  await check('the place is withheld, and the page says on whose word and by whom as far as it was said', async () => {
    assert.equal(await fact(page, 'Place'), 'withheld as a source says; by whom, it may not say');
  });
  await check('the numbers are withheld by Ukraine, until when and said by whom', async () => {
    const withheld = await fact(page, 'Numbers');
    assert.match(withheld, /^withheld by Ukraine until the whole Istanbul exchange has ended/);
    assert.match(withheld, /Coordination Headquarters for the Treatment of Prisoners of War, 14 June 2025/);
  });
  await check('it is the third hand-over within seven days', async () => {
    assert.equal(await fact(page, 'When'), '26 June 2025: third in seven days (19, 20 and 26 June 2025)');
    await page.getByRole('heading', { name: 'The third hand-over within seven days' }).waitFor();
  });
  await check('people go home by way of Belarus, under the agreement of 2 June', async () => {
    assert.equal(await fact(page, 'Way home'), 'by way of Belarus');
    assert.equal(await fact(page, 'Agreement'), 'Istanbul 2 June 2025');
    assert.equal(await fact(page, 'Terms'), 'man for man');
    assert.equal(await fact(page, 'Limited to'), 'under 25');
  });
  await check('the statements stand side by side, and the one that is used is marked', async () => {
    const said = await rows(page, /statements about this exchange/);
    const figures = said.map((row) => [row.Who.split(',')[0], row['To Ukraine'], row['To Russia']]);
    const headquarters = 'Coordination Headquarters for the Treatment of Prisoners of War for Ukraine';
    assert.deepEqual(figures.slice(0, 4), [
      [headquarters, 'no number people', 'not stated'],
      ['President Zelensky for Ukraine', 'no number people', 'not stated'],
      ['Bongshomoy', '106 soldiers', '106 soldiers'],
      ['L Indipendente', 'no number people', 'not stated'],
    ]);
    assert.match(said[2].Source, /2025-06-26\/3, used$/);
    assert.equal(await page.locator('tr.used').count(), 1);
  });
  await check('it says who published nothing', async () => {
    const words = await page.locator('main').innerText();
    assert.match(words, /From officials of Russia the register holds no statement about it\./);
  });
  await check('the claim of more than 1,000 stands beside it, and is not compared without a scope', async () => {
    const [claim] = await rows(page, 'Claims about totals made in these days');
    assert.match(claim.Claim, /^more than 1,000 soldiers home to Russia$/);
    assert.match(claim.Who, /^Shamsail Saraliev/);
    assert.match(claim.Verdict, /cannot be compared it was not said since when/);
  });
  await check('the pictures say in words what they show', async () => {
    const pictures = page.locator('figure > svg.wide[role=img]');
    for (const picture of await pictures.all()) {
      assert.notEqual(await picture.locator('title').first().textContent(), '');
      assert.notEqual(await picture.locator('desc').first().textContent(), '');
    }
    assert.ok((await pictures.count()) > 0);
  });
  await check('nothing went wrong on the way', () => assert.deepEqual(page.complaints(), []));
});
done();
