import { Button } from '@mantine/core';
import { getClaimState } from '@sluice/protocol';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../app/services.ts';
import { EntryFrame } from '../entry/entry-frame.tsx';
import { NewKeyForm } from '../entry/new-key-form.tsx';
import type { useClaim } from './use-claim.ts';

interface ClaimFormProps {
  readonly token: string;
  readonly claim: ReturnType<typeof useClaim>;
}

export function ClaimForm({ token, claim }: ClaimFormProps) {
  const { t } = useTranslation();
  const state = useQuery({ queryKey: ['claim'], queryFn: ({ signal }) => api(getClaimState, {}, { signal }), retry: false });

  if (token === '' || state.data?.claimed === true) {
    const isClaimed = state.data?.claimed === true;
    return (
      <EntryFrame
        title={t(isClaimed ? 'claim.taken' : 'claim.noToken')}
        text={t(isClaimed ? 'claim.takenText' : 'claim.noTokenText')}
      >
        <Button component={Link} to="/sign-in" fullWidth>
          {t('claim.signIn')}
        </Button>
      </EntryFrame>
    );
  }
  return (
    <EntryFrame title={t('claim.title')} text={t('claim.text')}>
      <NewKeyForm submit={t('claim.submit')} making={claim} />
    </EntryFrame>
  );
}
