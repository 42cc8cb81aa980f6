import {
  createWorkflow,
  getWorkflow,
  type Issue,
  listExecutions,
  listVersions,
  publishWorkflow,
  runDocument,
  runWorkflow,
  saveDraft,
  validateDocument,
  type WorkflowDocument,
} from '@sluice/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { TestSluice } from '../support/test-sluice.ts';
import { problemOf, refusalOf } from './lib/refusal.ts';
import { code, hook, manual, workflow } from './lib/workflow.ts';

/** Documents with problems: kept as drafts, never published or run, each problem with its code, node, place and fix. */
let sluice: TestSluice;

beforeAll(async () => {
  sluice = await TestSluice.start();
});

afterAll(() => sluice.stop());

const edges = (...pairs: [string, string][]) => pairs.map(([from, to]) => ({ from, to }));

interface Bad {
  readonly what: string;
  readonly document: WorkflowDocument;
  readonly issue: Partial<Issue> & { readonly code: string };
}

const bad: readonly Bad[] = [
  {
    what: 'an unknown node type',
    document: workflow({
      nodes: { start: manual, odd: { type: 'acme.frobnicate@3', params: { level: 11 } } },
      chains: [['start', 'odd']],
    }),
    issue: { code: 'node_type_unknown', nodeId: 'odd', pointer: '/nodes/odd/type' },
  },
  {
    what: 'an unknown output port',
    document: { ...workflow({ nodes: { start: manual, end: code('return 1;') } }), edges: edges(['start.side', 'end.main']) },
    issue: { code: 'port_unknown', nodeId: 'start', pointer: '/edges/0/from' },
  },
  {
    what: 'an unknown input port',
    document: { ...workflow({ nodes: { start: manual, end: code('return 1;') } }), edges: edges(['start.main', 'end.left']) },
    issue: { code: 'port_unknown', nodeId: 'end', pointer: '/edges/0/to' },
  },
  {
    what: 'an edge to a node that is not there',
    document: { ...workflow({ nodes: { start: manual } }), edges: edges(['start.main', 'gone.main']) },
    issue: { code: 'node_unknown', pointer: '/edges/0/to' },
  },
  {
    what: 'an illegal cycle',
    document: workflow({
      nodes: { start: manual, a: code('return 1;'), b: code('return 1;') },
      chains: [['start', 'a', 'b', 'a']],
    }),
    issue: { code: 'cycle_illegal' },
  },
  {
    what: 'one webhook path twice',
    document: workflow({
      nodes: { one: hook('twice'), two: hook('twice'), end: code('return 1;') },
      chains: [
        ['one', 'end'],
        ['two', 'end'],
      ],
    }),
    issue: { code: 'webhook_path_taken', nodeId: 'two', param: 'path' },
  },
  {
    what: 'a webhook path that cannot be',
    document: workflow({ nodes: { hook: hook('/~resume/x') } }),
    issue: { code: 'webhook_path_invalid', nodeId: 'hook', param: 'path' },
  },
  {
    what: 'a template that does not compile',
    document: workflow({
      nodes: { start: manual, set: { type: 'core.set@1', params: { fields: { sum: '={{ $json.a + }}' } } } },
      chains: [['start', 'set']],
    }),
    issue: { code: 'template_syntax', nodeId: 'set', param: 'fields.sum', line: 1 },
  },
  {
    what: 'code that does not compile',
    document: workflow({ nodes: { start: manual, work: code('const a = 1;\nreturn {') }, chains: [['start', 'work']] }),
    issue: { code: 'code_syntax', nodeId: 'work', param: 'code', line: 2 },
  },
  {
    what: 'a parameter that the type does not have',
    document: workflow({
      nodes: { start: manual, work: { type: 'core.code@1', params: { code: 'return 1;', colour: 'red' } } },
      chains: [['start', 'work']],
    }),
    issue: { code: 'param_unknown', nodeId: 'work', param: 'colour' },
  },
  {
    what: 'a parameter that is missing',
    document: workflow({ nodes: { start: manual, call: { type: 'core.http@1' } }, chains: [['start', 'call']] }),
    issue: { code: 'param_missing', nodeId: 'call', param: 'url' },
  },
  {
    what: 'a parameter of the wrong kind',
    document: workflow({
      nodes: { start: manual, call: { type: 'core.http@1', params: { url: 'https://example.com', timeoutMs: 'soon' } } },
      chains: [['start', 'call']],
    }),
    issue: { code: 'param_invalid', nodeId: 'call', param: 'timeoutMs' },
  },
  {
    what: 'a node that can never fire',
    document: workflow({ nodes: { start: manual, island: code('return 1;') } }),
    issue: { code: 'node_unreachable', nodeId: 'island' },
  },
  {
    what: 'no trigger',
    document: workflow({ nodes: { work: code('return 1;') } }),
    issue: { code: 'trigger_missing' },
  },
  {
    what: 'a schedule that cannot be read',
    document: workflow({ nodes: { tick: { type: 'core.schedule@1', params: { cron: '61 * * * *' } } } }),
    issue: { code: 'schedule_invalid', nodeId: 'tick', param: 'cron' },
  },
  {
    what: 'a reference to a node that does not come before',
    document: workflow({
      nodes: { start: manual, a: code("return $node('b').json;"), b: code('return 1;') },
      chains: [['start', 'a', 'b']],
    }),
    issue: { code: 'node_reference_not_upstream', nodeId: 'a' },
  },
];

