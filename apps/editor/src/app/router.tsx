import { createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { parseExecutionFilter } from '../pages/executions/execution-filter.ts';
import { parseWorkflowFilter } from '../pages/workflows/workflow-filter.ts';
import { fetchFirst, fetchPart } from '../parts/fetch-part.ts';
import { CrashScreen } from './crash-screen.tsx';
import { innerAddress } from './inner-address.ts';
import { NotFound } from './not-found.tsx';
import { PageLoader } from './page-loader.tsx';
import { sessionStore } from './services.ts';
import { Shell } from './shell.tsx';

const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });

const claim = createRoute({
  getParentRoute: () => root,
  path: '/claim',
  component: lazyRouteComponent(() => fetchPart(() => import('../pages/claim/claim-page.tsx')), 'ClaimPage'),
});

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  // The page that was asked for.
  validateSearch: (search: Record<string, unknown>): { to?: string | undefined } => {
    const to = innerAddress(search['to'], window.location.origin);
    return to === undefined ? {} : { to };
  },
  component: lazyRouteComponent(() => fetchPart(() => import('../pages/sign-in/sign-in-page.tsx')), 'SignInPage'),
});

const share = createRoute({
  getParentRoute: () => root,
  path: '/share',
  component: lazyRouteComponent(() => fetchPart(() => import('../pages/share/share-page.tsx')), 'SharePage'),
});

/** Everything that needs a key. */
const house = createRoute({
  getParentRoute: () => root,
  id: 'house',
  beforeLoad: ({ location }) => {
    if (sessionStore.getState().session.phase !== 'ready')
      throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } });
  },
  component: Shell,
});

const home = createRoute({
  getParentRoute: () => house,
  path: '/',
  component: lazyRouteComponent(() => fetchPart(() => import('../pages/home/home-page.tsx')), 'HomePage'),
});

const workflows = createRoute({
  getParentRoute: () => house,
  path: '/workflows',
  validateSearch: parseWorkflowFilter,
  component: lazyRouteComponent(() => fetchPart(() => import('../pages/workflows/workflows-page.tsx')), 'WorkflowsPage'),
});

const workflow = createRoute({
  getParentRoute: () => house,
  path: '/workflows/$workflowId',
  validateSearch: (
    search: Record<string, unknown>,
  ): { run?: string | undefined; node?: string | undefined; history?: string | undefined; welcome?: true | undefined } => ({
    ...textIn(search, 'run'),
    ...textIn(search, 'node'),
    ...textIn(search, 'history'),
    ...(search['welcome'] === true ? { welcome: true } : {}),
  }),
  component: lazyRouteComponent(() => fetchFirst(() => import('../pages/workflow/workflow-page.tsx')), 'WorkflowPage'),
});

const executions = createRoute({
  getParentRoute: () => house,
  path: '/executions',
  validateSearch: parseExecutionFilter,
  component: lazyRouteComponent(() => fetchPart(() => import('../pages/executions/executions-page.tsx')), 'ExecutionsPage'),
});

const execution = createRoute({
  getParentRoute: () => house,
  path: '/executions/$executionId',
  validateSearch: (search: Record<string, unknown>): { node?: string | undefined } => textIn(search, 'node'),
  component: lazyRouteComponent(() => fetchPart(() => import('../pages/execution/execution-page.tsx')), 'ExecutionPage'),
});

const keys = createRoute({
  getParentRoute: () => house,
  path: '/settings/keys',
  component: lazyRouteComponent(() => fetchPart(() => import('../pages/keys/keys-page.tsx')), 'KeysPage'),
});

const secrets = createRoute({
  getParentRoute: () => house,
  path: '/secrets',
  component: lazyRouteComponent(() => fetchPart(() => import('../pages/secrets/secrets-page.tsx')), 'SecretsPage'),
});

const engine = createRoute({
  getParentRoute: () => house,
  path: '/settings/engine',
  component: lazyRouteComponent(() => fetchPart(() => import('../pages/engine/engine-page.tsx')), 'EnginePage'),
});

const about = createRoute({
  getParentRoute: () => house,
  path: '/about',
  component: lazyRouteComponent(() => fetchPart(() => import('../pages/about/about-page.tsx')), 'AboutPage'),
});

/** A member of the address's search that is text; anything else there is left out. */
function textIn<Name extends string>(search: Record<string, unknown>, name: Name): { [key in Name]?: string } {
  const value = search[name];
  // A computed key is typed as any string; it is the one that was asked for.
  return (typeof value === 'string' && value !== '' ? { [name]: value } : {}) as { [key in Name]?: string };
}

const routeTree = root.addChildren([
  claim,
  signIn,
  share,
  house.addChildren([home, workflows, workflow, executions, execution, secrets, keys, engine, about]),
]);

export const router = createRouter({
  routeTree,
  defaultPreload: 'intent',
  defaultPendingComponent: PageLoader,
  defaultPendingMs: 200,
  defaultErrorComponent: ({ error, reset }) => <CrashScreen error={error} onRetry={reset} />,
  scrollRestoration: true,
  // What a page does not know in its address is nothing to it.
  search: { strict: true },
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
