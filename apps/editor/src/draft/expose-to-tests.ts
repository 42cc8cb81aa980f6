import type { DraftSession } from './draft-session.ts';

/** What a test puts into the page's session storage under this name before it opens the page. */
const FLAG = 'sluice-test-draft';

declare global {
  interface Window {
    __sluiceDraft?: DraftSession;
  }
}

/** Hands the open draft to a test that asks for it: a thousand edits a minute are made there, which no hand makes. */
export function exposeToTests(session: DraftSession): void {
  if (sessionStorage.getItem(FLAG) !== null) window.__sluiceDraft = session;
}
