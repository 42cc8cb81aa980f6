import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../parts/late-confirm-dialog.ts';
import { queryClient } from './query-client.ts';
import { sessionStore } from './services.ts';

/** Asks once before the key is taken out of this browser. */
export function SignOutDialog({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const signOut = async () => {
    await sessionStore.getState().forget();
    queryClient.clear();
    await navigate({ to: '/sign-in' });
  };
  return (
    <ConfirmDialog
      title={t('identity.signOut')}
      text={t('identity.signOutText')}
      action={t('identity.signOut')}
      onConfirm={signOut}
      onClose={onClose}
    />
  );
}
