import { applyChanges, type Change, edgeKeys, isSame, mergeValues, readCell, type WorkflowDocument } from '@sluice/protocol';
import { nodeOf } from './port-ref.ts';

type Value = Change['value'];

/**
 * The document with one entry of undo taken back or done again. Its changes say what each cell was before, and what others have changed
 * since stays. A node that others have changed is not taken away, nor are its place and its wires.
 */
export function stepTo(document: WorkflowDocument, changes: readonly Change[]): WorkflowDocument {
  const removals = changes.filter(({ path, value }) => path[0] === 'nodes' && path.length === 2 && value === undefined);
  const [kept, gone] = [new Set<string>(), new Set<string>()];
  for (const { path, was } of removals) (isSame(readCell(document, path), was) ? gone : kept).add(path[1] ?? '');
  const wires = changes.some(({ path }) => path[0] === 'edges') ? new Set(edgeKeys(document.edges)) : new Set<string>();

  const isWireFree = ({ path, value, was }: Change): boolean => {
    const [, key = ''] = path;
    if (value !== undefined) return was === undefined ? !wires.has(key) && kept.size === 0 : wires.has(key);
    const ends = key.split('>').map(nodeOf);
    return !ends.some((end) => kept.has(end)) || ends.some((end) => gone.has(end));
  };
  const made = changes.flatMap((change): Change[] => {
    const { path, value } = change;
    const [area, id = ''] = path;
    if (area === 'edges') return isWireFree(change) ? [withoutBase(path, value)] : [];
    if (area === 'layout' && kept.has(id)) return [];
    const current = readCell(document, path);
    const next = steppedValue(change, current);
    return isSame(next, current) ? [] : [withoutBase(path, next)];
  });
  return applyChanges(document, made);
}

function steppedValue({ path, value, was }: Change, current: Value): Value {
  const [area, key, field] = path;
  if (path.length === 2 && area !== 'settings') return isSame(current, was) ? value : current;
  const isFree = field === 'params' || (area === 'settings' && key === 'vars');
  if (!isFree || value !== undefined || isSame(current, was)) return mergeValues(was, current, value, 'current');
  // What others have put into a parameter that is taken away stays, and nothing else of it.
  const left = mergeValues(was, current, Array.isArray(current) ? [] : {}, 'current');
  return typeof left === 'object' && left !== null && Object.keys(left).length === 0 ? undefined : left;
}

function withoutBase(path: Change['path'], value: Value): Change {
  return value === undefined ? { path } : { path, value };
}
