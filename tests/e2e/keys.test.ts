import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openKeyFile } from '../../protocol/src/keys/encrypted-key-file.ts';
import { claim, claimUntilPhrase, signIn } from './lib/claim.ts';
import { chromiumPath, launchBrowser, Visitor } from './lib/editor-browser.ts';
import { flawsOf } from './lib/flaws.ts';
import { readStoredKey } from './lib/in-page.mjs';
import { SluiceProcess } from './lib/sluice-process.ts';

const PASSPHRASE = 'correct horse battery';
let browser: Browser;

const wordsOn = async (visitor: Visitor): Promise<string> => {
  const words = visitor.page.getByRole('list', { name: 'Recovery phrase' }).getByRole('listitem');
  await words.first().waitFor();
  return (await words.allInnerTexts()).join(' ');
};

/** Types what the dialog asks for: three words by their numbers. */
async function typeWords(visitor: Visitor, phrase: string): Promise<void> {
  const fields = visitor.page.getByRole('dialog').getByRole('textbox', { name: /^Word \d+/ });
  await fields.first().waitFor();
  expect(await fields.count()).toBe(3);
  for (const field of await fields.all()) {
    const label = await visitor.page.locator(`label[for="${await field.getAttribute('id')}"]`).textContent();
    await field.fill(phrase.split(' ')[Number(/\d+/.exec(label ?? '')?.[0]) - 1] ?? '');
  }
}

async function openKeys(visitor: Visitor): Promise<void> {
  await visitor.link('Keys').click();
  await visitor.heading('Your key').waitFor();
}

