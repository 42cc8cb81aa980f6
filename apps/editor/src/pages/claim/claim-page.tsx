import { useSyncExternalStore } from 'react';
import { ClaimForm } from './claim-form.tsx';
import { PhraseStep } from './phrase-step.tsx';
import { useClaim } from './use-claim.ts';

/** The first start: the one-time link makes whoever opens it first the owner, with a key made in this browser. */
export function ClaimPage() {
  const hash = useSyncExternalStore(onHashChange, () => window.location.hash);
  const token = hash.slice(1);
  const claim = useClaim(token);
  return claim.data === undefined ? <ClaimForm token={token} claim={claim} /> : <PhraseStep phrase={claim.data.phrase} />;
}

/** Another link that is opened in the same tab changes the hash only. */
function onHashChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
