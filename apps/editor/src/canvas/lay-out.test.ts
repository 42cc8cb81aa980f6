import { describe, expect, it } from 'vitest';
import { type Box, boundsOf, overlaps } from './geometry.ts';
import { layOut } from './lay-out.ts';

const SIZE = { width: 224, height: 56 };
const documentOf = (wires: readonly string[]) => {
  const edges = wires.map((wire) => {
    const [from = '', to = ''] = wire.split('>');
    return { from: `${from}.main`, to: to.includes('.') ? to : `${to}.main` };
  });
  const ids = new Set(wires.flatMap((wire) => wire.split('>').map((end) => end.split('.')[0]!)));
  return { nodes: Object.fromEntries([...ids].map((id) => [id, {}])), edges };
};
/** Loops in a row, each with a body of five in which two stand in a loop of their own; and groups of what comes between. */
function loops(count: number) {
  const wires = Array.from({ length: count }, (_, n) => [
    ...(n === 0 ? [] : [`after${n - 1}>loop${n}`]),
    ...[`loop${n}>a${n}`, `a${n}>in${n}`, `in${n}>b${n}`, `b${n}>c${n}`, `c${n}>in${n}.next`, `in${n}>d${n}`],
    ...[`d${n}>loop${n}.next`, `loop${n}>before${n}`, `before${n}>after${n}`],
  ]).flat();
  const clusters = new Map(
    Array.from({ length: count }, (_, n): [string, Set<string>][] => [
      [`loop${n}`, new Set([`a${n}`, `in${n}`, `b${n}`, `c${n}`, `d${n}`])],
      [`in${n}`, new Set([`b${n}`, `c${n}`])],
      [`group${n}`, new Set([`before${n}`, `after${n}`])],
    ]).flat(),
  );
  return { document: documentOf(wires), clusters };
}
const boxesOf = (places: ReadonlyMap<string, { x: number; y: number }>) =>
  new Map([...places].map(([id, place]): [string, Box] => [id, { ...place, ...SIZE }]));

describe('the automatic layout', () => {
  it.each([10, 60])('keeps strangers out of the frames of bodies and groups (%i loops of 8 nodes)', (count) => {
    const { document, clusters } = loops(count);
    const boxes = boxesOf(layOut(document, () => SIZE, { clusters }));
    expect(boxes.size).toBe(count * 8);
    for (const [name, members] of clusters) {
      const frame = boundsOf([...members].map((id) => boxes.get(id)!))!;
      const strangers = [...boxes].filter(([id, box]) => !members.has(id) && overlaps(frame, box)).map(([id]) => id);
      expect(strangers, name).toEqual([]);
    }
  });

  it('lets no two nodes lie upon each other, and leads from left to right, within boxes and between them', () => {
    const { document, clusters } = loops(60);
    const boxes = boxesOf(layOut(document, () => SIZE, { clusters }));
    const all = [...boxes];
    const upon = all.flatMap(([id, box], at) =>
      all
        .slice(at + 1)
        .filter(([, other]) => overlaps(box, other))
        .map(([other]) => `${id} ${other}`),
    );
    expect(upon).toEqual([]);
    for (const { from, to } of document.edges) {
      if (to.endsWith('.next')) continue;
      const [source, target] = [from, to].map((end) => boxes.get(end.split('.')[0]!)!);
      expect(source!.x + SIZE.width, `${from} ${to}`).toBeLessThan(target!.x);
    }
  });

  it('leaves out of two that cut across each other the smaller one, at any size', () => {
    const chain = documentOf(Array.from({ length: 400 }, (_, n) => `n${n}>n${n + 1}`));
    const clusters = new Map([
      ['large', new Set(['n1', 'n2', 'n3', 'n4'])],
      ['small', new Set(['n4', 'n5', 'n6'])],
    ]);
    const places = layOut(chain, () => SIZE, { clusters });
    expect(places.size).toBe(401);
    expect([...places.values()].every(({ x }) => Number.isFinite(x))).toBe(true);
  });

  it('has places for nodes whose ids are names that every object has, at any size', () => {
    const odd = ['constructor>toString', 'toString>hasOwnProperty', 'hasOwnProperty>valueOf'];
    for (const document of [documentOf(odd), documentOf([...odd, ...Array.from({ length: 400 }, (_, n) => `n${n}>n${n + 1}`)])]) {
      const places = layOut(document, () => SIZE);
      expect(places.get('constructor')!.x).toBeLessThan(places.get('toString')!.x);
      expect(places.get('hasOwnProperty')!.x).toBeLessThan(places.get('valueOf')!.x);
    }
  });
});
