import wasmUrl from '@jitl/quickjs-ng-wasmfile-release-sync/wasm?url';
import type { ExpressionData } from '../expression-data.ts';
import { evaluatePreview } from './evaluate-preview.ts';
import type { FromWorker, ToWorker } from './preview-messages.ts';

// The thread that previews run in. Whoever made it ends it when one takes too long.

const nothing: ExpressionData = {
  items: [],
  total: 0,
  upstream: [],
  inputs: [],
  nodes: {},
  trigger: [],
  vars: {},
  execution: { id: '', workflowId: '', workflowName: '', version: '', mode: 'manual', startedAt: '' },
  loop: undefined,
  source: 'none',
};

let data = nothing;
const ready = prepare();

/** The first evaluation is many times slower than those after it, so it is one that nobody waits for. */
async function prepare(): Promise<WebAssembly.Module> {
  const answer = await fetch(wasmUrl);
  const module = await WebAssembly.compile(await answer.arrayBuffer());
  evaluatePreview(module, nothing, { kind: 'template', text: '={{ $json }}', item: 0, nowMs: 0 });
  return module;
}

const tell = (message: FromWorker): void => postMessage(message);

addEventListener('message', async ({ data: message }: MessageEvent<ToWorker>) => {
  if (message.type === 'data') {
    data = message.data;
    return;
  }
  const module = await ready;
  tell({ type: 'started' });
  tell({ type: 'done', preview: evaluatePreview(module, data, message.request) });
});
