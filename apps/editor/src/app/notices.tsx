import '@mantine/core/styles/Notification.css';
import '@mantine/notifications/styles.css';
import { Notifications } from '@mantine/notifications';

/** Short messages at the bottom right. Not part of the first load: nothing is said before something was done. */
export function Notices() {
  return <Notifications position="bottom-right" limit={3} autoClose={5000} />;
}
