const channel = new BroadcastChannel('sluice-key');

/** Tells the other tabs of this browser that another key is kept now, or none. */
export function announceKeyChange(): void {
  channel.postMessage(undefined);
}

/** `listener` is called when another tab has changed the key. */
export function onKeyChange(listener: () => void): void {
  channel.onmessage = listener;
}
