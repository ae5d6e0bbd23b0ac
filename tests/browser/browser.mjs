// The browser of this machine, and pages in it that are watched. It knows nothing of a register.

import { chromium } from 'playwright-core';

const FLAGS = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync',
];

export const WIDTHS = [360, 768, 1440];
export const NARROW = { width: 360, height: 900 };
export const SCHEMES = ['light', 'dark'];

/** Runs some work in a browser, and ends the browser whatever happens. */
export async function inBrowser(work) {
  const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
  const browser = await chromium.launch({ executablePath, args: FLAGS });
  try {
    return await work(browser);
  } finally {
    await browser.close();
  }
}

/**
 * Opens a page whose every complaint is kept: what it said on the console, what ran though it should
 * not, what could not be fetched, what came from elsewhere. `complaints()` takes them.
 */
export async function watched(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  let complaints = [];
  const complain = (what) => complaints.push(what);
  page.on('console', (message) => complain(`console ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => complain(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    complain(`dialog: ${dialog.message()}`);
    dialog.dismiss();
  });
  page.on('popup', (popup) => complain(`window: ${popup.url()}`));
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText;
    // Whoever leaves a page drops what is still on its way.
    if (why !== 'net::ERR_ABORTED') complain(`failed: ${request.url()} ${why}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) complain(`status ${response.status()}: ${response.url()}`);
  });
  page.on('request', (request) => {
    const own = options.baseURL ?? request.url();
    if (new URL(request.url()).host !== new URL(own).host) complain(`another host: ${request.url()}`);
  });
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
  page.complaints = () => {
    const taken = complaints;
    complaints = [];
    return taken;
  };
  return page;
}
