import { workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { allowEffect, noteOf, setNodeNote, setNodeSetting, setParam } from './node-params.ts';

const document = workflowDocument.parse({
  format: 'sluice/1',
  name: 'A',
  nodes: { a: { type: 'core.set@1', params: { x: 1, y: 2 }, onError: 'route' }, b: { type: 'core.set@1' } },
  layout: { a: { x: 10, y: 20 } },
});

describe('edits of a node', () => {
  it('set a parameter and take it away, and touch nothing else', () => {
    expect(setParam(document, 'a', 'x', ['=1']).nodes).toEqual({
      ...document.nodes,
      a: { ...document.nodes['a'], params: { x: ['=1'], y: 2 } },
    });
    expect(setParam(document, 'a', 'x', undefined).nodes['a']?.params).toEqual({ y: 2 });
    expect(setParam(document, 'gone', 'x', 1)).toBe(document);
  });
  it('set and reset settings', () => {
    expect(setNodeSetting(document, 'b', 'timeoutMs', 500).nodes['b']).toEqual({
      type: 'core.set@1',
      params: {},
      timeoutMs: 500,
    });
    expect(setNodeSetting(document, 'a', 'onError', undefined).nodes['a']).toEqual({
      type: 'core.set@1',
      params: { x: 1, y: 2 },
    });
  });
  it('allow an effect once', () => {
    const allowed = allowEffect(allowEffect(document, 'get https://a/*'), 'get https://a/*');
    expect(allowed.settings.effects).toEqual(['get https://a/*']);
  });
  it('keep a note beside the place', () => {
    const noted = setNodeNote(document, 'a', 'Ask Ada');
    expect([noteOf(noted, 'a'), noted.layout['a']?.['x'], noted.nodes]).toEqual(['Ask Ada', 10, document.nodes]);
    expect(setNodeNote(noted, 'a', '').layout).toEqual(document.layout);
  });
});
