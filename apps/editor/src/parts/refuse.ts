import { notifications, notificationsStore } from '@mantine/notifications';
import { announce } from './announce.ts';

/** Says why something is not done, quietly: once for as long as that is seen, however often it is tried. */
export function refuse(reason: string): void {
  if (notificationsStore.getState().notifications.some(({ id }) => id === reason)) return;
  announce(reason);
  // Announced already: an alert of its own would interrupt what is being read.
  notifications.show({ id: reason, role: 'note', message: reason, color: 'gray', autoClose: 5000 });
}
