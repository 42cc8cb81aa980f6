import { useTranslation } from 'react-i18next';
import { useRowActions } from '../../bulk/use-row-actions.ts';
import { IconCopy, IconPencil, IconTrash } from '../../parts/icons.ts';
import type { KeySummary } from '../../queries/use-keys.ts';

interface KeyRowActionsOptions {
  readonly items: readonly KeySummary[];
  readonly focused: KeySummary | undefined;
  /** Why nothing can be changed. */
  readonly disabled: string | undefined;
  readonly onEdit: (key: KeySummary) => void;
  readonly onRevoke: (key: KeySummary) => void;
}

/** What the buttons of the rows do, in the palette. */
export function useKeyRowActions({ items, focused, disabled, onEdit, onRevoke }: KeyRowActionsOptions): void {
  const { t } = useTranslation();
  const valid = {
    disabled,
    fits: ({ revokedAt }: KeySummary) => revokedAt === null,
    misfit: t('keys.hasEnded'),
  };
  useRowActions({
    prefix: 'keys',
    items,
    focused,
    keyOf: ({ did }) => did,
    nameOf: ({ name }) => name,
    actions: [
      { ...valid, id: 'edit', title: t('keys.edit'), icon: IconPencil, run: ([key]) => key && onEdit(key) },
      {
        id: 'copy',
        title: t('identity.copyDid'),
        icon: IconCopy,
        run: ([key]) => key && void navigator.clipboard.writeText(key.did),
      },
      { ...valid, id: 'revoke', title: t('keys.revoke'), icon: IconTrash, run: ([key]) => key && onRevoke(key) },
    ],
  });
}
