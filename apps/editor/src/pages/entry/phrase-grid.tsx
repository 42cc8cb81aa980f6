import { Button, CopyButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconCheck, IconCopy } from '../../parts/icons.ts';
import classes from './phrase-grid.module.css';

/** The 24 words, numbered, as they are to be written down. */
export function PhraseGrid({ phrase }: { readonly phrase: string }) {
  const { t } = useTranslation();
  return (
    <>
      <ol className={classes['words']} aria-label={t('phrase.label')}>
        {phrase.split(' ').map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word may come twice; its place is what it is
          <li key={index}>{word}</li>
        ))}
      </ol>
      <CopyButton value={phrase} timeout={2000}>
        {({ copied, copy }) => (
          <Button
            variant="subtle"
            size="xs"
            onClick={copy}
            leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
          >
            {t(copied ? 'copy.done' : 'phrase.copy')}
          </Button>
        )}
      </CopyButton>
    </>
  );
}
