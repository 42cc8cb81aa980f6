import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { problemOfError } from '../api/api-error.ts';
import { showWithButton } from './show-with-button.tsx';

/** Says what was done, with a button that takes it back. */
export function showUndo(message: string, onUndo: () => Promise<unknown>): void {
  showWithButton(message, i18next.t('undo.button'), async () => {
    try {
      await onUndo();
    } catch (error) {
      notifications.show({ color: 'red', title: i18next.t('undo.failed'), message: problemOfError(error).detail });
    }
  });
}
