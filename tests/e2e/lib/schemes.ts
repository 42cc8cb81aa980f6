import type { Page } from 'playwright-core';
import type { Scheme, Visitor } from './editor-browser.ts';
import { atRest } from './in-page.mjs';

/** The page in this scheme, with all of its parts repainted. What else is emulated stays. */
export async function show(page: Page, scheme: Scheme): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme });
  // A page without scripts has its scheme from the style sheet alone.
  await page.locator(`html[data-mantine-color-scheme="${scheme}"], html:not([data-mantine-color-scheme])`).waitFor();
  await page.evaluate(atRest);
}

/** Looks at the page as it stands in the one scheme and in the other; afterwards it is in the visitor's own, unless it is `left` as it is. */
export async function inBothSchemes(
  visitor: Visitor,
  look: (scheme: Scheme) => Promise<unknown>,
  { left = false } = {},
): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await show(visitor.page, scheme);
    await look(scheme);
  }
  if (!left) await show(visitor.page, visitor.scheme);
}

/** Screenshots of the page as it stands, in both schemes. */
export function pictures(visitor: Visitor, name: string): Promise<void> {
  return inBothSchemes(visitor, (scheme) => visitor.screenshot(name, scheme));
}
