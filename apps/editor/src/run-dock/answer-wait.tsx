import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Action } from '../actions/action-store.ts';
import { useActions } from '../actions/use-actions.ts';
import { fetchPart } from '../parts/fetch-part.ts';
import { IconBraces, IconCheck, IconX } from '../parts/icons.ts';
import { KeysAhead } from '../parts/keys-ahead.tsx';
import { ProblemPanel } from '../parts/problem-panel.tsx';
import { useAnswerWait } from '../queries/use-answer-wait.ts';
import classes from './wait-list.module.css';

const AnswerDialog = lazy(() => fetchPart(async () => ({ default: (await import('./answer-dialog.tsx')).AnswerDialog })));

interface AnswerWaitProps {
  readonly executionId: string;
  /** Undefined for those who may not follow the link. */
  readonly token: string | undefined;
  /** Whether it is the one that the palette means: of several on a page the one with the focus. */
  readonly isMeant?: boolean;
}

/** Ends the wait for an answer right here: yes, no, or any JSON. What the buttons send is what the resume link's own page sends. */
export function AnswerWait({ executionId, token, isMeant = true }: AnswerWaitProps) {
  const { t } = useTranslation();
  const answer = useAnswerWait(executionId);
  const [isWriting, setWriting] = useState(false);
  const isBusy = answer.isPending || answer.isSuccess;
  const common = { size: 'xs', disabled: token === undefined, title: token === undefined ? t('waits.mayNotAnswer') : undefined };
  const send = (approved: boolean) => token !== undefined && answer.mutate({ token, answer: { approved } });
  const group = t('palette.run');
  const disabled = common.title;
  return (
    <>
      {isMeant && (
        <Offered
          actions={[
            { id: 'wait.approve', title: t('waits.approve'), group, icon: IconCheck, disabled, run: () => send(true) },
            { id: 'wait.reject', title: t('waits.reject'), group, icon: IconX, disabled, run: () => send(false) },
            { id: 'wait.answer', title: t('waits.answerWith'), group, icon: IconBraces, disabled, run: () => setWriting(true) },
          ]}
        />
      )}
      <div className={classes['actions']}>
        <Button {...common} leftSection={<IconCheck size={14} />} loading={isBusy} onClick={() => send(true)}>
          {t('waits.approve')}
        </Button>
        <Button
          {...common}
          variant="default"
          leftSection={<IconX size={14} />}
          disabled={token === undefined || isBusy}
          onClick={() => send(false)}
        >
          {t('waits.reject')}
        </Button>
        <Button
          {...common}
          variant="default"
          leftSection={<IconBraces size={14} />}
          disabled={token === undefined || isBusy}
          onClick={() => setWriting(true)}
        >
          {t('waits.answerWith')}
        </Button>
      </div>
      {answer.isError && <ProblemPanel error={answer.error} />}
      {isWriting && token !== undefined && (
        <Suspense fallback={<KeysAhead />}>
          <AnswerDialog
            onClose={() => setWriting(false)}
            onAnswer={(value) => {
              setWriting(false);
              answer.mutate({ token, answer: value });
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** Actions that come and go with what they are done to. */
function Offered({ actions }: { readonly actions: readonly Action[] }) {
  useActions(actions);
  return null;
}
