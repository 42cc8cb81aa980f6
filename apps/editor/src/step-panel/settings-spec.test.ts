import { workflowDocument } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import { settingsSpec, settingsValues, withSetting } from './settings-spec.ts';

const document = workflowDocument.parse({
  format: 'sluice/1',
  name: 'A',
  nodes: { a: { type: 'core.set@1' } },
  layout: { a: { x: 1, y: 2 } },
});
const node = (name: string, value: Parameters<typeof withSetting>[3]) => withSetting(document, 'a', name, value).nodes['a'];

describe("the form of a node's settings", () => {
  it('has a field for each setting of the format', () => {
    const { params } = settingsSpec(((key: string) => key) as never);
    expect(Object.keys(params)).toEqual(['name', 'note', 'onError', 'retry', 'timeoutMs', 'onDoubt', 'disabled']);
    expect(Object.values(params).every(({ template }) => template === false)).toBe(true);
  });

  it.each([
    ['name', 'Fetch'],
    ['onError', 'route'],
    ['timeoutMs', 500],
    ['onDoubt', 'fail'],
    ['disabled', 'pass'],
    ['note', 'Ask Ada'],
    ['retry', { attempts: 3, backoff: 'exponential', delayMs: 10, maxDelayMs: 99 }],
  ])('sets %s, and what it makes is a valid document', (name, value) => {
    const changed = withSetting(document, 'a', name, value);
    expect(workflowDocument.parse(changed)).toEqual(changed);
    expect(settingsValues(changed, 'a')).toEqual({ [name]: value });
  });

  it.each([
    ['name', ' '],
    ['onError', 'stop'],
    ['onDoubt', 'ask'],
    ['disabled', 'no'],
    ['retry', { attempts: 1, backoff: 'fixed', delayMs: 5 }],
    ['retry', undefined],
    ['timeoutMs', undefined],
  ])('leaves %s out at %o, which is the default', (name, value) => {
    expect(node(name, value)).toEqual({ type: 'core.set@1', params: {} });
  });

  it('fills in what a retry needs', () => {
    expect(node('retry', { attempts: 3 })?.retry).toEqual({ attempts: 3, backoff: 'fixed', delayMs: 1000 });
  });
});
