// Pictures of every page for docs/PAGES.md: by day and by night, on a desk and on a phone.
// `node tests/browser/pictures.mjs target/release/repatria docs/screenshots`

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

import { SCHEMES, inBrowser, watched } from './browser.mjs';

const PAGES = {
  overview: '/', exchanges: '/exchanges', exchange: '/exchanges/2025-06-26', explain: '/explain/home/UA',
  agreements: '/agreements', claims: '/claims', claim: '/claims/74', claimants: '/claimants',
  custody: '/custody', series: '/series', disclosures: '/disclosures', changes: '/changes',
  audit: '/audit', method: '/method', data: '/data', families: '/families',
  'families-uk': '/families/uk', 'families-ru': '/families/ru',
  'another-day': '/exchanges/2025-06-26?as_of=2025-06-26&known_at=2026-01-01', 'no-such-page': '/exchanges/nothing',
};
const DEVICES = { desk: { width: 1280, height: 1200 }, phone: { width: 360, height: 1000 } };
const QUALITY = 50;

const [program, folder] = process.argv.slice(2).map((word) => resolve(word));

/** Serves a demo register at a clock that stands still while some work is done. */
async function withDemo(work) {
  const home = mkdtempSync(join(tmpdir(), 'repatria-pictures-'));
  const register = join(home, 'register');
  execFileSync(program, ['demo', register], { stdio: 'ignore' });
  const words = ['--register', register, '--now', '2026-02-01T00:00:00Z', 'serve', '--listen', '127.0.0.1:0'];
  const server = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  try {
    const [said] = (await createInterface(server.stderr)[Symbol.asyncIterator]().next()).value.match(/http:\S+/);
    await work(said);
  } finally {
    server.kill();
    rmSync(home, { recursive: true });
  }
}

/** What the window shows, as WebP: Playwright itself writes only larger kinds. */
async function picture(page) {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: QUALITY });
  await session.detach();
  return Buffer.from(data, 'base64');
}

mkdirSync(folder, { recursive: true });
await withDemo((baseURL) => inBrowser(async (browser) => {
  for (const [device, viewport] of Object.entries(DEVICES)) {
    for (const colorScheme of SCHEMES) {
      const page = await watched(browser, { baseURL, viewport, colorScheme });
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(path);
        writeFileSync(join(folder, `${name}-${device}-${colorScheme}.webp`), await picture(page));
      }
      await page.context().close();
    }
  }
}));
