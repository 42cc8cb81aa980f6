import { isFinal } from '@sluice/protocol';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Bulk } from '../../bulk/use-bulk.ts';
import { ConfirmDialog } from '../../parts/late-confirm-dialog.ts';
import { showWithButton } from '../../parts/show-with-button.tsx';
import { useExecutionChanges } from '../../queries/use-execution-changes.ts';
import type { ExecutionSummary } from '../../queries/use-executions.ts';
import { namesOf } from './names-of.ts';

type Many = readonly ExecutionSummary[];

export interface ExecutionActions {
  /** Runs them again with what each was given; without a question, since it takes nothing away. */
  readonly retry: (executions: Many, version: 'same' | 'draft') => void;
  /** Each asks once first, and does it to those it fits. */
  readonly cancel: (executions: Many) => void;
  readonly remove: (executions: Many) => void;
}

/** Those that can still be cancelled, and those that can be deleted. */
export const underWay = (executions: Many): Many => executions.filter(({ status }) => !isFinal(status));
export const ended = (executions: Many): Many => executions.filter(({ status }) => isFinal(status));

/** What the list does to one execution or many, with progress. `dialog` belongs on the page. */
export function useExecutionActions(bulk: Bulk<ExecutionSummary>): { actions: ExecutionActions; dialog: ReactNode } {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const changes = useExecutionChanges();
  const [asked, setAsked] = useState<{ readonly what: 'cancel' | 'remove'; readonly executions: Many }>();

  const inBulk = async (title: string, executions: Many, act: (id: string) => Promise<unknown>) => {
    const { done } = await bulk.start({ title }, executions, ({ id }) => act(id));
    await changes.refresh();
    return done;
  };
  const actions: ExecutionActions = {
    retry: async (executions, version) => {
      let started = '';
      const done = await inBulk(t('executions.retrying'), executions, async (id) => {
        started = await changes.retry(id, version);
      });
      if (done.length === 0) return;
      const text = t('executions.retried', { count: done.length, name: done[0]?.workflowName ?? '' });
      if (done.length > 1)
        showWithButton(text, t('executions.showRetried'), async () => {
          await navigate({ to: '/executions', search: {} });
          document.getElementById('main')?.scrollTo({ top: 0 });
        });
      else
        showWithButton(text, t('executions.openRetried'), () =>
          navigate({ to: '/executions/$executionId', params: { executionId: started } }),
        );
    },
    cancel: (executions) => setAsked({ what: 'cancel', executions: underWay(executions) }),
    remove: (executions) => setAsked({ what: 'remove', executions: ended(executions) }),
  };

  const confirm = async () => {
    if (asked === undefined) return;
    setAsked(undefined);
    if (asked.what === 'cancel') await inBulk(t('executions.cancelling'), asked.executions, changes.cancel);
    else await inBulk(t('executions.removing'), asked.executions, changes.remove);
  };
  const dialog = asked !== undefined && (
    <ConfirmDialog
      title={t(`executions.${asked.what}Title`, { count: asked.executions.length })}
      text={t(`executions.${asked.what}Text`, { count: asked.executions.length, names: namesOf(asked.executions) })}
      action={t(`executions.${asked.what}Do`, { count: asked.executions.length })}
      onConfirm={() => void confirm()}
      onClose={() => setAsked(undefined)}
    />
  );
  return { actions, dialog };
}
