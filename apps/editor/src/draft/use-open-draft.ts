import type { WorkflowDetail } from '@sluice/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { api, stream, useSession } from '../app/services.ts';
import { workflowKey } from '../queries/use-workflow.ts';
import { type DraftSession, openDraft } from './draft-session.ts';
import { indexedDbDrafts } from './draft-vault.ts';

/** Opens a workflow's draft for as long as the caller is mounted; undefined for a moment. */
export function useOpenDraft(draft: WorkflowDetail): DraftSession | undefined {
  const client = useQueryClient();
  const session = useSession();
  const did = session.phase === 'ready' ? session.did : '';
  const [opened, setOpened] = useState<DraftSession>();
  const { id } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft is where the session begins; from then on the session leads.
  useEffect(() => {
    let isOver = false;
    const opening = openDraft({
      draft,
      did,
      api,
      stream,
      vault: indexedDbDrafts,
      onKnown: ({ document, revision }, issues) =>
        client.setQueryData<WorkflowDetail>(
          workflowKey(id),
          (known) => known && { ...known, document, revision, name: document.name, issues: [...(issues ?? known.issues)] },
        ),
      onTheirs: () => {},
    });
    void opening.then((ready) => {
      if (isOver) ready.close();
      else setOpened(ready);
    });
    return () => {
      isOver = true;
      setOpened(undefined);
      void opening.then((ready) => ready.close());
    };
  }, [id, did, client]);
  return opened;
}
