import '@mantine/core/styles/Notification.css';
import '@mantine/notifications/styles.css';
import { MantineThemeProvider } from '@mantine/core';
import { Notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';

/** Short messages at the bottom right. Not part of the first load: nothing is said before something was done. */
export function Notices() {
  const { t } = useTranslation();
  // Every message's close button is an icon, and needs a name.
  const theme = { components: { Notification: { defaultProps: { closeButtonProps: { 'aria-label': t('confirm.close') } } } } };
  return (
    <MantineThemeProvider theme={theme}>
      <Notifications position="bottom-right" limit={3} autoClose={5000} />
    </MantineThemeProvider>
  );
}
