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
 * Ends it. With `isThere` the keys are pressed again, in their order, where they were pressed; else they are forgotten. Characters after a key
 * that did something are let go: it may have opened a field that they were meant for, and they are shortcuts too.
 */
export function endHolding(isThere: boolean): void {
  const keys = held;
  held = [];
  isHolding = false;
  if (!isThere) return;
  let hasActed = false;
  for (const { event, target, at } of keys) {
    const isText = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (performance.now() - at > MEANT_MS || (hasActed && isText)) continue;
    const again = new KeyboardEvent('keydown', { ...initOf(event), bubbles: true, cancelable: true });
    (target instanceof Node && target.isConnected ? target : document.body).dispatchEvent(again);
    hasActed ||= again.defaultPrevented;
  }
}

/**
 * Keeps a key that no shortcut is known for yet. Tab would lead away meanwhile, and with Ctrl the browser has ideas of its own; but copying and
 * pasting are its events, which are not made of keys.
 */
export function holdKey(event: KeyboardEvent): void {
  if (!isHolding || ['Shift', 'Control', 'Alt', 'Meta', 'Escape'].includes(event.key)) return;
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand && /^[acvx]$/i.test(event.key)) return;
  held.push({ event, target: event.target, at: performance.now() });
  const isOnCanvas = event.target instanceof Element && event.target.closest('[data-canvas]') !== null;
  if (isOnCanvas && (event.key === 'Tab' || (isCommand && /^[dg]$/i.test(event.key)))) event.preventDefault();
}

function initOf({ key, code, ctrlKey, metaKey, shiftKey, altKey, repeat }: KeyboardEvent): KeyboardEventInit {
  return { key, code, ctrlKey, metaKey, shiftKey, altKey, repeat };
}
