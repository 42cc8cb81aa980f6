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

/** Goes to an address as a link of the page's own does, without loading it anew. */
export function followLink(address) {
  history.pushState({}, '', address);
}

/** Resolves when the typefaces are there. */
export async function fontsReady() {
  await document.fonts.ready;
}

/** Resolves when nothing moves or fades any more, and that is painted. What goes on for ever does not count. */
export async function atRest() {
  const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const ending = () =>
    document.getAnimations().filter((each) => each.playState === 'running' && each.effect?.getComputedTiming().endTime < 5000);
  await nextFrame();
  // The end of one is the beginning of others: a colour that fades is passed on to what lies within, which then fades itself.
  for (let moving = ending(); moving.length > 0; moving = ending()) for (const each of moving) each.finish();
  await nextFrame();
  if (ending().length > 0) await atRest();
}

/** Whether axe was loaded into this document before. */
export function hasAxe() {
  return window.axe !== undefined;
}

/** By how many px the page is wider than the window. */
export function sidewaysOverflow() {
  return document.documentElement.scrollWidth - window.innerWidth;
}

/** What can be pressed or written into but lies beyond an edge at the side, where no scrolling leads: what is called so. The canvas is panned. */
export function outOfReach() {
  const canScroll = (element) => {
    const { overflowX } = getComputedStyle(element);
    return ['auto', 'scroll'].includes(overflowX) && element.scrollWidth > element.clientWidth;
  };
  const isReached = (element) => {
    for (let each = element.parentElement; each !== null; each = each.parentElement) if (canScroll(each)) return true;
    return false;
  };
  return [...document.querySelectorAll('button, a[href], input, textarea, [role="tab"]')]
    .filter((element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((element) => element.closest('.react-flow, label') === null && !isReached(element))
    .filter((element) => {
      const { left, right, width, bottom } = element.getBoundingClientRect();
      return width > 2 && bottom > 0 && (right > window.innerWidth + 1 || left < -1);
    })
    .map((element) => element.getAttribute('aria-label') ?? element.textContent?.slice(0, 60) ?? element.tagName);
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

/** Takes the focus from what has it: keys are meant for the page then. */
export function letGo() {
  document.activeElement?.blur();
}

/** Whether all of an element is in the window, and all of its text in it. */
export function isWhole(element) {
  const { left, right } = element.getBoundingClientRect();
  const inner = [element, ...element.querySelectorAll('*')].filter((each) => !(each instanceof SVGElement));
  return (
    left >= 0 &&
    right <= window.innerWidth &&
    inner.every((each) => each.scrollWidth <= each.clientWidth + 1 || each.clientWidth === 0)
  );
}

/** What the element with the focus is called. */
export function activeLabel() {
  return document.activeElement?.getAttribute('aria-label') ?? undefined;
}

/** Whether a field in the panel of a step has the focus. */
export function isInField() {
  return document.activeElement != null && document.activeElement.closest('main aside [data-param]') !== null;
}

/** Pastes a text as the browser does: by an event at what has the focus. A long one is made here, by repeating a part. */
export function pasteText(given) {
  const text = typeof given === 'string' ? given : `[${given.repeat.repeat(given.times).slice(0, -1)}]`;
  const clipboardData = new DataTransfer();
  clipboardData.setData('text/plain', text);
  document.activeElement.dispatchEvent(new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData }));
}

/** A film of some frames as the browser itself writes it (WebM), in base64. */
export async function recordFilm() {
  const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
  const brush = canvas.getContext('2d');
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm' });
  const parts = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise((resolve) => {
    recorder.onstop = resolve;
  });
  recorder.start();
  for (let frame = 0; frame < 12; frame += 1) {
    brush.fillStyle = `hsl(${frame * 30} 80% 50%)`;
    brush.fillRect(0, 0, 64, 64);
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  recorder.stop();
  await ended;
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}

/** Plays the sound or film with this label to its end, or for a second. */
export async function playMedia(label) {
  const media = document.querySelector(`audio[aria-label="${label}"], video[aria-label="${label}"]`);
  media.muted = true;
  await media.play();
  const [duration, width] = [media.duration, media.videoWidth];
  await new Promise((resolve) => setTimeout(resolve, 300));
  return { duration, width, played: media.currentTime > 0 };
}

/** Scrolls what an element lies in to its end. */
export function scrollToEnd(element) {
  let scroller = element.parentElement;
  while (scroller.scrollHeight <= scroller.clientHeight || getComputedStyle(scroller).overflowY === 'visible')
    scroller = scroller.parentElement;
  scroller.scrollTop = scroller.scrollHeight;
}

/** How many px wide and high a finger hits an element: whatever is shown around its middle belongs to it. */
export function reachOf(element) {
  const box = element.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const isHit = (dx, dy) => {
    const hit = document.elementFromPoint(x + dx, y + dy);
    return hit !== null && (element.contains(hit) || hit.contains(element));
  };
  const far = (dx, dy) => {
    let at = 0;
    while (at < 30 && isHit(dx * (at + 1), dy * (at + 1))) at++;
    return at;
  };
  return [far(1, 0) + far(-1, 0) + 1, far(0, 1) + far(0, -1) + 1];
}

/** How large the letters of an element are. */
export function fontSizeOf(element) {
  return getComputedStyle(element).fontSize;
}
