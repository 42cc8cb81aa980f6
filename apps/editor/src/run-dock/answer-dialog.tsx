import { Button, Group, Textarea } from '@mantine/core';
import { type Json, parseStrictJson, SluiceError } from '@sluice/protocol';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sayProblem } from '../i18n/say-problem.ts';
import { Dialog } from '../parts/dialog.tsx';

interface AnswerDialogProps {
  readonly onAnswer: (answer: Json) => void;
  readonly onClose: () => void;
}

/** Asks for the JSON that a wait gives out when a yes or no is not enough. */
export function AnswerDialog({ onAnswer, onClose }: AnswerDialogProps) {
  const { t } = useTranslation();
  const [text, setText] = useState('{\n  "approved": true,\n  "reason": ""\n}');
  const parsed = parse(text);
  return (
    <Dialog onClose={onClose} title={t('answer.title')} size="lg" closeButtonProps={{ 'aria-label': t('confirm.close') }}>
      <Textarea
        label={t('answer.label')}
        description={t('answer.help')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        error={parsed.error}
        spellCheck={false}
        styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
        autosize
        minRows={6}
        maxRows={18}
        data-autofocus
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

function parse(text: string): { value?: Json; error?: string } {
  try {
    return { value: parseStrictJson(text) };
  } catch (error) {
    return { error: error instanceof SluiceError ? sayProblem(error.detail) : String(error) };
  }
}
