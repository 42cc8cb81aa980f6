import { Button } from '@mantine/core';
import { linkSecret } from '@sluice/protocol';
import { Link, useNavigate } from '@tanstack/react-router';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../../app/services.ts';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { UnlockForm } from '../sign-in/unlock-form.tsx';
import { OpenWithKey } from './open-with-key.tsx';
import { OpenWithNewKey } from './open-with-new-key.tsx';
import { SharePhrase } from './share-phrase.tsx';
import { useRedeem } from './use-redeem.ts';

/** Where a share link leads: with the key of this browser, or with one that is made here, to the workflow. */
export function SharePage() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const session = useSession();
  const secret = useSyncExternalStore(onHashChange, () => window.location.hash).slice(1);
  const redeem = useRedeem(secret);

  if (redeem.data?.phrase !== undefined) {
    return <SharePhrase phrase={redeem.data.phrase} workflowId={redeem.data.shared.share.workflowId} />;
  }
  if (!linkSecret.safeParse(secret).success) {
    return (
      <EntryFrame title={t('shared.noSecret')} text={t('shared.noSecretText')}>
        <Button component={Link} to="/" variant="default" fullWidth>
          {t('shell.home')}
        </Button>
      </EntryFrame>
    );
  }
  if (session.phase === 'locked') return <UnlockForm name={session.record.name} />;
  if (session.phase !== 'ready') return <OpenWithNewKey redeem={redeem} />;
  // The link leaves the browser's history with this.
  const open = (workflowId: string) => navigate({ to: '/workflows/$workflowId', params: { workflowId }, replace: true });
  return (
    <OpenWithKey
      name={session.name}
      error={redeem.error}
      isBusy={redeem.isPending || redeem.isSuccess}
      onOpen={() =>
        redeem.mutate({ name: session.name.trim() || 'Guest' }, { onSuccess: ({ shared }) => open(shared.share.workflowId) })
      }
    />
  );
}

/** Another link that is opened in the same tab changes the hash only. */
function onHashChange(listener: () => void): () => void {
  window.addEventListener('hashchange', listener);
  return () => window.removeEventListener('hashchange', listener);
}
