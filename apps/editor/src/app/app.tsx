import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { late, useRest } from '../parts/late.tsx';
import { OVER_PAGE } from '../parts/over-page.ts';
import { cssVariables } from '../theme/css-variables.ts';
import { theme } from '../theme/theme.ts';
import { ConnectionNotice } from './connection-notice.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';

const Notices = late(async () => (await import('./notices.tsx')).Notices);

/** The scheme is a taste, not a secret: local storage may hold it. Keys never go there. */
const colorScheme = localStorageColorSchemeManager({ key: 'sluice-color-scheme' });

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={colorScheme} defaultColorScheme="auto">
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <LateNotices />
          <ConnectionNotice />
          <RouterProvider router={router} />
          <OverPage />
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}

function OverPage() {
  const { t } = useTranslation();
  return <section id={OVER_PAGE.slice(1)} aria-label={t('shell.over')} />;
}

/** Messages are shown after something was done; so their part is fetched when the page has come to rest. What is said before waits for it. */
function LateNotices() {
  return useRest() && <Notices />;
}
