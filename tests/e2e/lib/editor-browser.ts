import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/services.mjs';
import { fontsReady } from './in-page.mjs';

/** The system's Chromium; undefined where there is none: then the tests in it are skipped. */
export const chromiumPath = findChromium({ mayInstall: false });

const args = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where screenshots go; not part of the repository. */
export const screenshotFolder = resolve(import.meta.dirname, '../../../test-results/screenshots');

export type Scheme = 'light' | 'dark';

/** `flags` are those of the JavaScript engine. */
export function launchBrowser({ flags = [] }: { readonly flags?: readonly string[] } = {}): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('There is no Chromium on this machine.');
  return chromium.launch({
    executablePath: chromiumPath,
    args: [...args, ...(flags.length > 0 ? [`--js-flags=${flags.join(' ')}`] : [])],
  });
}

/** One person at one browser: a context of its own, and everything that the console complained about. */
export class Visitor {
  readonly page: Page;
  /** Errors and warnings of the console and of scripts. Answers with an error status are not among them: refusals are shown, not hidden. */
  readonly complaints: string[] = [];
  readonly #context: BrowserContext;
  /** The scheme in which its browser asks for pages. */
  readonly scheme: Scheme;

  private constructor(context: BrowserContext, page: Page, scheme: Scheme) {
    this.#context = context;
    this.page = page;
    this.scheme = scheme;
    page.on('pageerror', (error) => this.complaints.push(`script: ${error.message}`));
    page.on('console', (message) => {
      const isAnswer = message.text().startsWith('Failed to load resource');
      const isCut = message.text().startsWith('WebSocket connection to');
      if (['error', 'warning'].includes(message.type()) && !isAnswer && !isCut) this.complaints.push(message.text());
    });
  }

  static async open(
    browser: Browser,
    scheme: Scheme = 'light',
    viewport = { width: 1280, height: 720 },
    locale = 'en-US',
  ): Promise<Visitor> {
    const context = await browser.newContext({ viewport, locale, colorScheme: scheme, reducedMotion: 'reduce' });
    context.setDefaultTimeout(30_000);
    return new Visitor(context, await context.newPage(), scheme);
  }

  /** Somebody with a phone: a finger, and a small window. */
  static async openPhone(browser: Browser, scheme: Scheme = 'light'): Promise<Visitor> {
    const viewport = { width: 390, height: 844 };
    const context = await browser.newContext({
      viewport,
      isMobile: true,
      hasTouch: true,
      locale: 'en-US',
      colorScheme: scheme,
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(30_000);
    return new Visitor(context, await context.newPage(), scheme);
  }

  async screenshot(name: string, scheme = this.scheme): Promise<void> {
    mkdirSync(screenshotFolder, { recursive: true });
    await this.page.evaluate(fontsReady);
    await this.page.screenshot({ path: join(screenshotFolder, `${name}-${scheme}.png`) });
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  link(name: string | RegExp) {
    return this.page.getByRole('link', { name, exact: typeof name === 'string' });
  }

  heading(name: string) {
    return this.page.getByRole('heading', { name, exact: true });
  }

  text(text: string | RegExp) {
    return this.page.getByText(text);
  }

  /** A string in the JSON that is shown. */
  jsonString(value: string) {
    return this.page.locator('[data-kind="string"]').getByText(JSON.stringify(value), { exact: true });
  }

  /** A node on the canvas. */
  node(id: string) {
    return this.page.locator(`.react-flow__node[data-id="${id}"]`);
  }

  /** How the node fares in the run that is shown. */
  nodeStatus(id: string): Promise<string | null> {
    return this.node(id).locator('[data-status]').first().getAttribute('data-status');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#context.close();
  }
}
