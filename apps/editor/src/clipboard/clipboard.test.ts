import { type NodeType, type WorkflowDocument, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { copyFragment } from './copy-fragment.ts';
import type { Fragment } from './fragment.ts';
import { pastedIds, pasteFragment } from './paste-fragment.ts';
import { LONGEST_PASTE, readClipboard } from './read-clipboard.ts';
import { stripSecrets } from './strip-secrets.ts';

const http = {
  type: 'core.http@1',
  params: { url: { kind: 'string' }, headers: { kind: 'map', of: { kind: 'string' } }, secret: { kind: 'secret' } },
} as unknown as NodeType; // of a type, only its parameters are read here
const catalog = new Map([['core.http@1', http]]);
const document = workflowDocument.parse({
  format: 'sluice/1',
  name: 'Shop',
  nodes: {
    start: { type: 'core.manual@1' },
    fetch: {
      type: 'core.http@1',
      name: 'Fetch',
      params: {
        url: 'https://ada:pw@example.com/a?api_key=k3y&page=2',
        headers: { Authorization: 'Bearer t0k3n', 'X-Api-Key': "={{ $node('start').json.key }}", accept: 'text/plain' },
        auth: 'bearer',
        secret: 'shop',
      },
    },
    sum: { type: 'core.set@1', params: { fields: { n: '={{ $node(\'fetch\').json.n + $node( "start" ).json.n }}' } } },
  },
  edges: [
    { from: 'start.main', to: 'fetch.main' },
    { from: 'fetch.main', to: 'sum.main' },
  ],
  layout: {
    start: { x: 0, y: 0, sample: [{ n: 1 }] },
    fetch: { x: 300, y: 0, pin: { outputs: { main: [{ n: 1 }] } }, note: 'slow' },
    remark: { kind: 'note', x: 40, y: 300, text: 'Hello', width: 240, height: 120, color: 'blue' },
    both: { kind: 'group', x: 0, y: 0, title: 'Both', members: ['fetch', 'sum'], color: 'red', collapsed: false },
  },
});
const placeOf = () => ({ x: 600, y: 10 });
const copy = (...ids: string[]) => copyFragment({ document, ids, catalog, placeOf });
const read = (text: string): Fragment => {
  const { fragment } = readClipboard(text);
  if (fragment === undefined) throw new Error('It was refused');
  return fragment;
};
const refusal = (text: string) => {
  const reading = readClipboard(text);
  return reading.fragment === undefined ? reading.refusal : undefined;
};
const paste = (target: WorkflowDocument, fragment: Fragment, shift = { x: 0, y: 0 }) =>
  pasteFragment(target, fragment, pastedIds(target, fragment), shift);

describe('copying a selection', () => {
  it('takes nodes with the wires among them, notes, and groups with their members', () => {
    const fragment = read(copy('both', 'remark')?.text ?? '');
    expect(Object.keys(fragment.nodes)).toEqual(['fetch', 'sum']);
    expect(fragment.edges).toEqual([{ from: 'fetch.main', to: 'sum.main' }]);
    expect(Object.keys(fragment.layout)).toEqual(['fetch', 'sum', 'remark', 'both']);
    expect(fragment.layout['sum']).toEqual({ x: 600, y: 10 });
    expect(copy('nobody')).toBeUndefined();
  });

  it('leaves out credentials, pins and samples, and says so', () => {
    const copied = copy('start', 'fetch');
    expect(copied?.text).not.toMatch(/t0k3n|pw@|k3y|"shop"|pin|sample/);
    expect(read(copied?.text ?? '').nodes['fetch']?.params).toEqual({
      url: 'https://example.com/a?page=2',
      headers: { 'X-Api-Key': "={{ $node('start').json.key }}", accept: 'text/plain' },
      auth: 'bearer',
    });
    expect(read(copied?.text ?? '').layout['fetch']).toEqual({ x: 300, y: 0, note: 'slow' });
    expect(copied?.left).toEqual(['Fetch: url', 'Fetch: headers.Authorization', 'Fetch: secret']);
    expect(copied?.whole.nodes['fetch']?.params['secret']).toBe('shop');
    expect(copied?.whole.layout['fetch']?.['pin']).toBeUndefined();
  });

  it('leaves out what signs in within bodies and other free values, unless it is worked out', () => {
    const spec = {
      body: { kind: 'json' },
      text: { kind: 'string' },
      check: { kind: 'object', fields: { signature: { kind: 'string' } } },
    };
    const type = { type: 'core.http@1', params: spec } as unknown as NodeType;
    const { params, left } = stripSecrets(
      {
        body: { password: 'S3CRET', user: 'ada', more: [{ token: 'S3CRET' }], secret: '={{ $item.json.secret }}' },
        text: '={"client_secret": "S3CRET", "password": "{{ $item.json.password }}", "n": 1}',
        check: { signature: 'sha256' },
      },
      type,
    );
    expect(left).toEqual(['body.password', 'body.more.0.token', 'text.client_secret']);
    expect(params['body']).toEqual({ user: 'ada', more: [{}], secret: '={{ $item.json.secret }}' });
    expect(JSON.parse(String(params['text']).slice(1))).toEqual({ password: '{{ $item.json.password }}', n: 1 });
    expect(params['check']).toEqual({ signature: 'sha256' });
    expect(stripSecrets({ text: '{ "n": 1 }' }, type).params['text']).toBe('{ "n": 1 }');
  });

  it('copies 5,000 nodes and pastes them beside themselves without waiting', () => {
    const nodes = Object.fromEntries(Array.from({ length: 5000 }, (_, n) => [`n${n}`, { type: 'core.set@1', params: {} }]));
    const large = { ...document, nodes, layout: {}, edges: [] };
    const before = performance.now();
    const copied = copyFragment({ document: large, ids: Object.keys(nodes), catalog, placeOf });
    const after = paste(large, read(copied?.text ?? ''));
    expect(Object.keys(after.nodes)).toHaveLength(10_000);
    expect(performance.now() - before).toBeLessThan(5000);
  });
});

describe('pasting nodes', () => {
  it('gives new ids where they are taken, and lets wires, groups and references follow', () => {
    const after = workflowDocument.parse(paste(document, read(copy('both', 'start')?.text ?? ''), { x: 10, y: 20 }));
    expect(Object.keys(after.nodes)).toEqual(['start', 'fetch', 'sum', 'start2', 'fetch2', 'sum2']);
    expect(after.edges.slice(2)).toEqual([
      { from: 'start2.main', to: 'fetch2.main' },
      { from: 'fetch2.main', to: 'sum2.main' },
    ]);
    expect(after.nodes['sum2']?.params['fields']).toEqual({
      n: '={{ $node(\'fetch2\').json.n + $node( "start2" ).json.n }}',
    });
    expect(after.layout['both2']?.['members']).toEqual(['fetch2', 'sum2']);
    expect(after.layout['fetch2']).toEqual({ x: 310, y: 20, note: 'slow' });
  });

  it('keeps ids where they are free', () => {
    const empty = { ...document, nodes: {}, edges: [], layout: {} };
    expect(Object.keys(paste(empty, read(copy('sum')?.text ?? '')).nodes)).toEqual(['sum']);
  });

  it('takes a whole workflow, and puts nodes without a place in a row', () => {
    const { layout: _, ...bare } = document;
    const after = workflowDocument.parse(paste({ ...document, nodes: {}, edges: [], layout: {} }, read(JSON.stringify(bare))));
    expect(Object.keys(after.nodes)).toEqual(['start', 'fetch', 'sum']);
    expect(after.edges).toEqual(document.edges);
    expect(new Set(Object.values(after.layout).map(({ x }) => x)).size).toBe(3);
    expect(readClipboard(JSON.stringify({ ...bare, settings: { vars: { a: 1 } } }))).toMatchObject({
      remarks: [{ key: 'clipboard.settings' }],
    });
  });
});

describe('pasting other things', () => {
  it('makes a note of a text', () => {
    expect(read('  Remember the milk,\nand the bread. ').layout['note']).toMatchObject({
      kind: 'note',
      text: 'Remember the milk,\nand the bread.',
    });
    expect(read('Hello, world\nBye, world').nodes).toEqual({});
    expect(read('{ "not": json').layout['note']?.['text']).toBe('{ "not": json');
    expect(refusal('a'.repeat(20_001))?.key).toBe('clipboard.textTooLong');
  });

  it('makes a node of data', () => {
    expect(read('[{"a":1},{"a":2}]').nodes['data']).toMatchObject({ type: 'core.code@1', params: { runFor: 'all' } });
    const run = (text: string): unknown => {
      const code = String(read(text).nodes['data']?.params['code']);
      return new Function(code)();
    };
    expect(run('[{"a":1},{"a":2}]')).toEqual([{ a: 1 }, { a: 2 }]);
    expect(JSON.stringify(run('{"__proto__":{"a":1}}'))).toBe('{"__proto__":{"a":1}}');
    expect(refusal(JSON.stringify(['x'.repeat(300_000)]))?.key).toBe('clipboard.dataTooLarge');
  });

  it('makes a node of a table, from a file or from cells of a spreadsheet', () => {
    expect(read('name,age\nAda,36\n"Hopper, Grace",85').nodes['table']).toMatchObject({ type: 'core.csv@1' });
    expect(read('name\tage\nAda\t36').nodes['table']?.params['text']).toBe('name\tage\nAda\t36');
    expect(read('=a;b\n1;2').nodes['table']?.params['text']).toBe('==a;b\n1;2');
  });

  it('refuses what it cannot take, and says why', () => {
    expect(refusal('  ')?.key).toBe('clipboard.empty');
    expect(refusal(JSON.stringify({ format: 'sluice/2', nodes: {} }))).toEqual({
      key: 'clipboard.newerFormat',
      values: { format: 'sluice/2' },
    });
    expect(refusal(JSON.stringify({ format: 'sluice/1', nodes: { a: { type: 'x' } } }))).toMatchObject({
      key: 'clipboard.malformed',
      values: { place: 'nodes.a.type' },
    });
    expect(refusal(JSON.stringify({ nodes: [], connections: {} }))?.values).toEqual({ product: 'n8n' });
    expect(refusal(JSON.stringify([{ type: 'inject', wires: [] }]))?.values).toEqual({ product: 'Node-RED' });
  });

  it('refuses 20 MB at once', () => {
    const text = `[${'{"a":"bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"},'.repeat(500_000).slice(0, -1)}]`;
    expect(text.length).toBeGreaterThan(LONGEST_PASTE * 4 - 1);
    const before = performance.now();
    expect(refusal(text)?.key).toBe('clipboard.tooLarge');
    expect(performance.now() - before).toBeLessThan(50);
  });
});
