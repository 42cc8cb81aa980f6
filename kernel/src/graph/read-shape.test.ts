import { describe, expect, it } from 'vitest';
import { sha256, type TestDocument, testCatalog, testDocument } from '../../testing/test-types.ts';
import { compile } from './compile.ts';
import { readShape } from './read-shape.ts';

const shapeOf = (document: TestDocument) => readShape(testDocument(document), testCatalog);

describe('the shape of a document', () => {
  it('names the nodes of each body, inner bodies included', () => {
    const { bodies, issues } = shapeOf({
      nodes: { start: 'start', outer: 'loop', inner: 'loop', a: 'step', end: 'step' },
      edges: [
        'start > outer',
        'outer.each > inner',
        'inner.each > a',
        'a > inner.next',
        'inner.done > outer.next',
        'outer.done > end',
      ],
    });
    expect(issues).toEqual([]);
    expect(bodies).toEqual(
      new Map([
        ['outer', new Set(['inner', 'a'])],
        ['inner', new Set(['a'])],
      ]),
    );
  });

  it('has no bodies while a cycle is illegal', () => {
    const { bodies, issues } = shapeOf({ nodes: { start: 'start', a: 'step' }, edges: ['start > a', 'a > a'] });
    expect(bodies).toBeUndefined();
    expect(issues).toMatchObject([{ code: 'cycle_illegal' }]);
  });

  it('finds what compiling finds in the edges', () => {
    const document = {
      nodes: { start: 'start', loop: 'loop', a: 'step', out: 'step' },
      edges: ['start > loop', 'loop.each > a', 'a > loop.next', 'a > out', 'loop.done > out', 'a.no > out', 'gone > a'],
    };
    expect(shapeOf(document).issues).toEqual(compile(testDocument(document), testCatalog, sha256).issues);
    expect(shapeOf(document).issues.map(({ code }) => code)).toEqual(['port_unknown', 'node_unknown', 'loop_body_escape']);
  });
});
