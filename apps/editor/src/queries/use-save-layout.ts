import { notifications } from '@mantine/notifications';
import { saveDraft } from '@sluice/protocol';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { hasCode, problemOfError } from '../api/api-error.ts';
import { api } from '../app/services.ts';
import type { Position } from '../canvas/positions-of.ts';
import { type WorkflowDetail, workflowKey } from './use-workflow.ts';

const CALM_MS = 500;

/**
 * Saves moved nodes to the draft: shown at once, sent when the hand rests, one request at a time. When somebody else saved first,
 * their version is loaded and the move is said to be lost: a position is cheaper to repeat than to merge.
 */
export function useSaveLayout(id: string): (moved: ReadonlyMap<string, Position>) => void {
  const { t } = useTranslation();
  const client = useQueryClient();
  const saver = useRef<{ timer: ReturnType<typeof setTimeout> | undefined; isSaving: boolean; isDirty: boolean }>({
    timer: undefined,
    isSaving: false,
    isDirty: false,
  });
  useEffect(() => () => clearTimeout(saver.current.timer), []);

  const save = async () => {
    const state = saver.current;
    const draft = client.getQueryData<WorkflowDetail>(workflowKey(id));
    if (state.isSaving || draft === undefined) return;
    state.isSaving = true;
    state.isDirty = false;
    try {
      const saved = await api(saveDraft, { params: { id }, body: { document: draft.document, revision: draft.revision } });
      client.setQueryData<WorkflowDetail>(workflowKey(id), (current) =>
        current === undefined || !state.isDirty
          ? saved
          : { ...saved, document: { ...saved.document, layout: current.document.layout } },
      );
    } catch (error) {
      state.isDirty = false;
      const isConflict = hasCode(error, 'conflict');
      notifications.show({
        color: isConflict ? 'yellow' : 'red',
        title: t(isConflict ? 'layout.conflict' : 'layout.failed'),
        message: isConflict ? t('layout.conflictText') : problemOfError(error).detail,
      });
      await client.invalidateQueries({ queryKey: workflowKey(id) });
    } finally {
      state.isSaving = false;
    }
    if (state.isDirty) await save();
  };

  return (moved) => {
    client.setQueryData<WorkflowDetail>(
      workflowKey(id),
      (draft) => draft && { ...draft, document: withPositions(draft.document, moved) },
    );
    saver.current.isDirty = true;
    clearTimeout(saver.current.timer);
    saver.current.timer = setTimeout(save, CALM_MS);
  };
}

function withPositions(document: WorkflowDetail['document'], moved: ReadonlyMap<string, Position>): WorkflowDetail['document'] {
  const places = Object.fromEntries(
    [...moved].map(([nodeId, position]) => [nodeId, { ...document.layout[nodeId], ...position }]),
  );
  return { ...document, layout: { ...document.layout, ...places } };
}
