import { notifications } from '@mantine/notifications';
import { workflowDocument } from '@sluice/protocol';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useAction } from '../../actions/use-action.ts';
import { problemOfError } from '../../api/api-error.ts';
import { IconPlus } from '../../parts/icons.ts';
import { useCan } from '../../queries/use-me.ts';
import { useWorkflowChanges } from '../../queries/use-workflow-changes.ts';

interface NewWorkflow {
  readonly create: () => void;
  readonly isPending: boolean;
  /** Why it cannot be done. */
  readonly reason: string | undefined;
}

/** Makes an empty workflow in a folder, and opens it; in the palette, too. */
export function useNewWorkflow(folder: string): NewWorkflow {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const changes = useWorkflowChanges();
  const canBuild = useCan('builder');
  const { mutate, isPending } = useMutation({
    mutationFn: () =>
      changes.create(workflowDocument.parse({ format: 'sluice/1', name: t('workflows.untitled'), nodes: {} }), folder),
    onSuccess: async ({ id }) => {
      await changes.refresh();
      await navigate({ to: '/workflows/$workflowId', params: { workflowId: id } });
    },
    onError: (error) =>
      notifications.show({ color: 'red', title: t('workflows.notCreated'), message: problemOfError(error).detail }),
  });
  const reason = canBuild ? undefined : t('role.mayNotBuild');
  const create = () => mutate();
  useAction({
    id: 'workflows.new',
    title: t('workflows.new'),
    group: t('workflows.title'),
    icon: IconPlus,
    disabled: reason,
    run: create,
  });
  return { create, isPending, reason };
}
