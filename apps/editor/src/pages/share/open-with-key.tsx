import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemPanel } from '../../parts/problem-panel.tsx';
import { EntryFrame } from '../entry/entry-frame.tsx';

interface OpenWithKeyProps {
  /** Whose key it is. */
  readonly name: string;
  readonly error: unknown;
  readonly isBusy: boolean;
  readonly onOpen: () => void;
}

/** Opens what a link shares with the key that this browser has. */
export function OpenWithKey({ name, error, isBusy, onOpen }: OpenWithKeyProps) {
  const { t } = useTranslation();
  return (
    <EntryFrame title={t('shared.title')} text={t('shared.textKey', { name })}>
      {error !== null && <ProblemPanel error={error} />}
      <Button fullWidth size="md" mt="md" loading={isBusy} onClick={onOpen}>
        {t('shared.open')}
      </Button>
    </EntryFrame>
  );
}
