import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatBytes } from '../format/format-bytes.ts';
import classes from './json-area.module.css';

/** In characters: a browser takes seconds to draw a text that is longer. */
const LONGEST = 1_000_000;

interface JsonAreaProps {
  readonly label: string;
  readonly description: string;
  readonly text: string;
  readonly error: string | undefined;
  readonly rows: number;
  readonly onText: (text: string) => void;
}

/** JSON that is written or pasted in a dialog. */
export function JsonArea({ label, description, text, error, rows, onText }: JsonAreaProps) {
  const { t } = useTranslation();
  const [refused, setRefused] = useState<string>();
  return (
    <Textarea
      label={label}
      description={description}
      value={text}
      rows={rows}
      onChange={(event) => {
        setRefused(undefined);
        onText(event.currentTarget.value);
      }}
      onPaste={(event) => {
        const { length } = event.clipboardData.getData('text/plain');
        if (length <= LONGEST) return;
        event.preventDefault();
        setRefused(t('json.tooLong', { size: formatBytes(length), most: formatBytes(LONGEST) }));
      }}
      spellCheck={false}
      error={refused ?? error}
      classNames={{ input: classes['input'] ?? '' }}
      data-autofocus
    />
  );
}
