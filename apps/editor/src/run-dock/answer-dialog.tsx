import { Button, Group } from '@mantine/core';
import type { Json } from '@sluice/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readJsonText } from '../format/read-json-text.ts';
import { Dialog } from '../parts/dialog.tsx';
import { JsonArea } from '../parts/json-area.tsx';

interface AnswerDialogProps {
  readonly onAnswer: (answer: Json) => void;
  readonly onClose: () => void;
}

/** Asks for the JSON that a wait gives out when a yes or no is not enough. */
export function AnswerDialog({ onAnswer, onClose }: AnswerDialogProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('{\n  "approved": true,\n  "reason": ""\n}');
  const parsed = readJsonText(text);
  return (
    <Dialog onClose={onClose} title={t('answer.title')} size="lg" closeButtonProps={{ 'aria-label': t('confirm.close') }}>
      <JsonArea
        label={t('answer.label')}
        description={t('answer.help')}
        text={text}
        error={parsed.error}
        rows={8}
        onText={setText}
      />
      <Group justify="flex-end" mt="lg" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('dialog.cancel')}
        </Button>
        <Button disabled={parsed.value === undefined} onClick={() => parsed.value !== undefined && onAnswer(parsed.value)}>
          {t('answer.send')}
        </Button>
      </Group>
    </Dialog>
  );
}
