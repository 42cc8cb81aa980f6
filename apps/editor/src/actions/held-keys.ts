import { keepAhead } from './keys-ahead.ts';
import { isText, MODIFIERS, nextTask, pressAgain, write } from './press-again.ts';

/** Keys older than this are not meant any more, in ms. */
const MEANT_MS = 10_000;

interface Held {
  readonly event: KeyboardEvent;
  readonly target: EventTarget | null;
  readonly at: number;
}

let held: Held[] = [];
let isHolding = false;

/** From now on keys that nothing knows are kept: the part that knows them is on its way. */
export function beginHolding(): void {
  isHolding = true;
}

/**
 * Ends it. With `isThere` the keys are pressed again, in their order, where they were pressed; else they are forgotten. After a key that did
 * something the rest goes where that leads; characters that nothing waits for are let go, since they are shortcuts too.
 */
export async function endHolding(isThere: boolean): Promise<void> {
  const keys = held;
  held = [];
  isHolding = false;
  if (!isThere) return;
  let hasActed = false;
  for (const { event, target, at } of keys) {
    if (hasActed) await nextTask(); // until what it did is drawn
    if (performance.now() - at > MEANT_MS) continue;
    if (keepAhead(event)) continue;
    if (hasActed && isText(event)) write(event);
    else hasActed = pressAgain(event, target) || hasActed;
  }
}

/** Whether keys are kept that what is pressed now was meant to follow. */
export function areKeysHeld(): boolean {
  return isHolding && held.some(({ at }) => performance.now() - at <= MEANT_MS);
}

/**
 * Keeps a key that no shortcut is known for yet. Tab would lead away meanwhile, and with Ctrl the browser has ideas of its own; but copying and
 * pasting are its events, which are not made of keys.
 */
export function holdKey(event: KeyboardEvent): void {
  if (!isHolding || [...MODIFIERS, 'Escape'].includes(event.key)) return;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && /^[acvx]$/i.test(event.key)) return;
  held.push({ event, target: event.target, at: performance.now() });
  const isOnCanvas = event.target instanceof Element && event.target.closest('[data-canvas]') !== null;
  if (isOnCanvas && (event.key === 'Tab' || (isCommand && /^[dg]$/i.test(event.key)))) event.preventDefault();
}
