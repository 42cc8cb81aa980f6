import { describe, expect, it } from 'vitest';
import { folderTree } from './folder-tree.ts';

describe('folderTree', () => {
  it('puts every folder below its parent, with what is below it counted', () => {
    expect(
      folderTree([
        { path: 'Sales b', count: 1 },
        { path: 'Sales/Europe', count: 2 },
        { path: 'Sales', count: 1 },
        { path: 'ops/10', count: 1 },
        { path: 'ops/9', count: 1 },
      ]),
    ).toEqual([
      { path: 'ops', name: 'ops', depth: 0, count: 2 },
      { path: 'ops/9', name: '9', depth: 1, count: 1 },
      { path: 'ops/10', name: '10', depth: 1, count: 1 },
      { path: 'Sales', name: 'Sales', depth: 0, count: 3 },
      { path: 'Sales/Europe', name: 'Europe', depth: 1, count: 2 },
      { path: 'Sales b', name: 'Sales b', depth: 0, count: 1 },
    ]);
    expect(folderTree([])).toEqual([]);
  });
});
