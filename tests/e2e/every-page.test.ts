import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { addKey } from '@sluice/protocol';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GatewayClient } from '../../apps/cli/src/client/gateway-client.ts';
import { requestEndpoint } from '../../apps/cli/src/client/request-endpoint.ts';
import { homePaths } from '../../apps/cli/src/keys/home.ts';
import { readKeyFile } from '../../apps/cli/src/keys/key-file.ts';
import { claimUntilPhrase } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { flawsOf } from './lib/flaws.ts';
import { type FurnishedHouse, furnish } from './lib/furnished-house.ts';
import { followLink, outOfReach, sidewaysOverflow } from './lib/in-page.mjs';
import { inBothSchemes } from './lib/schemes.ts';
import { SluiceProcess } from './lib/sluice-process.ts';
import { bareStops, firstStops, type Stop, stops } from './lib/stops.ts';

const source = resolve(import.meta.dirname, '../../apps/editor/src');
/** `SLUICE_TEST_LOOKS=1280,3840` takes pictures in these widths instead, of each stop in both schemes. */
const pictureSizes = (process.env['SLUICE_TEST_LOOKS'] ?? '').split(',').map(Number).filter(Boolean);
const usual = { width: 1280, height: 720 };

/** Parts that open over a page and are looked at elsewhere, or never in a state that can be made here. */
const elsewhere: Readonly<Record<string, string>> = {
  'app/more-menu': 'phones only: house-pages.test.ts',
  'data-view/table-view': 'the whole of one cell: data.test.ts',
  'pages/workflow/save-note': 'a save that was refused: bad-input.test.ts',
  'pages/workflow/refused-note': 'the same',
  'pages/workflow/refused-save': 'the same, and a role that was taken away: together.test.ts',
  'parts/dialog': 'what every dialog is',
  'parts/menu-button': 'what every menu opens by',
  'parts/late-menu': 'the same',
  'pages/workflow/unreadable-draft': 'edits of another version: bad-input.test.ts',
};

let browser: Browser;
let sluice: SluiceProcess;
let house: FurnishedHouse;
let client: GatewayClient;
const visitors = {} as Record<Stop['by'], Visitor>;

async function takePictures(visitor: Visitor, name: string): Promise<void> {
  for (const width of pictureSizes) {
    await visitor.page.setViewportSize({ width, height: width < 500 ? 844 : (width * 9) / 16 });
    await inBothSchemes(visitor, (scheme) => visitor.screenshot(`looks/${width}-${name}-${scheme}`));
  }
  await visitor.page.setViewportSize(usual);
}

/** Goes there, and gives everything that is wrong with it. */
async function lookAt(stop: Stop): Promise<readonly string[]> {
  const visitor = visitors[stop.by];
  const { page, complaints } = visitor;
  complaints.length = 0;
  await page.emulateMedia({ colorScheme: visitor.scheme });
  await goTo(visitor, stop);
  await stop.arrive(visitor);
  const flaws = await examine(visitor, stop.name);
  if ((await page.title()) === 'Sluice') return [...flaws, 'it has no title of its own'];
  return isAt(stop.route, new URL(page.url()).pathname) ? flaws : [...flaws, `it is at ${page.url()}`];
}

/**
 * Goes there as by a link, by way of another page, so that what was open is gone; or loads it anew where there is no page to come from,
 * and where something is open that outlives its page.
 */
async function goTo({ page }: Visitor, { by, at }: Stop): Promise<void> {
  const address = at({ url: sluice.url, claimLink: sluice.claimLink, house });
  if (by !== 'nobody' && page.url().startsWith(sluice.url)) {
    await page.evaluate(followLink, '/about');
    await page.getByText('Key of the engine').waitFor();
    const isClear =
      (await page.locator('[role=dialog], [role=menu], .mantine-Overlay-root').filter({ visible: true }).count()) === 0;
    if (isClear) return page.evaluate(followLink, address);
  }
  await page.goto('about:blank');
  await page.goto(address);
}

/** What is wrong with the page as it stands; or its pictures, where those are wanted. */
async function examine(visitor: Visitor, name: string): Promise<readonly string[]> {
  if (pictureSizes.length > 0) await takePictures(visitor, name);
  const flaws = pictureSizes.length > 0 ? [] : await flawsOf(visitor, undefined, { left: true });
  const overflow = await visitor.page.evaluate(sidewaysOverflow);
  const lost = (await visitor.page.evaluate(outOfReach)).map((control) => `out of reach: ${control}`);
  return [...flaws, ...lost, ...(overflow > 0 ? [`it is ${overflow} px wider than the window`] : []), ...visitor.complaints];
}

