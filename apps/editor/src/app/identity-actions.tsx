import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../actions/use-actions.ts';
import { IconCopy, IconKey, IconLogout } from '../parts/icons.ts';
import { useSession } from './services.ts';
import { SignOutDialog } from './sign-out-dialog.tsx';

/** What the menu of who signs does, in the palette of every page. */
export function IdentityActions() {
  const { t } = useTranslation();
  const session = useSession();
  const navigate = useNavigate();
  const [isLeaving, setLeaving] = useState(false);
  const did = session.phase === 'ready' ? session.did : '';
  const group = t('palette.actions');
  useActions([
    {
      id: 'identity.copy',
      title: t('identity.copyDid'),
      group,
      icon: IconCopy,
      run: () => navigator.clipboard.writeText(did),
    },
    { id: 'identity.keys', title: t('identity.keys'), group, icon: IconKey, run: () => navigate({ to: '/settings/keys' }) },
    { id: 'identity.sign-out', title: t('identity.signOut'), group, icon: IconLogout, run: () => setLeaving(true) },
  ]);
  return isLeaving && <SignOutDialog onClose={() => setLeaving(false)} />;
}
