import { PasswordInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export const SHORTEST_PASSPHRASE = 10;

/** Asked for where the browser has no Ed25519: what the key is encrypted under. */
export function PassphraseField({ value, onChange }: { readonly value: string; readonly onChange: (value: string) => void }) {
  const { t } = useTranslation();
  return (
    <PasswordInput
      label={t('passphrase.label')}
      description={t('passphrase.help', { count: SHORTEST_PASSPHRASE })}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={
        value !== '' && value.length < SHORTEST_PASSPHRASE ? t('passphrase.short', { count: SHORTEST_PASSPHRASE }) : undefined
      }
      autoComplete="new-password"
      required
      mb="md"
    />
  );
}