/** The entries of the menu that is open which the palette does not have: everything that can be done is in it. */
async function lackingInPalette({ page }: Visitor): Promise<readonly string[]> {
  const items = await page.getByRole('menuitem').locator('.mantine-Menu-itemLabel').allInnerTexts();
  if (items.length === 0) return [];
  await page.keyboard.press('Escape');
  await page.getByRole('menu').waitFor({ state: 'detached' });
  await page.keyboard.press('ControlOrMeta+k');
  const titles = page.locator('[data-entry] [class*=title]');
  await titles.first().waitFor();
  const lacking = async () => {
    const known = (await titles.allInnerTexts()).map((title) => title.toLowerCase());
    return items.filter((item) => !known.some((title) => title.includes(item.toLowerCase())));
  };
  // What belongs to no page comes when the page has come to rest.
  for (let tries = 0; tries < 20 && (await lacking()).length > 0; tries += 1) await page.waitForTimeout(200);
  return lacking();
}

/** Closes what a button opened: the button has the focus again. */
async function closeDialog({ page }: Visitor, { arrive: { opener } }: Stop): Promise<void> {
  if (opener === undefined) return;
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').filter({ visible: true }).waitFor({ state: 'detached' });
  await page
    .locator(':focus')
    .and(page.getByRole('button', { name: opener, exact: typeof opener === 'string' }))
    .waitFor();
}

/** Whether an address is of the route; `*` is any that no route knows. */
function isAt(route: string, path: string): boolean {
  return route === '*' || new RegExp(`^${route.replace(/\$\w+/g, '[^/]+')}$`).test(path);
}

describe('the list of what is looked at', () => {
  it('has every route of the router', () => {
    const router = readFileSync(join(source, 'app/router.tsx'), 'utf8');
    const routes = [...router.matchAll(/^\s*path: '([^']+)'/gm)].map(([, path]) => path ?? '');
    expect(routes.length).toBeGreaterThan(10);
    expect(routes.filter((route) => !stops.some((stop) => stop.route === route))).toEqual([]);
  });

  it('has every part that opens over a page', () => {
    const opening = /<(?:Modal|Modal\.Root|Drawer|Popover|Menu|MenuButton|HoverCard|Dialog|ConfirmDialog)[\s>]/;
    const parts = globSync('**/*.tsx', { cwd: source })
      .filter((file) => opening.test(readFileSync(join(source, file), 'utf8')))
      .map((file) => file.replace(/\.tsx$/, ''));
    const known = new Set([...stops.flatMap(({ opens = [] }) => opens), ...Object.keys(elsewhere)]);
    expect(parts.length).toBeGreaterThan(20);
    expect(parts.filter((part) => !known.has(part))).toEqual([]);
  });
});

describe.skipIf(chromiumPath === undefined)(
  'without a violation, an error or anything wider than the window, in light and dark, is',
  { timeout: 120_000 },
  () => {
    beforeAll(async () => {
      [browser, sluice] = await Promise.all([launchBrowser(), SluiceProcess.start()]);
      for (const by of ['owner', 'viewer', 'nobody'] as const) visitors[by] = await Visitor.open(browser);
    });
    afterAll(async () => {
      client?.close();
      await browser?.close();
      await sluice?.[Symbol.asyncDispose]();
    });

    it('the claim: before, with the words of the key, and the first canvas', async () => {
      for (const stop of firstStops) expect(await lookAt(stop), stop.name).toEqual([]);
      await claimUntilPhrase(visitors.owner, sluice);
      expect(await examine(visitors.owner, 'claim-phrase')).toEqual([]);
      await visitors.owner.button('I wrote it down').click();
      await visitors.owner.node('start').waitFor();
      expect(await examine(visitors.owner, 'first-canvas')).toEqual([]);
    });

    it.each(bareStops.map((stop) => [stop.name, stop] as const))('%s', async (_, stop) => {
      expect(await lookAt(stop)).toEqual([]);
    });

    describe('in a house where people work,', () => {
      beforeAll(async () => {
        client = new GatewayClient(sluice.url, readKeyFile(homePaths(sluice.home).cliKey));
        house = await furnish((endpoint, input) => requestEndpoint(client, endpoint, input));
        await becomeViewer(visitors.viewer);
        const { page, complaints } = visitors.viewer;
        page.on('response', (answer) => answer.status() === 403 && complaints.push(`asked for what is refused: ${answer.url()}`));
      });

      it.each(stops.map((stop) => [stop.name, stop] as const))('%s', async (_, stop) => {
        expect(await lookAt(stop)).toEqual([]);
        expect(await lackingInPalette(visitors[stop.by]), 'not in the palette').toEqual([]);
        await closeDialog(visitors[stop.by], stop);
      });
    });

    it('all of it for the server, too', () => {
      expect(sluice.faults).toEqual([]);
    });
  },
);

/** Makes a key in this browser, which is added as a viewer's. */
async function becomeViewer(visitor: Visitor): Promise<void> {
  await visitor.page.goto(`${sluice.url}/sign-in`);
  await visitor.button('I have no key yet').click();
  const did = (await visitor.page.locator('code').filter({ hasText: 'did:key:z6Mk' }).first().textContent()) ?? '';
  await requestEndpoint(client, addKey, { body: { did, role: 'viewer', name: 'Vera Viewer' } });
  await visitor.button('It was added').click();
  await visitor.heading('Home').waitFor();
}
