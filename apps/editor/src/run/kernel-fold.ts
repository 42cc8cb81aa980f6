import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { applyEvent, type Catalog, compile, createState, viewState } from '@sluice/kernel';
import type { WorkflowDocument } from '@sluice/protocol';
import type { RunFold } from './run-fold.ts';

/** The kernel's own fold in this browser, or undefined when the document does not compile with the node types that are installed now. */
export function createKernelFold(document: WorkflowDocument, catalog: Catalog): RunFold | undefined {
  const { plan } = compile(document, catalog, (text) => bytesToHex(sha256(utf8ToBytes(text))));
  if (plan === undefined) return undefined;
  const state = createState();
  return {
    apply: (events) => {
      for (const event of events) applyEvent(plan, state, event);
    },
    view: () => viewState(plan, state),
  };
}
