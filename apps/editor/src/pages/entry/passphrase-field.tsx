import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export const SHORTEST_PASSPHRASE = 10;

interface PassphraseFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** What it is for; by default that the browser has no Ed25519, and the key is encrypted under it. */
  readonly help?: string;
  readonly autoFocus?: boolean;
}

/** Asks for a new passphrase. */
export function PassphraseField({ value, onChange, help, autoFocus = false }: PassphraseFieldProps) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={t('passphrase.label')}
      description={help ?? t('passphrase.help', { count: SHORTEST_PASSPHRASE })}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={
        value !== '' && value.length < SHORTEST_PASSPHRASE ? t('passphrase.short', { count: SHORTEST_PASSPHRASE }) : undefined
      }
      autoComplete="new-password"
      autoFocus={autoFocus}
      required
      mb="md"
    />
  );
}
