import { Navigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '../../app/services.ts';
import { NewKey } from './new-key.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { UnlockForm } from './unlock-form.tsx';

/** The way in for a browser that does not sign yet: open the sealed key, bring the phrase, or make a key for an owner to add. */
export function SignInPage() {
  const session = useSession();
  const [isNew, setNew] = useState(false);
  if (session.phase === 'ready') return <Navigate to="/" replace />;
  if (session.phase === 'locked') return <UnlockForm name={session.record.name} />;
  return isNew ? <NewKey onBack={() => setNew(false)} /> : <SignInForm onNew={() => setNew(true)} />;
}
