import { listFolders } from '@sluice/protocol';
import { route } from './route.ts';

export const listFoldersRoute = route(listFolders, async ({ services }) => {
  const { folders, tags, ...counts } = await services.workflows.listFolders();
  return { folders: [...folders], tags: [...tags], ...counts };
});
