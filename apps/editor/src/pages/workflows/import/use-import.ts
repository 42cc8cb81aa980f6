import { notifications } from '@mantine/notifications';
import { createWorkflow } from '@sluice/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemOfError } from '../../../api/api-error.ts';
import { api } from '../../../app/services.ts';
import type { Bulk } from '../../../bulk/use-bulk.ts';
import { type ImportedWorkflow, parseImport } from './parse-import.ts';

/** More than a text that a browser can well hold; a single document may be 10 MB. */
const FILE_BYTES = 100 * 1024 * 1024;

interface UseImport {
  readonly bulk: Bulk<ImportedWorkflow>;
  /** Where those go that came without a folder. */
  readonly folder: string;
}

/** Makes workflows out of files: one is opened, several stay in the list. A file that is none is said with its place, and holds up no other. */
export function useImport({ bulk, folder }: UseImport): (files: readonly File[]) => Promise<void> {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();

  const read = async (file: File): Promise<readonly ImportedWorkflow[]> => {
    try {
      if (file.size > FILE_BYTES) throw new Error(t('import.tooLarge'));
      return parseImport(await file.text());
    } catch (error) {
      const { detail } = problemOfError(error);
      notifications.show({ color: 'red', title: t('import.failed', { file: file.name }), message: detail, autoClose: 10_000 });
      return [];
    }
  };

  return async (files) => {
    const found = (await Promise.all(files.map(read))).flat();
    if (found.length === 0) return;
    let opened = '';
    const { done } = await bulk.start(t('import.running'), found, async ({ document, tags, folder: own }) => {
      const made = await api(createWorkflow, { body: { document, tags, folder: own === '' ? folder : own } });
      opened = made.id;
    });
    await Promise.all([
      client.invalidateQueries({ queryKey: ['workflows', 'list'] }),
      client.invalidateQueries({ queryKey: ['workflows', 'folders'] }),
    ]);
    if (found.length === 1 && opened !== '') await navigate({ to: '/workflows/$workflowId', params: { workflowId: opened } });
    else if (done.length > 0) notifications.show({ message: t('import.done', { count: done.length }) });
  };
}
