// What must hold of every page, whatever stands on it.

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { SCHEMES, WIDTHS } from './browser.mjs';
import { assert } from './report.mjs';

const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/** Looks at the page that is open, at every width and in both schemes. */
export async function examine(page) {
  assert.equal(await page.locator('h1').count(), 1, 'headings of the first level');
  assert.notEqual((await page.title()).replace(/ · Repatria$/, '').trim(), '', 'no title');
  assert.match(await page.locator('html').getAttribute('lang'), /^(en|uk|ru)$/);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    assert.deepEqual(await page.evaluate(overflowing), [], `too wide at ${width}`);
  }
  await page.evaluate(AXE);
  for (const scheme of SCHEMES) {
    await page.emulateMedia({ colorScheme: scheme });
    assert.deepEqual(await page.evaluate(violations, scheme), [], `axe, ${scheme}`);
  }
}

/** What is wider than the window or than the box that it stands in. */
function overflowing() {
  const name = (element) => `<${element.localName} class="${element.className}"> ${element.textContent.slice(0, 60)}`;
  const boxes = 'h1, h2, h3, p, li, dt, dd, th, td, caption, summary, label';
  const isShown = (element) => !element.closest('.vh, thead') || getComputedStyle(element.closest('table')).display === 'table';
  const wide = [...document.querySelectorAll(boxes)]
    .filter((element) => isShown(element) && !element.matches('.vh') && element.clientWidth > 1)
    .filter((element) => element.scrollWidth > element.clientWidth + 1)
    .map(name);
  const root = document.documentElement;
  return root.scrollWidth > root.clientWidth ? ['the page', ...wide] : wide;
}

/** What axe finds. Only contrast can differ between the schemes. */
async function violations(scheme) {
  const rules = scheme === 'light' ? {} : { runOnly: ['color-contrast'] };
  const found = await window.axe.run({ resultTypes: ['violations'], ...rules });
  return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`.slice(0, 300));
}
