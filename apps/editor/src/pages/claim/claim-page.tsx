import { useState } from 'react';
import { ClaimForm } from './claim-form.tsx';
import { PhraseStep } from './phrase-step.tsx';
import { useClaim } from './use-claim.ts';

/** The first start: the one-time link makes whoever opens it first the owner, with a key made in this browser. */
export function ClaimPage() {
  const [token] = useState(() => decodeURIComponent(window.location.hash.slice(1)));
  const claim = useClaim(token);
  return claim.data === undefined ? <ClaimForm token={token} claim={claim} /> : <PhraseStep phrase={claim.data.phrase} />;
}
