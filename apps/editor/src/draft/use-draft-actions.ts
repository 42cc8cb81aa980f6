import { useTranslation } from 'react-i18next';
import { useAction } from '../actions/use-action.ts';
import { IconArrowBackUp, IconArrowForwardUp } from '../parts/icons.ts';
import { useDraft, useDraftStore } from './draft-context.tsx';

/** Undo and redo, each named by what it takes back or does again. */
export function useDraftActions(readOnlyReason: string | undefined): void {
  const { t } = useTranslation();
  const store = useDraftStore();
  const undone = useDraft(({ past }) => past.at(-1)?.label);
  const redone = useDraft(({ future }) => future.at(-1)?.label);
  const common = { group: t('palette.edit'), lack: readOnlyReason };
  useAction({
    id: 'undo',
    title: undone === undefined ? t('action.undo') : t('action.undoOf', { what: undone }),
    ...common,
    shortcut: 'Mod+Z',
    icon: IconArrowBackUp,
    disabled: readOnlyReason ?? (undone === undefined ? t('action.nothingToUndo') : undefined),
    run: () => store.undo(),
  });
  useAction({
    id: 'redo',
    title: redone === undefined ? t('action.redo') : t('action.redoOf', { what: redone }),
    ...common,
    shortcut: ['Mod+Shift+Z', 'Mod+Y'],
    icon: IconArrowForwardUp,
    disabled: readOnlyReason ?? (redone === undefined ? t('action.nothingToRedo') : undefined),
    run: () => store.redo(),
  });
}
