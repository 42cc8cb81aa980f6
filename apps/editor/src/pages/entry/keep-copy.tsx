import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PassphraseField, SHORTEST_PASSPHRASE } from './passphrase-field.tsx';
import { useNeedsPassphrase } from './use-needs-passphrase.ts';

interface KeepCopyProps {
  /** Undefined: no copy is wanted. */
  readonly passphrase: string | undefined;
  readonly onChange: (passphrase: string | undefined) => void;
}

/** Offers to keep the phrase in this browser under a passphrase. Where the browser needs one for the key itself, it is asked for that. */
export function KeepCopy({ passphrase, onChange }: KeepCopyProps) {
  const { t } = useTranslation();
  const needsPassphrase = useNeedsPassphrase();
  if (needsPassphrase) return <PassphraseField value={passphrase ?? ''} onChange={onChange} />;
  return (
    <>
      <Checkbox
        label={t('keepCopy.label')}
        description={t('keepCopy.help')}
        checked={passphrase !== undefined}
        onChange={(event) => onChange(event.currentTarget.checked ? '' : undefined)}
        mb="md"
      />
      {passphrase !== undefined && (
        <PassphraseField
          value={passphrase}
          onChange={onChange}
          help={t('passphrase.helpCopy', { count: SHORTEST_PASSPHRASE })}
          autoFocus
        />
      )}
    </>
  );
}
