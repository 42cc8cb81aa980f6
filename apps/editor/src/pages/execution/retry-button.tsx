import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { isFinal, retryExecution } from '@sluice/protocol';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../api/api-error.ts';
import { IconRefresh } from '../../parts/icons.ts';
import { useExecutionChanges } from '../../queries/use-execution-changes.ts';
import type { ExecutionSummary } from '../../queries/use-executions.ts';
import { useLacks } from '../../queries/use-right.ts';

interface RetryButtonProps {
  readonly execution: ExecutionSummary;
  readonly size?: 'xs' | 'sm';
}

/** Runs an ended execution again with the same version and items, and leads to the new one. */
export function useRetry(execution: ExecutionSummary) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const lacks = useLacks()(retryExecution, execution);
  const changes = useExecutionChanges();
  const retry = useMutation({
    mutationFn: () => changes.retry(execution.id, 'same'),
    onSuccess: async (executionId) => {
      await changes.refresh();
      await navigate({ to: '/executions/$executionId', params: { executionId } });
    },
    onError: (error) => {
      const { title, detail } = problemOfError(error);
      notifications.show({ color: 'red', title, message: detail });
    },
  });
  const reason = lacks ?? (isFinal(execution.status) ? undefined : t('rows.isUnderWay'));
  return { run: () => retry.mutate(), reason, isPending: retry.isPending };
}

/** Stands where an execution has ended. */
export function RetryButton({ execution, size = 'sm' }: RetryButtonProps) {
  const { t } = useTranslation();
  const { run, reason, isPending } = useRetry(execution);
  if (!isFinal(execution.status)) return null;
  return (
    <Button
      variant="default"
      size={size}
      leftSection={<IconRefresh size={15} />}
      disabled={reason !== undefined}
      title={reason ?? t('executions.retryHelp')}
      loading={isPending}
      onClick={run}
    >
      {t('executions.retry')}
    </Button>
  );
}
