// What runs inside the page: plain JavaScript, since the tests themselves know no DOM.

/** The key record as the page's own scripts can see it, and everything else that the page has stored. */
export async function readStoredKey() {
  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answer(indexedDB.open('sluice'));
  const { key, ...rest } = await answer(database.transaction('keys').objectStore('keys').get('current'));
  const exported = await crypto.subtle.exportKey('pkcs8', key).then(
    () => 'exported',
    () => 'refused',
  );
  const stored = JSON.stringify([rest, { ...localStorage }, { ...sessionStorage }, document.cookie]);
  return { extractable: key.extractable, usages: key.usages, exported, stored };
}

/** Resolves when the typefaces are there. */
export async function fontsReady() {
  await document.fonts.ready;
}

/** By how many px the page is wider than the window. */
export function sidewaysOverflow() {
  return document.documentElement.scrollWidth - window.innerWidth;
}
