import { cancelExecution, deleteExecution, isFinal, retryExecution } from '@sluice/protocol';
import { useTranslation } from 'react-i18next';
import { useRowActions } from '../../bulk/use-row-actions.ts';
import type { Selection } from '../../bulk/use-selection.ts';
import { uiLocale } from '../../i18n/ui-locale.ts';
import { IconPencil, IconPlayerStop, IconRefresh, IconTrash } from '../../parts/icons.ts';
import type { ExecutionSummary } from '../../queries/use-executions.ts';
import { useLacks } from '../../queries/use-right.ts';
import type { ExecutionActions } from './use-execution-actions.tsx';

interface ExecutionRowActionsOptions {
  readonly items: readonly ExecutionSummary[];
  readonly selection: Selection;
  readonly focused: ExecutionSummary | undefined;
  readonly actions: ExecutionActions;
}

/** What the menus of the rows do, in the palette. */
export function useExecutionRowActions({ actions, ...list }: ExecutionRowActionsOptions): void {
  const { t } = useTranslation();
  const lacks = useLacks();
  useRowActions({
    ...list,
    prefix: 'executions',
    keyOf: ({ id }) => id,
    nameOf: ({ workflowName, startedAt }) => `${workflowName}, ${new Date(startedAt).toLocaleString(uiLocale())}`,
    actions: [
      {
        id: 'retry',
        title: t('executions.retry'),
        icon: IconRefresh,
        lacks: (row) => lacks(retryExecution, row),
        run: (rows) => actions.retry(rows, 'same'),
      },
      {
        id: 'retryDraft',
        title: t('executions.retryDraft'),
        icon: IconPencil,
        lacks: (row) => lacks(retryExecution, row),
        run: (rows) => actions.retry(rows, 'draft'),
      },
      {
        id: 'cancel',
        title: t('executions.cancel'),
        icon: IconPlayerStop,
        lacks: (row) => lacks(cancelExecution, row),
        fits: ({ status }) => !isFinal(status),
        misfit: t('rows.hasEnded'),
        run: actions.cancel,
      },
      {
        id: 'remove',
        title: t('executions.remove'),
        icon: IconTrash,
        lacks: (row) => lacks(deleteExecution, row),
        fits: ({ status }) => isFinal(status),
        misfit: t('rows.isUnderWay'),
        run: actions.remove,
      },
    ],
  });
}
