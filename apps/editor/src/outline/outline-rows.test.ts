import { describe, expect, it } from 'vitest';
import { type FlowRow, type OutlineStep, outlineRows } from './outline-rows.ts';

const ports: Readonly<Record<string, readonly string[]>> = {
  if: ['true', 'false'],
  loop: ['each', 'done'],
  end: [],
  risky: ['main', 'error'],
};
const kindOf = (port: string) => (['error', 'each', 'done'].includes(port) ? port : 'main');

/** Rows of a graph, written `a > b` for the one way out and `a.true > b` for others; a node's kind is what its name begins with. */
function outline(...lines: readonly string[]): string[] {
  const wires = lines.flatMap((line) => {
    const chain = line.split('>').map((part) => part.trim());
    return chain.slice(1).map((to, index) => {
      const from = chain[index]!;
      return {
        from: from.includes('.') ? from : `${from}.main`,
        to: to.includes('.') && to.endsWith('.next') ? to : `${to.split('.')[0]}.main`,
      };
    });
  });
  const ids = new Set(lines.flatMap((line) => line.split('>').map((part) => part.trim().split('.')[0]!)));
  const steps = new Map(
    [...ids].map((id): [string, OutlineStep] => {
      const outputs = ports[id.replace(/\d+$/, '')] ?? ['main'];
      return [
        id,
        { id, isTrigger: id.startsWith('start'), outputs: outputs.map((name) => ({ name, title: name, kind: kindOf(name) })) },
      ];
    }),
  );
  return outlineRows(steps, wires).map(written);
}

function written(row: FlowRow): string {
  const indent = '  '.repeat(row.level - 1);
  if (row.kind === 'step') return `${indent}${row.isFirst ? '* ' : ''}${row.id}`;
  if (row.kind === 'link') return `${indent}${row.isBack ? '<-' : '->'} ${row.to}`;
  const way = row.way === undefined ? '' : ` ${row.way.number}/${row.way.count}`;
  return `${indent}[${row.port}${way}${row.wire === undefined ? ' empty' : ''}]`;
}

describe('the rows of an outline', () => {
  it('put a chain at one level, with the trigger first', () => {
    expect(outline('a > b', 'start > a')).toEqual(['* start', 'a', 'b']);
  });

  it('nest branches, and put the node where they join after them, once', () => {
    expect(
      outline(
        'start1 > order',
        'start2 > order > if1',
        'if1.true > sum > if2',
        'if1.false > end1',
        'if2.true > gold > end2',
        'if2.false > basic > end2',
      ),
    ).toEqual([
      '* start1',
      '-> order',
      '* start2',
      'order',
      'if1',
      '  [true]',
      '    sum',
      '    if2',
      '      [true]',
      '        gold',
      '        -> end2',
      '      [false]',
      '        basic',
      '        -> end2',
      '    end2',
      '  [false]',
      '    end1',
    ]);
  });

  it('nest the body of a loop, and go on after it', () => {
    expect(outline('start > loop1', 'loop1.each > a > loop1.next', 'loop1.done > b')).toEqual([
      '* start',
      'loop1',
      '  [each]',
      '    a',
      '    <- loop1',
      'b',
    ]);
  });

  it('show ways that lead nowhere yet, and errors apart from the way on', () => {
    expect(outline('start > if1', 'start2 > risky1 > b')).toEqual([
      '* start',
      'if1',
      '  [true empty]',
      '  [false empty]',
      '* start2',
      'risky1',
      '  [error empty]',
      'b',
    ]);
  });

  it('number the ways of a port that leads to several nodes', () => {
    expect(outline('start > a > c', 'start > b > c > d')).toEqual([
      '* start',
      '  [main 1/2]',
      '    a',
      '    -> c',
      '  [main 2/2]',
      '    b',
      '    -> c',
      'c',
      'd',
    ]);
  });

  it('hold every node once, also those that nothing reaches and those in a circle', () => {
    const rows = outline('start > a', 'b > c', 'x > y > z > x', 'z > a');
    expect(rows.filter((row) => !row.includes('->')).map((row) => row.replace(/[*\s]|\[.*\]/g, ''))).toEqual(
      expect.arrayContaining(['start', 'a', 'b', 'c', 'x', 'y', 'z']),
    );
    expect(new Set(rows.filter((row) => /^\s*(\* )?[a-z]+$/.test(row))).size).toBe(7);
  });

  it('are there for 5,000 nodes in a chain, or all under one another', () => {
    const chain = Array.from({ length: 5000 }, (_, n) => `n${n}`).join(' > ');
    const before = performance.now();
    expect(outline(`start > ${chain}`)).toHaveLength(5001);
    const nested = Array.from({ length: 2000 }, (_, n) => `if${n}.true > if${n + 1}`);
    expect(outline('start > if0', ...nested).at(-1)).toBe('  [false empty]');
    expect(performance.now() - before).toBeLessThan(3000);
  });
});
