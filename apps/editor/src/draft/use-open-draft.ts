import { getWorkflow, saveDraft, type WorkflowDetail } from '@sluice/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { hasCode, isTemporary } from '../api/api-error.ts';
import { api } from '../app/services.ts';
import { workflowKey } from '../queries/use-workflow.ts';
import { type DraftSession, openDraft } from './draft-session.ts';

/** Opens a workflow's draft for as long as the caller is mounted. */
export function useOpenDraft(draft: WorkflowDetail): DraftSession | undefined {
  const client = useQueryClient();
  const [session, setSession] = useState<DraftSession>();
  const { id } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft is where the session begins; from then on the session leads.
  useEffect(() => {
    const opened = openDraft(draft, {
      save: (document, revision) => api(saveDraft, { params: { id }, body: { document, revision } }),
      fetch: () => api(getWorkflow, { params: { id } }),
      onDraft: (saved) => client.setQueryData<WorkflowDetail>(workflowKey(id), saved),
      isConflict: (error) => hasCode(error, 'conflict'),
      isTemporary,
      pause: (attempt) => new Promise((resolve) => setTimeout(resolve, Math.min(10_000, 300 * 2 ** attempt))),
    });
    setSession(opened);
    return () => opened.sync.dispose();
  }, [id, client]);
  return session;
}
