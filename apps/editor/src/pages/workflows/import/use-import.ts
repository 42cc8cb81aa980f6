import { notifications } from '@mantine/notifications';
import { createWorkflow } from '@sluice/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../../../app/services.ts';
import type { Bulk, SayOutcome } from '../../../bulk/use-bulk.ts';
import { fetchPart } from '../../../parts/fetch-part.ts';
import type { ImportedWorkflow } from './parse-import.ts';

/** More than a text that a browser can well hold; a single document may be 10 MB. */
const FILE_BYTES = 100 * 1024 * 1024;

/** A workflow that was found in a file, or the file where none can be read in it. */
export type ImportItem =
  | { readonly name: string; readonly workflow: ImportedWorkflow }
  | { readonly name: string; readonly workflow?: undefined; readonly error: unknown };

interface UseImport {
  readonly bulk: Bulk<ImportItem>;
  /** Where those go that came without a folder. */
  readonly folder: string;
}

/**
 * Makes workflows out of files: one alone is opened, several stay in the list. Files that are none hold up no other; `bulk` has them among what
 * failed, each with its reason.
 */
export function useImport({ bulk, folder }: UseImport): (files: readonly File[]) => Promise<void> {
  const { t } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();

  const read = async (file: File): Promise<readonly ImportItem[]> => {
    // What it shares with the clipboard would else be part of the first load (`chunks.ts`).
    const { ImportRefused, parseImport } = await fetchPart(() => import('./parse-import.ts'));
    try {
      if (file.size > FILE_BYTES) throw new Error(t('import.tooLarge'));
      const found = parseImport(await file.text());
      return found.map((workflow) => ({
        name: found.length === 1 ? file.name : `${file.name}: ${workflow.document.name}`,
        workflow,
      }));
    } catch (error) {
      return [{ name: file.name, error: error instanceof ImportRefused ? new Error(t(error.text.key, error.text)) : error }];
    }
  };

  return async (files) => {
    const found = (await Promise.all(files.map(read))).flat();
    if (found.length === 0) return;
    let opened = '';
    const texts = {
      title: t('import.running'),
      sayOutcome: ({ done, total }: Parameters<SayOutcome>[0]) =>
        done === 0 ? t('import.nothing') : t('import.outcome', { done, total }),
    };
    const { done } = await bulk.start(texts, found, async (item) => {
      if (item.workflow === undefined) throw item.error;
      const { document, tags, folder: own } = item.workflow;
      const made = await api(createWorkflow, { body: { document, tags, folder: own === '' ? folder : own } });
      opened = made.id;
    });
    if (done.length > 0)
      await Promise.all([
        client.invalidateQueries({ queryKey: ['workflows', 'list'] }),
        client.invalidateQueries({ queryKey: ['workflows', 'folders'] }),
      ]);
    if (found.length === 1 && opened !== '') await navigate({ to: '/workflows/$workflowId', params: { workflowId: opened } });
    else if (done.length === found.length) notifications.show({ message: t('import.done', { count: done.length }) });
  };
}
