import { ActionIcon, CopyButton as MantineCopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconCheck, IconCopy } from './icons.ts';
import { Tip } from './tip.tsx';

/** Copies a text and says so. `label` says what is copied. */
export function CopyButton({ value, label }: { readonly value: string; readonly label: string }) {
  const { t } = useTranslation();
  return (
    <MantineCopyButton value={value} timeout={1600}>
      {({ copied, copy }) => (
        <Tip label={copied ? t('copy.done') : label}>
          <ActionIcon variant="subtle" color="gray" size="sm" onClick={copy} aria-label={copied ? t('copy.done') : label}>
            {copied ? <IconCheck size={15} color="var(--sl-completed)" /> : <IconCopy size={15} />}
          </ActionIcon>
        </Tip>
      )}
    </MantineCopyButton>
  );
}
