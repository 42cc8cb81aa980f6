import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import type { Scheme, Visitor } from './editor-browser.ts';
import { hasAxe } from './in-page.mjs';
import { inBothSchemes } from './schemes.ts';

/** Those of axe's rules that depend on how the page is coloured. */
const OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds in the page as it stands, in both schemes: in the dark only what depends on colours.
 * A `picture` is taken of both. Who goes on to another page can have this one `left` in the dark.
 */
export async function flawsOf(visitor: Visitor, picture?: string, { left = false } = {}): Promise<string[]> {
  const flaws: string[] = [];
  const look = async (scheme: Scheme) => {
    if (picture !== undefined) await visitor.screenshot(picture, scheme);
    const violations = await violationsIn(visitor.page, scheme === 'dark' ? OF_COLOURS : undefined);
    flaws.push(
      ...violations.map(({ id, nodes }) => `${scheme} ${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    );
  };
  await inBothSchemes(visitor, look, { left });
  return flaws;
}

async function violationsIn(page: Page, rules?: string[]) {
  // Axe is half a megabyte of script: once per document is enough.
  const isThere = await page.evaluate(hasAxe);
  // Legacy: in the page itself. Else each look opens another page, to put the results of frames together in.
  const axe = new AxeBuilder({ page, ...(isThere ? { axeSource: ';' } : {}) }).setLegacyMode();
  axe.options({ resultTypes: ['violations'] });
  if (rules !== undefined) axe.withRules(rules);
  return (await axe.analyze()).violations;
}
