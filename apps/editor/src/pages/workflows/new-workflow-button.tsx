import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { IconPlus } from '../../parts/icons.ts';
import { useNewWorkflow } from './use-new-workflow.ts';

/** Makes an empty workflow in a folder, and opens it. */
export function NewWorkflowButton({ folder }: { readonly folder: string }) {
  const { t } = useTranslation();
  const { create, isPending, reason } = useNewWorkflow(folder);
  return (
    <Button
      leftSection={<IconPlus size={16} />}
      disabled={reason !== undefined}
      title={reason}
      loading={isPending}
      onClick={create}
    >
      {t('workflows.new')}
    </Button>
  );
}
