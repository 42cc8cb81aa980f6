import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { problemOfError } from '../api/api-error.ts';

/** Long enough to read it, notice the slip and reach the button. */
const SHOWN_MS = 10_000;

/** Says what was done, with a button that takes it back. */
export function showUndo(message: string, onUndo: () => Promise<unknown>): void {
  const undo = async () => {
    notifications.hide(id);
    try {
      await onUndo();
    } catch (error) {
      notifications.show({ color: 'red', title: i18next.t('undo.failed'), message: problemOfError(error).detail });
    }
  };
  const id = notifications.show({
    autoClose: SHOWN_MS,
    message: (
      <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
        {message}
        <Button variant="light" size="compact-sm" onClick={undo}>
          {i18next.t('undo.button')}
        </Button>
      </span>
    ),
  });
}
