import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';

/** Long enough to read it, notice a slip and reach the button. */
const SHOWN_MS = 10_000;

/** A short message with one button. Messages stand outside the router: a link would not work there. */
export function showWithButton(message: string, label: string, onPress: () => unknown): void {
  const press = () => {
    notifications.hide(id);
    onPress();
  };
  const id = notifications.show({
    autoClose: SHOWN_MS,
    message: (
      <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
        {message}
        <Button variant="light" size="compact-sm" onClick={press}>
          {label}
        </Button>
      </span>
    ),
  });
}
