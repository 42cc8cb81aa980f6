import { readBlob } from '@sluice/protocol';
import { route } from './route.ts';

export const readBlobRoute = route(readBlob, async ({ params, services }) => ({
  bytes: await services.blobs.read(params.sha256),
}));
