import type { Visitor } from './editor-browser.ts';
import type { SluiceProcess } from './sluice-process.ts';

/** Becomes owner by the claim link and goes on to the sample; gives the recovery phrase. */
export async function claim(visitor: Visitor, sluice: SluiceProcess, name = 'Ada Lovelace'): Promise<string> {
  const phrase = await claimUntilPhrase(visitor, sluice, name);
  await visitor.button('I wrote it down').click();
  await visitor.node('start').waitFor();
  return phrase;
}

/** The same, up to the page that shows the phrase. */
export async function claimUntilPhrase(
  visitor: Visitor,
  sluice: SluiceProcess,
  name = 'Ada Lovelace',
  picture = (of: string) => visitor.screenshot(of),
): Promise<string> {
  await visitor.page.goto(sluice.claimLink);
  await visitor.page.getByLabel('Your name').fill(name);
  await picture('01-claim');
  await visitor.button('Make my key and start').click();
  const words = visitor.page.getByRole('list', { name: 'Recovery phrase' }).getByRole('listitem');
  await words.first().waitFor();
  return (await words.allInnerTexts()).join(' ');
}

/** Signs in from a browser that has no key yet. */
export async function signIn(visitor: Visitor, sluice: SluiceProcess, phrase: string): Promise<void> {
  await visitor.page.goto(`${sluice.url}/sign-in`);
  await visitor.page.getByLabel('Recovery phrase').fill(phrase);
  await visitor.button('Sign in').click();
  await visitor.heading('Home').waitFor();
}
