import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type Catalog, compile } from '@sluice/kernel';
import type { Issue, WorkflowDocument } from '@sluice/protocol';

/** What is wrong with a document, by the kernel's own compiler: why a node cannot fire, which parameter is missing, what does not compile. */
export function checkDocument(document: WorkflowDocument, catalog: Catalog): readonly Issue[] {
  return compile(document, catalog, (text) => bytesToHex(sha256(utf8ToBytes(text)))).issues;
}
