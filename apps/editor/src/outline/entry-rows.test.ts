import { describe, expect, it } from 'vitest';
import { entryRows } from './entry-rows.ts';

const steps = new Set(['one', 'two', 'three']);
const group = (members: string[]) => ({ kind: 'group', x: 0, y: 0, title: 'Middle', color: 'blue', members, collapsed: true });
const note = (text: string) => ({ kind: 'note', x: 0, y: 0, width: 240, height: 120, text, color: 'yellow' });
const written = (layout: Parameters<typeof entryRows>[0]) =>
  entryRows(layout, steps).map(
    ({ kind, key, level, parent }) => `${level} ${kind} ${key}${parent === undefined ? '' : ` in ${parent}`}`,
  );

describe('the rows of groups and notes', () => {
  it('stand after one another: groups with the nodes that are there, then notes', () => {
    expect(
      written({ one: { x: 0, y: 0 }, hint: note('Ask Ada'), later: group(['two', 'gone', 'one']), empty: group([]) }),
    ).toEqual(['1 group later', '2 member later/two in later', '2 member later/one in later', '1 group empty', '1 note hint']);
  });

  it('leave out what is neither, and what a node is called as well', () => {
    expect(written({ three: note('a node by this id'), picture: { kind: 'picture', x: 0, y: 0 }, two: { x: 1, y: 2 } })).toEqual(
      [],
    );
  });

  it('mark where groups and where notes begin, and count the nodes', () => {
    const rows = entryRows({ a: group(['one', 'gone']), b: group([]), c: note(''), d: note('') }, steps);
    expect(rows.flatMap((row) => (row.kind !== 'member' && row.isFirst ? [row.id] : []))).toEqual(['a', 'c']);
    expect(rows.flatMap((row) => (row.kind === 'group' ? [row.count] : []))).toEqual([1, 0]);
  });
});
