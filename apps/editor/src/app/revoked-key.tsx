import { Button } from '@mantine/core';
import { useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../parts/problem-panel.tsx';
import { queryClient } from './query-client.ts';
import { sessionStore, stream } from './services.ts';

/** In place of every page when the key of this browser was revoked: the way on is another key. */
export function RevokedKey({ error }: { readonly error: unknown }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { href } = useLocation();
  // It would ask again and again, and be refused each time.
  useEffect(() => stream.dispose(), []);
  const signIn = async () => {
    await sessionStore.getState().forget();
    queryClient.clear();
    await navigate({ to: '/sign-in', search: { to: href } });
  };
  return (
    <div style={{ maxWidth: 640, margin: '0 auto', padding: 24 }}>
      <ProblemPanel isPage error={error}>
        <Button size="xs" onClick={signIn}>
          {t('identity.another')}
        </Button>
      </ProblemPanel>
    </div>
  );
}
