import { Button, FileButton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { parseStrictJson, workflowDocument } from '@sluice/protocol';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../api/api-error.ts';
import { IconFileImport } from '../../parts/icons.ts';
import { useCreateWorkflow } from '../../queries/use-create-workflow.ts';
import { useCan } from '../../queries/use-me.ts';

/** Makes a workflow out of a document file, and opens it. */
export function ImportButton() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const create = useCreateWorkflow();
  const canBuild = useCan('builder');

  const importFile = async (file: File | null) => {
    if (file === null) return;
    try {
      const document = workflowDocument.parse(parseStrictJson(await file.text()));
      const workflow = await create.mutateAsync(document);
      await navigate({ to: '/workflows/$workflowId', params: { workflowId: workflow.id } });
    } catch (error) {
      notifications.show({ color: 'red', title: t('import.failed', { file: file.name }), message: problemOfError(error).detail });
    }
  };

  return (
    <FileButton onChange={importFile} accept="application/json,.json">
      {(props) => (
        <Button
          {...props}
          variant="default"
          leftSection={<IconFileImport size={16} />}
          loading={create.isPending}
          disabled={!canBuild}
          title={canBuild ? undefined : t('role.mayNotBuild')}
        >
          {t('import.button')}
        </Button>
      )}
    </FileButton>
  );
}
