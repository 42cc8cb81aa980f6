import { Navigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useSession } from '../../app/services.ts';
import { KeyFileForm } from './key-file-form.tsx';
import { NewKey } from './new-key.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { UnlockForm } from './unlock-form.tsx';

/** The way in for a browser that does not sign yet: open the sealed key, bring the phrase or a key file, or make a key for an owner to add. */
export function SignInPage() {
  const session = useSession();
  const { to = '/' } = useSearch({ from: '/sign-in' });
  const [way, setWay] = useState<'phrase' | 'file' | 'new'>('phrase');
  if (session.phase === 'ready') return <Navigate to="/" href={to} replace />;
  if (session.phase === 'locked') return <UnlockForm name={session.record.name} />;
  const back = () => setWay('phrase');
  if (way === 'new') return <NewKey onBack={back} />;
  if (way === 'file') return <KeyFileForm onBack={back} />;
  return <SignInForm onNew={() => setWay('new')} onFile={() => setWay('file')} />;
}
