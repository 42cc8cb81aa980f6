const MARK = 'sluice-reloaded-at';
/** A second failure within this time is no new build: then the error is shown instead. */
const AGAIN_MS = 20_000;

/**
 * After an update of Sluice, an open page still asks for the parts of the old build, which are gone. Then the page is loaded anew; what it shows
 * stands in its address, and what it has not saved is kept in this browser.
 *
 * @returns false when that was done a moment ago.
 */
export function reloadOnce(): boolean {
  const reloadedAt = Number(window.sessionStorage.getItem(MARK) ?? 0);
  if (Date.now() - reloadedAt < AGAIN_MS) return false;
  window.sessionStorage.setItem(MARK, String(Date.now()));
  window.location.reload();
  return true;
}
