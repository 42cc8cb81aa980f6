import { describe, expect, it } from 'vitest';
import { ImportRefused, parseImport } from './parse-import.ts';

const document = { format: 'sluice/1', name: 'Hello', nodes: { start: { type: 'core.manual@1' } } };
const namesIn = (value: unknown) => parseImport(JSON.stringify(value)).map((one) => one.document.name);
const refusal = (text: string) => {
  try {
    parseImport(text);
  } catch (error) {
    return String(error);
  }
  return 'it was taken';
};

describe('parseImport', () => {
  it('takes a document, a list of them, and an export with folders and tags', () => {
    expect(namesIn(document)).toEqual(['Hello']);
    expect(namesIn([document, { ...document, name: 'Two' }])).toEqual(['Hello', 'Two']);
    const exported = { format: 'sluice-export/1', workflows: [{ document, folder: 'Sales/Europe', tags: ['eu'] }, { document }] };
    expect(parseImport(JSON.stringify(exported)).map(({ folder, tags }) => ({ folder, tags }))).toEqual([
      { folder: 'Sales/Europe', tags: ['eu'] },
      { folder: '', tags: [] },
    ]);
  });

  it('says where a file is not what it should be', () => {
    expect(refusal('{')).toContain('json_malformed');
    expect(refusal('{ "format": "sluice/1", "name": "x", "name": "y", "nodes": {} }')).toContain('json_duplicate_key');
    expect(refusal(JSON.stringify([document, { ...document, nodes: { start: { type: 'manual' } } }]))).toContain(
      'At 1.nodes.start.type',
    );
    expect(refusal(JSON.stringify({ format: 'sluice/1', name: 'No nodes' }))).toContain('At nodes');
    expect(refusal(JSON.stringify({ ...document, name: 'x'.repeat(300) }))).toContain('At name: can have at most 200 characters');
    expect(refusal(JSON.stringify({ ...document, more: 1 }))).toContain('At the top: has a field that is not known here: "more"');
  });

  it('says of a file as a whole that it is of a newer Sluice, or of another product', () => {
    const textOf = (value: unknown) => {
      try {
        parseImport(JSON.stringify(value));
      } catch (error) {
        return error instanceof ImportRefused ? error.text : error;
      }
      return 'it was taken';
    };
    expect(textOf([])).toEqual({ key: 'import.empty' });
    expect(textOf(3)).toEqual({ key: 'import.noWorkflow' });
    expect(textOf([document, [1]])).toEqual({ key: 'import.noWorkflowAt', number: 2 });
    const newer = { ...document, format: 'sluice/2', phases: [] };
    const isNewer = { key: 'import.newerFormat', format: 'sluice/2' };
    expect(textOf(newer)).toEqual(isNewer);
    expect(textOf([document, newer])).toEqual(isNewer);
    expect(textOf({ format: 'sluice-export/1', workflows: [{ document: newer }] })).toEqual(isNewer);
    expect(textOf({ format: 'sluice-export/2', lists: [] })).toEqual({ key: 'import.newerFormat', format: 'sluice-export/2' });
    const n8n = { name: 'Mail', nodes: [{ type: 'n8n-nodes-base.start' }], connections: {} };
    expect(textOf(n8n)).toEqual({ key: 'import.foreign', product: 'n8n' });
    expect(textOf([n8n])).toEqual({ key: 'import.foreign', product: 'n8n' });
    expect(textOf([{ type: 'inject', wires: [] }])).toEqual({ key: 'import.foreign', product: 'Node-RED' });
  });
});
