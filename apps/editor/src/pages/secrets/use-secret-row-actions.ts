import { useTranslation } from 'react-i18next';
import { useRowActions } from '../../bulk/use-row-actions.ts';
import { IconCopy, IconRefresh, IconTrash } from '../../parts/icons.ts';
import type { SecretSummary } from '../../queries/use-secrets.ts';

interface SecretRowActionsOptions {
  readonly items: readonly SecretSummary[];
  readonly focused: SecretSummary | undefined;
  /** Why nothing can be changed. */
  readonly disabled: string | undefined;
  readonly onRotate: (secret: SecretSummary) => void;
  readonly onDelete: (secret: SecretSummary) => void;
}

/** What the buttons of the rows do, in the palette. */
export function useSecretRowActions({ items, focused, disabled, onRotate, onDelete }: SecretRowActionsOptions): void {
  const { t } = useTranslation();
  useRowActions({
    prefix: 'secrets',
    items,
    focused,
    keyOf: ({ name }) => name,
    nameOf: ({ name }) => name,
    actions: [
      { id: 'rotate', title: t('secrets.rotate'), icon: IconRefresh, disabled, run: ([secret]) => secret && onRotate(secret) },
      {
        id: 'copy',
        title: t('secrets.copyName'),
        icon: IconCopy,
        run: ([secret]) => secret && void navigator.clipboard.writeText(secret.name),
      },
      { id: 'delete', title: t('secrets.remove'), icon: IconTrash, disabled, run: ([secret]) => secret && onDelete(secret) },
    ],
  });
}
