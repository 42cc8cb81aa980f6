import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { late, useRest } from '../parts/late.tsx';
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
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}

/** Messages are shown after something was done; so their part is fetched when the page has come to rest. What is said before waits for it. */
function LateNotices() {
  return useRest() && <Notices />;
}
