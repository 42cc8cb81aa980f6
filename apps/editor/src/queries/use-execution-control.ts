import { notifications } from '@mantine/notifications';
import { cancelExecution, pauseExecution, resumeExecution } from '@sluice/protocol';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { problemOfError } from '../api/api-error.ts';
import { api } from '../app/services.ts';
import { executionKey } from './use-execution.ts';

export type Control = 'cancel' | 'pause' | 'resume';

/** Cancel, pause and resume: each acts at the next event of the execution. */
export function useExecutionControl(id: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (control: Control) => {
      switch (control) {
        case 'cancel':
          return api(cancelExecution, { params: { id }, body: {} });
        case 'pause':
          return api(pauseExecution, { params: { id } });
        case 'resume':
          return api(resumeExecution, { params: { id } });
      }
    },
    onError: (error) => {
      const problem = problemOfError(error);
      notifications.show({ color: 'red', title: problem.title, message: problem.detail });
    },
    onSettled: () => client.invalidateQueries({ queryKey: executionKey(id) }),
  });
}
