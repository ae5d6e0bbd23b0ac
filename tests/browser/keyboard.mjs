// A reader without a mouse: everything that leads somewhere is reached, in order, and is seen to be.

import { inBrowser, watched } from './browser.mjs';
import { assert, check, done } from './report.mjs';
import { FIXED } from './site.mjs';

const [baseURL] = process.argv.slice(2);

/** What has the focus, and how that is seen. */
function focused(page) {
  return page.evaluate(() => {
    const element = document.activeElement;
    if (element === null || element === document.body) return null;
    const look = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    return {
      index: [...document.querySelectorAll('*')].indexOf(element),
      name: `${element.localName} "${element.textContent.trim().slice(0, 40)}"`,
      outline: look.outlineStyle === 'none' ? 0 : parseFloat(look.outlineWidth),
      isOnScreen: box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth,
    };
  });
}

/** Whatever can be reached by Tab, and all that is shown and leads somewhere. */
async function tabbed(page) {
  const expected = await page.evaluate(() => {
    const all = [...document.querySelectorAll('*')];
    const ways = document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]');
    const isShown = (element) => element.checkVisibility();
    return [...ways].filter(isShown).map((element) => all.indexOf(element));
  });
  const reached = [];
  for (;;) {
    await page.keyboard.press('Tab');
    const at = await focused(page);
    // Behind the last stop is the browser itself, or the first stop again.
    if (at === null || reached.some(({ index }) => index === at.index)) break;
    reached.push(at);
  }
  return { expected, reached };
}

await inBrowser(async (browser) => {
  const page = await watched(browser, { baseURL });
  await page.goto('/');

  await check('the first stop is a link that skips to the content', async () => {
    await page.keyboard.press('Tab');
    const first = await focused(page);
    assert.match(first.name, /Skip to the content/);
    assert.ok(first.isOnScreen && first.outline >= 2, JSON.stringify(first));
    await page.keyboard.press('Enter');
    assert.equal(new URL(page.url()).hash, '#main');
    await page.keyboard.press('Tab');
    const inMain = await page.evaluate(() => document.activeElement.closest('main') !== null);
    assert.ok(inMain, 'the next stop is not in the content');
  });
  for (const path of [...FIXED, '/exchanges/2025-06-26', '/claims/74', '/explain/home/UA', '/nothing']) {
    await check(`${path}: every way on is reached in order, on the screen, with a ring around it`, async () => {
      await page.goto(path);
      const { expected, reached } = await tabbed(page);
      assert.deepEqual(reached.map(({ index }) => index), expected);
      const unseen = reached.filter(({ outline, isOnScreen }) => outline < 2 || !isOnScreen);
      assert.deepEqual(unseen, []);
    });
  }
  await check('links are followed and the clocks set without a mouse', async () => {
    await page.goto('/');
    await page.getByRole('link', { name: 'Exchanges' }).first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/exchanges');
    await page.getByLabel('Happened by').focus();
    await page.keyboard.type('2025-06-26');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/exchanges?as_of=2025-06-26*');
    await page.getByRole('link', { name: '26 June 2025' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/exchanges/2025-06-26?as_of=2025-06-26*');
  });
  await check('what is folded opens with a key', async () => {
    await page.goto('/');
    const folded = page.locator('details').first();
    await folded.locator('summary').focus();
    await page.keyboard.press('Enter');
    assert.equal(await folded.evaluate((details) => details.open), true);
    assert.ok(await folded.getByRole('table').first().isVisible());
  });
  await check('whatever scrolls sideways takes the focus', async () => {
    for (const width of [360, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      for (const path of FIXED) {
        await page.goto(path);
        const unreached = await page.evaluate(() => [...document.querySelectorAll('body *')]
          .filter((element) => /auto|scroll/.test(getComputedStyle(element).overflowX))
          .filter((element) => element.scrollWidth > element.clientWidth && element.tabIndex < 0)
          .map((element) => element.outerHTML.slice(0, 80)));
        assert.deepEqual(unreached, [], `${path} at ${width}`);
      }
    }
  });
});
done();