describe.skipIf(chromiumPath === undefined)('the key of a browser, against the real thing', { timeout: 120_000 }, () => {
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser?.close());

  it('is replaced by one with new words, and the page goes on', async () => {
    await using sluice = await SluiceProcess.start();
    await using visitor = await Visitor.open(browser);
    const old = await claim(visitor, sluice);
    await openKeys(visitor);
    await visitor.text('this browser').waitFor();
    await visitor.screenshot('30-keys');
    const tab = await visitor.page.context().newPage();
    await tab.goto(sluice.url);
    await tab.getByRole('link', { name: 'Keys', exact: true }).waitFor();
    await visitor.page.bringToFront();
    await visitor.button('Replace this key').click();
    const phrase = await wordsOn(visitor);
    expect(phrase).not.toBe(old);
    expect(await flawsOf(visitor, '31-replace-words')).toEqual([]);
    await visitor.button('I wrote it down').click();
    await typeWords(visitor, old);
    await visitor.button('Replace the key').click();
    await visitor.text('This is another word').first().waitFor();
    expect(await flawsOf(visitor, '32-replace-confirm')).toEqual([]);
    await typeWords(visitor, phrase);
    await visitor.button('Replace the key').click();
    await visitor.text('The new key has taken over.').waitFor();
    await visitor.text('1 key that has ended').click();
    await visitor.text('Replaced').waitFor();
    await visitor.screenshot('33-replaced');

    // No reload: the same page goes on, over its stream, too.
    await visitor.link('Workflows').click();
    await visitor.link(/^Hello/).click();
    await visitor.node('start').waitFor();
    await visitor.button('Run').click();
    await visitor.jsonString('Hello, world!').waitFor();
    await visitor.page.reload();
    await visitor.node('start').waitFor();

    // Nor in another tab of the browser.
    await tab.bringToFront();
    await tab.getByRole('link', { name: 'Keys', exact: true }).click();
    await tab.getByText('1 key that has ended').click();
    await tab.getByText('Replaced').waitFor();
    await tab.close();

    await using other = await Visitor.open(browser);
    await other.page.goto(`${sluice.url}/sign-in`);
    await other.page.getByLabel('Recovery phrase').fill(old);
    await other.button('Sign in').click();
    await other.text('key_revoked').waitFor();
    await signIn(other, sluice, phrase);
    expect(sluice.faults).toEqual([]);
  });

  it('shows its words again from a copy under a passphrase', async () => {
    await using sluice = await SluiceProcess.start();
    await using visitor = await Visitor.open(browser);
    const phrase = await claimUntilPhrase(visitor, sluice);
    await visitor.page.getByRole('checkbox', { name: 'Keep an encrypted copy of the words in this browser' }).check();
    await visitor.page.getByLabel('Passphrase').first().fill(PASSPHRASE);
    expect(await flawsOf(visitor, '34-keep-copy')).toEqual([]);
    await visitor.button('I wrote it down').click();
    await visitor.node('start').waitFor();
    const kept = await visitor.page.evaluate(readStoredKey);
    expect(kept).toMatchObject({ extractable: false, exported: 'refused' });
    expect(phrase.split(' ').filter((word) => kept.stored.split(/\W+/).includes(word)).length).toBeLessThan(3);
    expect(kept.stored).not.toContain(PASSPHRASE);

    await openKeys(visitor);
    await visitor.button('Show my phrase').click();
    const field = visitor.page.getByRole('dialog').getByLabel('Passphrase').first();
    await field.fill('wrong horse battery');
    await visitor.button('Show the words').click();
    await visitor.text('The copy does not open with this passphrase.').waitFor();
    expect(await flawsOf(visitor, '35-show-wrong')).toEqual([]);
    await field.fill(PASSPHRASE);
    await visitor.button('Show the words').click();
    expect(await wordsOn(visitor)).toBe(phrase);
    expect(await flawsOf(visitor, '36-show-words')).toEqual([]);

    await visitor.button('Remove the copy from this browser').click();
    await visitor.text('Its recovery phrase is kept nowhere but where you wrote it down.').waitFor();
    await visitor.button('Show my phrase').click();
    const dialog = visitor.page.getByRole('dialog');
    await dialog.getByLabel('Recovery phrase').fill(`${'abandon '.repeat(23)}art`);
    await dialog.getByLabel('Passphrase').first().fill(PASSPHRASE);
    await visitor.button('Keep a copy').click();
    await visitor.text('but not that of the key in this browser').waitFor();
    expect(await flawsOf(visitor, '37-show-no-copy')).toEqual([]);
    await dialog.getByLabel('Recovery phrase').fill(phrase);
    await visitor.button('Keep a copy').click();
    expect(await wordsOn(visitor)).toBe(phrase);
    expect(visitor.complaints).toEqual([]);
  });

  it('is saved to a file that signs in elsewhere', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-key-file-'));
    await using sluice = await SluiceProcess.start();
    await using visitor = await Visitor.open(browser);
    const phrase = await claim(visitor, sluice);
    await openKeys(visitor);
    await visitor.button('Save a key file').click();
    const dialog = visitor.page.getByRole('dialog');
    await dialog.getByLabel('Recovery phrase').fill(phrase);
    await dialog.getByLabel('Passphrase').first().fill(PASSPHRASE);
    expect(await flawsOf(visitor, '38-save-key')).toEqual([]);
    const [download] = await Promise.all([visitor.page.waitForEvent('download'), visitor.button('Save the file').click()]);
    const file = join(folder, download.suggestedFilename());
    await download.saveAs(file);
    await visitor.text('Keep it apart from its passphrase.').waitFor();
    expect((await openKeyFile(readFileSync(file, 'utf8'), PASSPHRASE)).did).toMatch(/^did:key:z6Mk/);

    await using other = await Visitor.open(browser);
    await other.page.goto(`${sluice.url}/sign-in`);
    await other.button('Use a key file').click();
    await other.page.locator('input[type=file]').setInputFiles(file);
    await other.page.getByLabel('Passphrase').first().fill('wrong horse battery');
    await other.button('Sign in').click();
    await other.text('The file does not open with this passphrase.').waitFor();
    expect(await flawsOf(other, '39-key-file')).toEqual([]);
    await other.page.getByLabel('Passphrase').first().fill(PASSPHRASE);
    await other.button('Sign in').click();
    await other.link('Keys').waitFor();
    await openKeys(other);
    await other.text('A copy of its recovery phrase is kept beside it').waitFor();
    expect([...visitor.complaints, ...other.complaints]).toEqual([]);
    rmSync(folder, { recursive: true, force: true });
  });
});
