import { applyChanges, type WorkflowDocument } from '@sluice/protocol';
import { config as zodConfig } from 'zod';
import { checkDocument } from './check-document.ts';
import type { FromIssueWorker, ToIssueWorker } from './issue-messages.ts';

// The thread in which drafts are compiled. It is told of each document by what changed, and answers in the order in which it was asked.

zodConfig({ jitless: true }); // as in the page: the policy allows no code from text

let catalog: Parameters<typeof checkDocument>[1] = new Map();
let document: WorkflowDocument | undefined;

addEventListener('message', ({ data: message }: MessageEvent<ToIssueWorker>) => {
  if (message.type === 'catalog') catalog = new Map(message.nodes.map((node) => [node.type, node]));
  else if (message.type === 'document') document = message.document;
  else if (message.type === 'changes') document = document && applyChanges(document, message.changes);
  else postMessage(check());
});

function check(): FromIssueWorker {
  try {
    if (document === undefined) throw new Error('There is no document to check.');
    return { type: 'found', issues: checkDocument(document, catalog) };
  } catch (error) {
    return { type: 'failed', message: error instanceof Error ? error.message : String(error) };
  }
}
