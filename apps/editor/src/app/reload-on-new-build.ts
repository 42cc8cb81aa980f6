const MARK = 'sluice-reloaded-at';
/** A second failure within this time is no new build: then the error is shown instead. */
const AGAIN_MS = 20_000;

/**
 * After an update of Sluice, an open page still asks for the parts of the old build, which are gone. Then the page is loaded anew,
 * once; what it shows stands in its address.
 */
export function reloadOnNewBuild(): void {
  window.addEventListener('vite:preloadError', (event) => {
    const reloadedAt = Number(window.sessionStorage.getItem(MARK) ?? 0);
    if (Date.now() - reloadedAt < AGAIN_MS) return;
    event.preventDefault();
    window.sessionStorage.setItem(MARK, String(Date.now()));
    window.location.reload();
  });
}
