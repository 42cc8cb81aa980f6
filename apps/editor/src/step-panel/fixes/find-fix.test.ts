import { codes, type DocumentNode, type NodeType, type RunError, workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { errorFixes } from './error-fixes.ts';
import { findFix } from './find-fix.ts';

/** The families of codes that steps and executions end with: those of the sandbox, the gate, the handles, the kernel and the node types. */
const ofSteps =
  /^(template_|code_|param_|step_|effect_|egress_|secret_|http_|kv_|blob_|parse_|item_|loop_limit|stopped|execution_(timeout|cancelled)|workflow_(unknown|not_published|depth)|journal_|replay_|disk_|internal|overloaded|shutting_down)/;

const http = {
  params: {
    url: { kind: 'string', title: 'Address' },
    secret: { kind: 'secret', title: 'Secret' },
    timeoutMs: { kind: 'duration', title: 'Give up after' },
    headers: { kind: 'map', title: 'Headers', of: { kind: 'string', title: 'Value' } },
    cases: {
      kind: 'list',
      title: 'Cases',
      of: { kind: 'object', title: 'Case', fields: { when: { kind: 'boolean', title: 'Condition' } } },
    },
  },
} as unknown as NodeType;
const node: DocumentNode = { type: 'core.http@1', params: {} };
const document = workflowDocument.parse({ format: 'sluice/1', name: 'A', nodes: { n: node } });
const fix = (code: string, more: Partial<RunError> = {}, own: Partial<DocumentNode> = {}) =>
  findFix({ code, message: '', ...more }, 'n', { ...node, ...own }, http);
/** The node after the fix was done. */
const fixed = (code: string, more: Partial<RunError> = {}) => {
  const found = fix(code, more);
  return found.kind === 'edit' ? found.edit(document) : undefined;
};

describe('the table of fixes', () => {
  it.each(Object.keys(codes).filter((code) => ofSteps.test(code)))(
    'has a fix for %s, or the reason why there is none',
    (code) => {
      expect(errorFixes).toHaveProperty(code);
    },
  );
});

describe('the fix for an error', () => {
  it('goes to the field at fault, or to the one that is likely meant', () => {
    expect(fix('template_failed', { param: 'headers.x.y' })).toMatchObject({ kind: 'go', param: 'headers.x.y' });
    expect(fix('template_failed', { param: 'headers.x.y' })).toMatchObject({ title: 'x.y' });
    expect(fix('template_failed', { param: 'cases.1.when' })).toMatchObject({ title: 'Condition' });
    expect(fix('http_timeout')).toEqual({ kind: 'go', param: 'timeoutMs', title: 'Give up after' });
    expect(fix('secret_unknown')).toMatchObject({ kind: 'go', param: 'secret' });
    expect(fix('param_missing')).toMatchObject({ kind: 'go', param: 'url' });
  });

  it.each([
    [404, { kind: 'go', param: 'url' }],
    [422, { kind: 'go', param: 'url' }],
    [401, { kind: 'go', param: 'secret' }],
    [403, { kind: 'go', param: 'secret' }],
    [429, { kind: 'edit', label: 'retry' }],
    [503, { kind: 'edit', label: 'retry' }],
  ])('does what the status %i calls for', (status, wanted) => {
    expect(fix('http_status', { message: `GET https://a.example.com/ answered ${status}.` })).toMatchObject(wanted);
  });

  it('sets what helps', () => {
    expect(fixed('http_status')?.nodes['n']?.retry?.attempts).toBe(3);
    expect(fixed('step_timeout')?.nodes['n']?.timeoutMs).toBe(10_000);
    expect(fixed('item_invalid')?.nodes['n']?.onError).toBe('route');
    expect(
      fixed('effect_not_in_workflow', { hint: 'Add "get https://a.example/*" under settings.effects.' })?.settings.effects,
    ).toEqual(['get https://a.example/*']);
  });

  it('runs again where trying more often is set already', () => {
    expect(fix('http_failed', {}, { retry: { attempts: 3, backoff: 'fixed', delayMs: 1 } })).toEqual({ kind: 'again' });
  });

  it('names the setting that lets an address be reached', () => {
    expect(fix('egress_private', { message: 'get http://127.0.0.1:9/x: this is private' })).toEqual({
      kind: 'copy',
      text: 'SLUICE_EGRESS_ALLOW=127.0.0.1:9',
    });
  });

  it('is none, with a reason, where nothing here can help', () => {
    expect(fix('stopped')).toEqual({ kind: 'none', because: 'purpose' });
    expect(fix('made_up_by_somebody')).toEqual({ kind: 'none', because: 'report' });
  });
});
