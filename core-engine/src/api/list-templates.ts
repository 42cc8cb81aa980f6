import { listTemplates } from '@sluice/protocol';
import { route } from './route.ts';

export const listTemplatesRoute = route(listTemplates, ({ services }) => ({ items: [...services.templates] }));