describe.each(bad)('a document with $what', ({ document, issue }) => {
  it('is kept as a draft that names the problem, and can neither be published nor run', async () => {
    const created = await sluice.call(createWorkflow, { body: { document } });
    const named = created.issues.find(({ code: found }) => found === issue.code);
    expect(created.issues, JSON.stringify(created.issues)).toContainEqual(expect.objectContaining(issue));
    expect(named?.message.length).toBeGreaterThan(10);
    expect((named?.hint ?? '').length, 'a hint').toBeGreaterThan(5);
    const kept = await sluice.call(getWorkflow, { params: { id: created.id } });
    expect(kept.document).toEqual(document);
    expect((await sluice.call(validateDocument, { body: { document } })).issues).toEqual(kept.issues);

    const refusals = [
      sluice.call(publishWorkflow, { params: { id: created.id }, body: { activate: true } }),
      sluice.call(runWorkflow, { params: { id: created.id }, body: { wait: true } }),
      sluice.call(runDocument, { body: { document } }),
    ];
    for (const refusal of await Promise.all(refusals.map(refusalOf)))
      expect(refusal).toMatchObject({ code: 'document_invalid', issues: kept.issues });
    expect((await sluice.call(listVersions, { params: { id: created.id } })).items).toEqual([]);
    expect((await sluice.call(listExecutions, { query: { workflowId: created.id } })).items).toEqual([]);
  });
});

it('a refusal is a problem document whose place is the first issue, with all of them in it', async () => {
  const document = {
    ...workflow({ nodes: { start: manual, odd: { type: 'acme.frobnicate@3' }, work: code('return {') } }),
    edges: [],
  };
  const problem = await problemOf(sluice, 'POST', '/v1/run', JSON.stringify({ document }));
  expect(problem).toMatchObject({ code: 'document_invalid', status: 422, nodeId: expect.any(String) });
  expect(problem.issues?.map(({ code: found }) => found)).toEqual(expect.arrayContaining(['node_type_unknown', 'code_syntax']));
  expect(problem.detail).toContain('more');
});

it('what is mended can be published: the unknown node is replaced', async () => {
  const document = workflow({ nodes: { start: manual, odd: { type: 'acme.frobnicate@3' } }, chains: [['start', 'odd']] });
  const { id, revision } = await sluice.call(createWorkflow, { body: { document } });
  const mended = workflow({ nodes: { start: manual, odd: code('return { ok: true };') }, chains: [['start', 'odd']] });
  expect((await sluice.call(saveDraft, { params: { id }, body: { document: mended, revision } })).issues).toEqual([]);
  await sluice.call(publishWorkflow, { params: { id }, body: {} });
  expect((await sluice.call(runWorkflow, { params: { id }, body: { wait: true } })).output).toEqual([{ ok: true }]);
});

describe('a document of another format', () => {
  const post = (document: unknown, path = '/v1/workflows') => problemOf(sluice, 'POST', path, JSON.stringify({ document }));
  const good = workflow({ nodes: { start: manual } });

  it('that is newer is refused as newer, wherever it comes in', async () => {
    for (const path of ['/v1/workflows', '/v1/validate', '/v1/run'])
      expect(await post({ ...good, format: 'sluice/2', phases: [] }, path)).toMatchObject({
        code: 'document_format_newer',
        status: 422,
        pointer: '/document/format',
        detail: expect.stringContaining('sluice/2'),
      });
  });

  it('or none at all does not fit the contract, and the place is named', async () => {
    expect(await post({ ...good, format: 'n8n' })).toMatchObject({ code: 'request_invalid', pointer: '/document/format' });
    expect(await post({ ...good, nodes: { '1st': manual } })).toMatchObject({
      code: 'request_invalid',
      pointer: expect.stringContaining('/document/nodes'),
    });
    expect(await post({ ...good, nodes: { start: { ...manual, colour: 'red' } } })).toMatchObject({
      code: 'request_invalid',
      pointer: '/document/nodes/start',
    });
    expect(await post({ ...good, edges: [{ from: 'start', to: 'end.main' }] })).toMatchObject({
      code: 'request_invalid',
      pointer: '/document/edges/0/from',
    });
    expect(await post(undefined)).toMatchObject({ code: 'request_invalid', pointer: '/document' });
  });

  it('with text that is no Unicode has no version, and says so', async () => {
    const text = JSON.stringify({ document: { ...good, description: 'half a \ud800 pair' } });
    const answer = await sluice.client.call({ method: 'POST', path: '/v1/validate', body: Buffer.from(text) });
    expect([answer.status, JSON.parse(answer.body.toString())]).toEqual([
      200,
      { version: null, issues: [expect.objectContaining({ code: 'json_not_canonical', pointer: '/description' })] },
    ]);
  });
});
