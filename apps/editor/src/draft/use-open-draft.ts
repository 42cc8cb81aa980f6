import type { WorkflowDetail } from '@sluice/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiError } from '../api/api-error.ts';
import { api, stream, useSession } from '../app/services.ts';
import { askForRights } from '../queries/use-right.ts';
import { workflowKey } from '../queries/workflow-keys.ts';
import { UnreadableRemains } from './draft-remains.ts';
import { type DraftSession, openDraft } from './draft-session.ts';
import { browserLock } from './draft-slots.ts';
import type { SaveState } from './draft-sync.ts';
import { indexedDbDrafts } from './draft-vault.ts';
import { exposeToTests } from './expose-to-tests.ts';
import { takeVersions } from './take-versions.ts';

export interface OpenDraft {
  /** Undefined for a moment, and while something unreadable is in the way. */
  readonly session: DraftSession | undefined;
  readonly unreadable: UnreadableRemains | undefined;
  /** Gives up what cannot be read, and opens the draft as the engine has it. */
  readonly discard: () => Promise<void>;
}

/** Saving was refused for want of a right: what this page knows of its rights is not so any more. */
function isForbidden(state: SaveState): boolean {
  return state.kind === 'refused' && state.error instanceof ApiError && state.error.problem.status === 403;
}

/** Opens a workflow's draft for as long as the caller is mounted. */
export function useOpenDraft(draft: WorkflowDetail): OpenDraft {
  const client = useQueryClient();
  const authentication = useSession();
  const did = authentication.phase === 'ready' ? authentication.did : '';
  const [opened, setOpened] = useState<DraftSession | UnreadableRemains>();
  const [attempt, setAttempt] = useState(0);
  const { id } = draft;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the draft is where the session begins; from then on the session leads. Another attempt opens it anew.
  useEffect(() => {
    let isOver = false;
    const opening = openDraft({
      draft,
      latest: () => client.getQueryData<WorkflowDetail>(workflowKey(id)),
      did,
      api,
      stream,
      vault: indexedDbDrafts,
      tryLock: browserLock,
      onKnown: ({ document, revision }, issues) =>
        client.setQueryData<WorkflowDetail>(
          workflowKey(id),
          (known) => known && { ...known, document, revision, name: document.name, issues: [...(issues ?? known.issues)] },
        ),
      onVersions: (versions) => takeVersions(client, versions),
    });
    opening.then(
      (session) => {
        if (isOver) return;
        exposeToTests(session);
        session.sync.state.subscribe((now, before) => {
          if (isForbidden(now) || isForbidden(before)) void askForRights(client);
        });
        setOpened(session);
      },
      (error: unknown) => {
        if (!(error instanceof UnreadableRemains)) throw error;
        if (!isOver) setOpened(error);
      },
    );
    return () => {
      isOver = true;
      setOpened(undefined);
      void opening.then((session) => session.close()).catch(() => {}); // nothing was opened then
    };
  }, [id, did, client, attempt]);

  const unreadable = opened instanceof UnreadableRemains ? opened : undefined;
  return {
    session: opened instanceof UnreadableRemains ? undefined : opened,
    unreadable,
    discard: async () => {
      if (unreadable !== undefined) await indexedDbDrafts.save(unreadable.key, undefined);
      setAttempt((number) => number + 1);
    },
  };
}
