import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';

/** What is over sooner needs no word. */
const AFTER_MS = 400;

/** Says that something takes a while, with a button that stops it; gives how to take that away when it is over. */
export function showBusy(message: string, label: string, onStop: () => void): () => void {
  let id: string | undefined;
  const timer = setTimeout(() => {
    id = notifications.show({
      loading: true,
      autoClose: false,
      withCloseButton: false,
      message: (
        <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
          {message}
          <Button variant="light" size="compact-sm" onClick={onStop}>
            {label}
          </Button>
        </span>
      ),
    });
  }, AFTER_MS);
  return () => {
    clearTimeout(timer);
    if (id !== undefined) notifications.hide(id);
  };
}
