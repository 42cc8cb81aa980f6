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

/** Drops files in the middle of the page, as a hand from the desktop does. */
export function dropFiles(files) {
  const dataTransfer = new DataTransfer();
  for (const { name, text } of files) dataTransfer.items.add(new File([text], name, { type: 'application/json' }));
  const target = document.querySelector('#main');
  for (const type of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
}

/** Drops a field of a node's data on an element, as a drag from a data view does. */
export function dropPath({ selector, nodeId, path }) {
  const target = document.querySelector(selector);
  const { left, top, width, height } = target.getBoundingClientRect();
  const dataTransfer = new DataTransfer();
  dataTransfer.setData('application/x-sluice-path', JSON.stringify({ nodeId, path }));
  const place = { clientX: left + width - 4, clientY: top + height / 2 };
  for (const type of ['dragenter', 'dragover', 'drop'])
    target.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer, ...place }));
}

/** Scrolls what has this role by `step` px in each frame, and measures how long the frames take. */
export async function measureScrolling({ role, frames, step }) {
  let scroller = document.querySelector(`[role="${role}"]`);
  while (scroller.scrollHeight <= scroller.clientHeight || getComputedStyle(scroller).overflowY === 'visible')
    scroller = scroller.parentElement;
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const times = [];
  let last = await nextFrame();
  for (let frame = 0; frame < frames; frame += 1) {
    scroller.scrollTop += step;
    const now = await nextFrame();
    times.push(now - last);
    last = now;
  }
  times.sort((a, b) => a - b);
  const at = (share) => Math.round(times[Math.floor(share * (times.length - 1))] * 10) / 10;
  return { medianMs: at(0.5), p95Ms: at(0.95), worstMs: at(1) };
}

/** What a field with this name hands over when it is dragged from the schema. */
export function readDragged(name) {
  const field = [...document.querySelectorAll('[draggable="true"]')].find((each) => each.firstElementChild?.textContent === name);
  const dataTransfer = new DataTransfer();
  field.dispatchEvent(new DragEvent('dragstart', { bubbles: true, dataTransfer }));
  return JSON.parse(dataTransfer.getData('application/x-sluice-path'));
}

/** The parameter of a step whose field has the focus; a button of it does not count. */
export function activeParam() {
  const element = document.activeElement;
  if (element === null || !element.matches('input:not([role=combobox]), textarea, .cm-content')) return undefined;
  return element.closest('[data-param]')?.getAttribute('data-param') ?? undefined;
}

/** What the element with the focus is called. */
export function activeLabel() {
  return document.activeElement?.getAttribute('aria-label') ?? undefined;
}

/** Whether the panel of a step has the focus. */
export function isInPanel() {
  return document.activeElement?.closest('main aside') !== null;
}

/** Pastes a text as the browser does: by an event at what has the focus. A long one is made here, by repeating a part. */
export function pasteText(given) {
  const text = typeof given === 'string' ? given : `[${given.repeat.repeat(given.times).slice(0, -1)}]`;
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
}
