import type { WorkflowDocument } from '@sluice/protocol';
import { firstNumber } from './first-number.ts';

/**
 * Ids for many at once, as `freeId` gives them one by one: each as it is where that is free, else its stem with the next number. Takes as long as
 * there are ids, however many are taken.
 */
export function freeIds(document: WorkflowDocument, wanted: Iterable<string>): ReadonlyMap<string, string> {
  const taken = new Set([...Object.keys(document.nodes), ...Object.keys(document.layout)]);
  const numbers = new Map<string, number>();
  const ids = new Map<string, string>();
  const first = firstNumber();
  for (const id of wanted) {
    let free = id;
    if (first !== undefined || taken.has(id)) {
      const stem = id.replace(/\d+$/, '').slice(0, 56) || id.slice(0, 56);
      let number = numbers.get(stem) ?? first ?? 2;
      while (taken.has(`${stem}${number}`)) number += 1;
      numbers.set(stem, number + 1);
      free = `${stem}${number}`;
    }
    taken.add(free);
    ids.set(id, free);
  }
  return ids;
}
