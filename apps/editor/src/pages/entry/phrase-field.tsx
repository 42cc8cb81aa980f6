import { Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PhraseProblem } from '../../keys/phrase.ts';

interface PhraseFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly problem: PhraseProblem | undefined;
  /** Instead of what is wrong with the phrase by itself. */
  readonly error?: string | undefined;
}

/** Where somebody types the 24 words. */
export function PhraseField({ value, onChange, problem, error }: PhraseFieldProps) {
  const { t } = useTranslation();
  return (
    <Textarea
      label={t('signIn.phrase')}
      description={t('signIn.phraseHelp')}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={problem === undefined ? error : problemText(problem, t)}
      autosize
      minRows={3}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="none"
      mb="md"
    />
  );
}

function problemText(problem: PhraseProblem, t: ReturnType<typeof useTranslation>['t']): string {
  switch (problem.kind) {
    case 'word-count':
      return t('phrase.wordCount', { count: problem.count });
    case 'unknown-word':
      return t('phrase.unknownWord', { word: problem.word, position: problem.position });
    case 'checksum':
      return t('phrase.checksum');
  }
}
