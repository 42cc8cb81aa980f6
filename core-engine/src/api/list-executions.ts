import { listExecutions } from '@sluice/protocol';
import { forCaller } from './for-caller.ts';
import { route } from './route.ts';

export const listExecutionsRoute = route(listExecutions, async ({ query, sight, caller, services }) => {
  const { items, nextCursor } = await services.executions.list({
    ...query,
    ...(sight === 'everything' ? {} : { workflowIds: sight }),
  });
  return { items: await forCaller(items, caller, services.access), nextCursor };
});
