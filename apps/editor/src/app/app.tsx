import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useState } from 'react';
import { fetchPart } from '../parts/fetch-part.ts';
import { cssVariables } from '../theme/css-variables.ts';
import { theme } from '../theme/theme.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { queryClient } from './query-client.ts';
import { router } from './router.tsx';

const Notices = lazy(() => fetchPart(async () => ({ default: (await import('./notices.tsx')).Notices })));

const REST_MS = 1500;

/** The scheme is a taste, not a secret: local storage may hold it. Keys never go there. */
const colorScheme = localStorageColorSchemeManager({ key: 'sluice-color-scheme' });

export function App() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariables} colorSchemeManager={colorScheme} defaultColorScheme="auto">
      <ErrorBoundary>
        <QueryClientProvider client={queryClient}>
          <LateNotices />
          <RouterProvider router={router} />
        </QueryClientProvider>
      </ErrorBoundary>
    </MantineProvider>
  );
}

/** Messages are shown after something was done; so their part is fetched when the page has come to rest. What is said before waits for it. */
function LateNotices() {
  const [isDue, setDue] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), REST_MS);
    return () => clearTimeout(timer);
  }, []);
  return <Suspense fallback={null}>{isDue && <Notices />}</Suspense>;
}
