import { isAgain, isText, MODIFIERS, nextTask, pressAgain, write } from './press-again.ts';
import { isWriting } from './shortcut.ts';

/** So long is waited, in frames, until what has come has taken the focus. */
const FRAMES = 30;
/** What has not come after this is not waited for any more, in ms. */
const MEANT_MS = 10_000;

let holders = 0;
let waiting: KeyboardEvent[] = [];

/**
 * Keeps every key from now on: something that a key has asked for is on its way, and what is pressed meanwhile is meant for it. What is pressed with
 * Ctrl is done at once.
 *
 * @returns to be called when it is there: the keys go where it puts the focus. With `false` it does not come, and they are forgotten.
 */
export function holdAll(): (isThere?: boolean) => void {
  const before = document.activeElement;
  let isOver = false;
  holders += 1;
  if (holders === 1) window.addEventListener('keydown', keep, true);
  const end = (isThere = true) => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    void release(before, isThere);
  };
  const timer = setTimeout(() => end(false), MEANT_MS);
  return end;
}

/** A key that is made here presses no button. */
function pressOn(event: KeyboardEvent): void {
  const { activeElement } = document;
  const isTaken = pressAgain(event, activeElement);
  if (!isTaken && event.key === 'Enter' && activeElement instanceof HTMLButtonElement) activeElement.click();
}

/** Takes a key that was kept elsewhere until now, if keys are being kept. */
export function keepAhead(event: KeyboardEvent): boolean {
  if (holders === 0) return false;
  waiting.push(event);
  return true;
}

async function release(before: Element | null, isThere: boolean): Promise<void> {
  const isReady = () => {
    const [first] = waiting;
    const { activeElement } = document;
    return activeElement !== before && (first === undefined || !isText(first) || isWriting(activeElement));
  };
  for (let frame = 0; isThere && frame < FRAMES && !isReady(); frame += 1) await new Promise(requestAnimationFrame);
  if (document.activeElement === before) waiting = []; // nothing has taken the focus: they would do something else
  for (let event = waiting.shift(); event !== undefined; event = waiting.shift()) {
    if (isText(event)) write(event);
    else pressOn(event);
    await nextTask();
  }
  holders -= 1;
  if (holders === 0) window.removeEventListener('keydown', keep, true);
}

function keep(event: KeyboardEvent): void {
  // Only the browser itself can go on with Tab.
  const isOwn = event.key === 'Tab' || MODIFIERS.includes(event.key) || event.ctrlKey || event.metaKey;
  if (isOwn || isAgain(event) || event.isComposing) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting.push(event);
}
