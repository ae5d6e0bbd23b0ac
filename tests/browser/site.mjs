// Every address of a register, found by its links as a reader would find them.

/** The pages that every register has. */
export const FIXED = [
  '/', '/exchanges', '/agreements', '/claims', '/claimants', '/custody', '/series', '/disclosures',
  '/changes', '/audit', '/method', '/data', '/families', '/families/uk', '/families/ru',
];

const AT_ONCE = 8;

/**
 * Follows every link of this host from the overview on: the pages found, and the links that lead
 * nowhere. What is no page is asked for, and not read.
 */
export async function walk(request, baseURL) {
  const pages = [];
  const broken = [];
  const seen = new Set(['/']);
  for (let waiting = [...seen]; waiting.length > 0; ) {
    const found = await Promise.all(waiting.splice(0, AT_ONCE).map(async (path) => {
      const answer = await request.get(path, { maxRedirects: 0 });
      if (answer.status() !== 200) broken.push(`${answer.status()} ${path}`);
      if (!answer.headers()['content-type'].startsWith('text/html')) return [];
      pages.push(path);
      return links(await answer.text(), new URL(path, baseURL));
    }));
    const fresh = new Set(found.flat().filter((path) => !seen.has(path)));
    for (const path of fresh) seen.add(path);
    waiting.push(...fresh);
  }
  return { pages: pages.sort(), broken };
}

function links(html, page) {
  const hrefs = [...html.matchAll(/\bhref="([^"]*)"/g)].map(([, href]) => href.replaceAll('&amp;', '&'));
  const urls = hrefs.map((href) => new URL(href, page)).filter(({ host }) => host === page.host);
  return urls.map(({ pathname, search }) => pathname + search);
}
