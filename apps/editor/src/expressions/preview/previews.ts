import { PreviewClient } from './preview-client.ts';

/** How long a preview may take, in ms. */
export const PREVIEW_LIMIT_MS = 250;

/** The previews of this page. Their worker begins with the first of them. */
export const previews = new PreviewClient({
  limitMs: PREVIEW_LIMIT_MS,
  start: (onMessage, onFailure) => {
    const worker = new Worker(new URL('./preview-worker.ts', import.meta.url), { type: 'module', name: 'preview' });
    worker.addEventListener('message', ({ data }) => onMessage(data));
    worker.addEventListener('error', ({ message }) => onFailure(message));
    return { post: (message) => worker.postMessage(message), terminate: () => worker.terminate() };
  },
});
