/** Frames do not come in a page that nobody sees. In ms. */
const AT_MOST_MS = 100;

/** Resolves when what was just done is on the screen, or at once when the page goes away. */
export async function afterPaint(): Promise<void> {
  const listeners = new AbortController();
  const gone = new Promise<void>((resolve) => {
    window.addEventListener('pagehide', () => resolve(), { signal: listeners.signal });
  });
  const painted = new Promise<void>((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 0));
    setTimeout(resolve, AT_MOST_MS);
  });
  await Promise.race([gone, painted]);
  listeners.abort();
}
