import { Button, Loader, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { isFinal, replayExecution } from '@sluice/protocol';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { problemOfError } from '../../api/api-error.ts';
import { api } from '../../app/services.ts';
import { IconRotateClockwise2 } from '../../parts/icons.ts';
import type { ExecutionDetail } from '../../queries/use-execution.ts';

/** Runs the plan again from the recorded results and says whether every event came out the same (I4). Nothing outside is touched. */
export function ReplayButton({ execution }: { readonly execution: ExecutionDetail }) {
  const { t } = useTranslation();
  const aborter = useRef<AbortController>(undefined);
  useEffect(() => () => aborter.current?.abort(), []);
  const replay = useMutation({
    mutationFn: () => {
      aborter.current = new AbortController();
      return api(replayExecution, { params: { id: execution.id } }, { signal: aborter.current.signal });
    },
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
      if (aborter.current?.signal.aborted === true) return;
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    },
  });
  // Most replays are over at once: a second click must not stop one.
  const [isLong] = useDebouncedValue(replay.isPending, 1000);
  const isOver = isFinal(execution.status);
  useAction({
    id: 'replay',
    title: t('replay.button'),
    group: t('palette.run'),
    icon: IconRotateClockwise2,
    disabled: isOver ? undefined : t('rows.isUnderWay'),
    run: () => replay.mutate(),
  });
  if (!isOver) return null;
  if (replay.isPending && isLong)
    return (
      <Button variant="default" leftSection={<Loader size={14} />} onClick={() => aborter.current?.abort()} aria-live="polite">
        {t('replay.stop')}
      </Button>
    );
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
