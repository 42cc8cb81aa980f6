import { Button, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { isFinal, replayExecution } from '@sluice/protocol';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../api/api-error.ts';
import { api } from '../../app/services.ts';
import { IconRotateClockwise2 } from '../../parts/icons.ts';
import type { ExecutionDetail } from '../../queries/use-execution.ts';

/** Runs the plan again from the recorded results and says whether every event came out the same (I4). Nothing outside is touched. */
export function ReplayButton({ execution }: { readonly execution: ExecutionDetail }) {
  const { t } = useTranslation();
  const replay = useMutation({
    mutationFn: () => api(replayExecution, { params: { id: execution.id } }),
    onSuccess: ({ identical, events, divergence }) =>
      notifications.show(
        identical
          ? { color: 'green', title: t('replay.identical'), message: t('replay.identicalText', { count: events }) }
          : {
              color: 'red',
              title: t('replay.diverged'),
              message: t('replay.divergedText', { seq: divergence?.seq ?? 0 }),
              autoClose: false,
            },
      ),
    onError: (error) => {
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    },
  });
  if (!isFinal(execution.status)) return null;
  return (
    <Tooltip label={t('replay.help')}>
      <Button
        variant="default"
        leftSection={<IconRotateClockwise2 size={16} />}
        loading={replay.isPending}
        onClick={() => replay.mutate()}
      >
        {t('replay.button')}
      </Button>
    </Tooltip>
  );
}
