// What runs inside the page: plain JavaScript, since the tests themselves know no DOM. Each function stands for itself.

/** Leaves unsaved edits of a workflow, given as JSON, in this browser, as an editor does. */
export async function keepRemains({ workflowId, remains }) {
  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const keys = await answer(indexedDB.open('sluice'));
  const { did } = await answer(keys.transaction('keys').objectStore('keys').get('current'));
  const opening = indexedDB.open('sluice-drafts', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('remains');
  const database = await answer(opening);
  await answer(
    database.transaction('remains', 'readwrite').objectStore('remains').put(JSON.parse(remains), `${did} ${workflowId}`),
  );
  database.close();
}

/** What lies there of unsaved edits of a workflow. */
export async function readRemains(workflowId) {
  const answer = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const database = await answer(indexedDB.open('sluice-drafts', 1));
  const store = database.transaction('remains').objectStore('remains');
  const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
  database.close();
  return values.filter((_, index) => keys[index].includes(workflowId));
}

/** Puts so many megabytes of text into a field at once, as a paste does. */
export function pasteLarge(input, megabytes) {
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value');
  set.call(input, 'x'.repeat(megabytes * 1024 * 1024));
  input.dispatchEvent(new Event('input', { bubbles: true }));
}
