import type { WorkflowDocument } from '@sluice/protocol';
import { firstNumber } from './first-number.ts';

/** An id that neither a node nor a note nor a group has: `base`, else `base2`, `base3`, …; while others edit too, a number of its own. */
export function freeId(document: WorkflowDocument, base: string, taken: ReadonlySet<string> = new Set()): string {
  const isTaken = (id: string) => Object.hasOwn(document.nodes, id) || Object.hasOwn(document.layout, id) || taken.has(id);
  const stem = base.replace(/\d+$/, '').slice(0, 56) || base.slice(0, 56);
  const first = firstNumber();
  if (first === undefined && !isTaken(base)) return base;
  for (let number = first ?? 2; ; number += 1) if (!isTaken(`${stem}${number}`)) return `${stem}${number}`;
}

/** What nodes of a type are called at first: `core.call-workflow@1` → `call-workflow`. */
export function idBaseOf(type: string): string {
  return /\.([a-z0-9-]+)@/.exec(type)?.[1] ?? 'node';
}
