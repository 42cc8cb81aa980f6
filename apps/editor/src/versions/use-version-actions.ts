import { notifications } from '@mantine/notifications';
import type { WorkflowDetail } from '@sluice/protocol';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { isPressed, isWriting } from '../actions/shortcut.ts';
import { useAction } from '../actions/use-action.ts';
import { problemOfError } from '../api/api-error.ts';
import { useDraftSession, useSaveState } from '../draft/draft-context.tsx';
import { IconArrowBackUp, IconBolt, IconCheck, IconHistory, IconUpload } from '../parts/icons.ts';
import { useActivation } from '../queries/use-activation.ts';
import { useCan } from '../queries/use-me.ts';
import { useVersion } from '../queries/use-versions.ts';
import { isSameVersion } from './compare-documents.ts';
import { restoreVersion } from './restore-version.ts';
import type { Unpublished } from './use-unpublished.ts';

interface VersionActionsOptions {
  readonly workflow: WorkflowDetail;
  /** Since the newest version. */
  readonly unpublished: Unpublished | undefined;
  readonly readOnlyReason: string | undefined;
  /** Why it cannot be published now. */
  readonly publishReason: string | undefined;
  readonly onPublish: () => void;
  readonly onHistory: () => void;
}

/** Saving, publishing, the history and the way back, by key and from the palette. */
export function useVersionActions(options: VersionActionsOptions): void {
  const { workflow, unpublished, readOnlyReason, publishReason, onPublish, onHistory } = options;
  const { t } = useTranslation();
  const { store, sync } = useDraftSession();
  const canBuild = useCan('builder');
  const activation = useActivation(workflow.id);
  const isSaved = useSaveState().kind === 'saved';
  const newest = useVersion(workflow.id, workflow.publishedVersion ?? undefined).data;
  const group = t('palette.versions');
  const isActive = workflow.activeVersion !== null;
  const isNew = newest !== undefined && unpublished !== undefined && !isSameVersion(unpublished.comparison);

  const saveNow = () => {
    if (isSaved) notifications.show({ message: t('action.alreadySaved') });
    else void sync.flush().catch(() => {}); // what is wrong stands in the bar
  };
  useAction({ id: 'saveNow', title: t('action.saveNow'), group, shortcut: 'Mod+S', icon: IconCheck, run: saveNow });
  useSaveWhileWriting(saveNow);
  useAction({
    id: 'publish',
    title: t('action.publish'),
    group,
    shortcut: 'Mod+Shift+S',
    icon: IconUpload,
    disabled: publishReason,
    lack: canBuild ? undefined : publishReason,
    run: onPublish,
  });
  useAction({ id: 'history', title: t('action.history'), group, shortcut: 'Shift+H', icon: IconHistory, run: onHistory });
  useAction({
    id: 'restore',
    title: newest === undefined ? t('action.restore') : t('edit.restore', { number: newest.number }),
    group,
    shortcut: 'Alt+Shift+R',
    icon: IconArrowBackUp,
    disabled:
      readOnlyReason ??
      (newest === undefined ? t('action.restoreNone') : isNew ? undefined : t('publish.nothingNew', { number: newest.number })),
    run: () => {
      if (newest === undefined) return;
      store.edit(t('edit.restore', { number: newest.number }), (current) => restoreVersion(current, newest.document));
    },
  });
  useAction({
    id: 'activate',
    title: t(isActive ? 'action.deactivate' : 'action.activate'),
    group,
    shortcut: 'Alt+Shift+A',
    icon: IconBolt,
    disabled: !canBuild ? t('right.lacks.publish') : workflow.publishedVersion === null ? t('action.restoreNone') : undefined,
    run: () =>
      activation.mutate(isActive ? { to: 'off' } : { to: 'on' }, {
        onError: (error) => {
          const problem = problemOfError(error);
          notifications.show({ color: 'red', title: problem.title, message: problem.detail });
        },
      }),
  });
}

/** Many press it while they write, where the browser would offer to save the page. */
function useSaveWhileWriting(saveNow: () => void): void {
  const latest = useRef(saveNow);
  useEffect(() => {
    latest.current = saveNow;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isPressed('Mod+S', event) || !isWriting(event.target)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
