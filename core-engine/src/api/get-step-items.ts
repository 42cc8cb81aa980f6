import { getStepItems } from '@sluice/protocol';
import { route } from './route.ts';

export const getStepItemsRoute = route(getStepItems, ({ params, query, services }) =>
  services.executions.items(params.id, query),
);
