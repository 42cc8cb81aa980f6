import { workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { describeWorkflow, renameWorkflow } from '../../../draft/edits/workflow-fields.ts';
import { effectLines, withWorkflowSetting, workflowSettingsSpec, workflowSettingsValues } from './workflow-settings-spec.ts';

const document = workflowDocument.parse({ format: 'sluice/1', name: 'A', nodes: {} });

describe("the form of a workflow's settings", () => {
  it.each([
    ['timeoutMs', 5000, { timeoutMs: 5000 }],
    ['errorWorkflow', 'wf-1', { errorWorkflow: 'wf-1' }],
    ['limit', 3, { concurrency: { limit: 3 } }],
    ['key', '={{ $json.id }}', { concurrency: { limit: 1, key: '={{ $json.id }}' } }],
    ['vars', { city: 'Bonn', list: [1, null] }, { vars: { city: 'Bonn', list: [1, null] } }],
    ['isGuarded', true, { effects: [] }],
  ])('sets %s, and what it makes is a valid document', (name, value, settings) => {
    const changed = withWorkflowSetting(document, name, value);
    expect(changed.settings).toEqual(settings);
    expect(workflowDocument.parse(changed)).toEqual(changed);
    expect(workflowSettingsValues(changed)[name]).toEqual(value);
    expect(withWorkflowSetting(changed, name, name === 'isGuarded' ? false : undefined).settings).toEqual(
      name === 'key' ? { concurrency: { limit: 1 } } : {},
    );
  });

  it('has a field for each of its values', () => {
    const { params } = workflowSettingsSpec(((key: string) => key) as never);
    const full = {
      ...document,
      settings: { timeoutMs: 1, errorWorkflow: 'b', concurrency: { limit: 2, key: 'k' }, effects: [], vars: { a: 1 } },
    };
    expect(Object.keys(workflowSettingsValues(full)).toSorted()).toEqual(Object.keys(params).toSorted());
  });

  it('keeps the key when the limit is changed, and lets both go with the limit', () => {
    const keyed = withWorkflowSetting(withWorkflowSetting(document, 'limit', 4), 'key', 'k');
    expect(withWorkflowSetting(keyed, 'limit', 9).settings.concurrency).toEqual({ limit: 9, key: 'k' });
    expect(withWorkflowSetting(keyed, 'limit', undefined).settings).toEqual({});
  });

  it('keeps a list that allows nothing, which is not the same as none', () => {
    const guarded = withWorkflowSetting(document, 'isGuarded', true);
    expect(guarded.settings).toEqual({ effects: [] });
    expect(withWorkflowSetting(guarded, 'isGuarded', true)).toEqual(guarded);
    expect(effectLines(' get https://a.example/* \n\n* kv:*\n')).toEqual(['get https://a.example/*', '* kv:*']);
  });
});

describe('name and description', () => {
  it('are never without a name, and without a description when it is empty', () => {
    expect(renameWorkflow(document, '  ')).toBe(document);
    expect(renameWorkflow(document, ` ${'x'.repeat(300)}`).name).toHaveLength(200);
    expect(describeWorkflow(describeWorkflow(document, 'What for'), '')).toEqual(document);
  });
});
