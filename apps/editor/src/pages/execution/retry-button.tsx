import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { isFinal } from '@sluice/protocol';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../api/api-error.ts';
import { IconRefresh } from '../../parts/icons.ts';
import { useExecutionChanges } from '../../queries/use-execution-changes.ts';
import type { ExecutionSummary } from '../../queries/use-executions.ts';
import { useCan } from '../../queries/use-me.ts';

interface RetryButtonProps {
  readonly execution: ExecutionSummary;
  readonly size?: 'xs' | 'sm';
}

/** Runs an ended execution again with the same version and items, and leads to the new one. */
export function RetryButton({ execution, size = 'sm' }: RetryButtonProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const canOperate = useCan('operator');
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
  if (!isFinal(execution.status)) return null;
  return (
    <Button
      variant="default"
      size={size}
      leftSection={<IconRefresh size={15} />}
      disabled={!canOperate}
      title={canOperate ? t('executions.retryHelp') : t('role.mayNotOperate')}
      loading={retry.isPending}
      onClick={() => retry.mutate()}
    >
      {t('executions.retry')}
    </Button>
  );
}
