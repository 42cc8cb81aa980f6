import { useTranslation } from 'react-i18next';
import { useActions } from '../../actions/use-actions.ts';
import { IconAdjustments } from '../../parts/icons.ts';
import { type Span, spans } from '../../queries/execution-spans.ts';
import type { FilterChange } from './execution-filters.tsx';

export const statuses = ['running', 'waiting', 'in-doubt', 'completed', 'failed', 'cancelled'] as const;

/** What the list is narrowed down by, in the palette. */
export function useFilterActions(onChange: (change: FilterChange) => void): void {
  const { t } = useTranslation();
  const group = t('executions.title');
  const choice = (id: string, what: string, choice: string, change: FilterChange) => ({
    id: `executions.${id}`,
    title: `${what}: ${choice}`,
    group,
    icon: IconAdjustments,
    run: () => onChange(change),
  });
  const status = t('executions.byStatus');
  const time = t('executions.time');
  const noTime = { from: undefined, to: undefined };
  useActions([
    choice('status.all', status, t('executions.all'), { status: undefined }),
    ...statuses.map((each) => choice(`status.${each}`, status, t(`status.${each}`), { status: each })),
    choice('time.any', time, t('executions.anyTime'), { ...noTime, since: undefined }),
    ...(Object.keys(spans) as Span[]).map((since) =>
      choice(`time.${since}`, time, t(`executions.since.${since}`), { ...noTime, since }),
    ),
  ]);
}
