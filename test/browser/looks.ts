import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** Latin letters that may stand on a Chinese page: marks and units, codes, addresses, file names, keys. */
const allowed = [
  /BPMN\.iO/gi,
  /[\w.+-]+@[\w-]+(\.[\w-]+)+/g,
  /@[\w-]+(\.[\w-]+)+/g,
  /https?:\/\/\S+/g,
  /\b[A-Z]{2}\d{4}-\d{4}\b/g,
  /[\p{L}\d_-]+\.(png|jpe?g|webp|pdf|docx|xlsx|txt|mp4|m4a|ics)\b/giu,
  /\b(PDF|Word|Excel|MB|KB|Ctrl|Enter|Esc|Alt)\b/g,
  /\bv\d+\b/g,
];

/** Words in Latin letters that somebody can see or hear on the page: texts, hints, labels, titles. */
export async function english(page: Page): Promise<string[]> {
  const said = await page.evaluate(() => {
    const shown = (element: Element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const texts: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (parent && !parent.closest('script,style,noscript,code,.mono') && shown(parent))
        texts.push(node.textContent ?? '');
    }
    for (const element of document.querySelectorAll('[title],[placeholder],[aria-label],[alt]')) {
      if (shown(element))
        for (const name of ['title', 'placeholder', 'aria-label', 'alt']) texts.push(element.getAttribute(name) ?? '');
    }
    return texts;
  });
  const words = said
    .map((text) => allowed.reduce((rest, pattern) => rest.replaceAll(pattern, ''), text))
    .filter((text) => /[A-Za-z]{2}/.test(text));
  return [...new Set(words.map((text) => text.trim()))];
}

/** What axe finds wrong by WCAG A and AA; the drawing of bpmn-js is left out. */
export async function barriers(page: Page): Promise<string[]> {
  // By the debugger, so that the content policy of the page stays as it is.
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe } = globalThis as unknown as {
      axe: {
        run(
          context: object,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { target: unknown[]; failureSummary?: string }[] }[] }>;
      };
    };
    const options = { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] };
    const { violations } = await axe.run({ exclude: [['.djs-container']] }, options);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(
        ({ target, failureSummary }) =>
          `${id} ${target.join(' ')}: ${(failureSummary ?? '').split('\n')[1]?.trim() ?? ''}`,
      ),
    );
  });
  return found;
}

/** By how many pixels the page is wider than its window, and what sticks out. */
export async function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const out = [...document.body.querySelectorAll('*')].filter(
      (element) => element.getBoundingClientRect().right > width + 1,
    );
    return [
      `${document.documentElement.scrollWidth} > ${width}`,
      ...out.slice(0, 5).map((element) => `${element.tagName} ${element.className}`),
    ];
  });
}
