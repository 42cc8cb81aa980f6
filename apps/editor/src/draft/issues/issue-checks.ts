import { IssueClient } from './issue-client.ts';

const LIMIT_MS = 30_000;
const LONGEST_PAUSE_MS = 10_000;

/** The checks of this page. */
export const issueChecks = new IssueClient({
  limitMs: LIMIT_MS,
  mostFailures: 5,
  pauseMs: (failures) => Math.min(LONGEST_PAUSE_MS, 250 * 2 ** failures),
  start: (onMessage, onFailure) => {
    const worker = new Worker(new URL('./issue-worker.ts', import.meta.url), { type: 'module', name: 'issues' });
    worker.addEventListener('message', ({ data }) => onMessage(data));
    worker.addEventListener('error', (event) => {
      event.preventDefault(); // it is met here: another one is started
      onFailure();
    });
    return { post: (message) => worker.postMessage(message), terminate: () => worker.terminate() };
  },
});
