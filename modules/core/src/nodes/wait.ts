import { defineNode, type Item, item, type Json, p } from '@sluice/kit';
import { given } from '../lib/given.ts';
import { asObject, mergeObjects } from '../lib/merge-objects.ts';

export default defineNode({
  type: 'core.wait@1',
  title: 'Wait',
  summary: 'Parks the execution for a time, until a moment, or until somebody answers at its resume link.',
  category: 'flow',
  icon: 'hourglass',
  params: {
    for: p.select({
      title: 'Wait for',
      options: { time: 'A time', until: 'A moment', resume: 'A resume link' },
      default: 'time',
      template: false,
    }),
    ms: p.duration({ title: 'How long', default: 60_000, when: { param: 'for', is: ['time'] } }),
    until: p.datetime({ title: 'Until', placeholder: '2026-12-24T18:00:00Z', when: { param: 'for', is: ['until'] } }),
    note: p.string({
      title: 'Note',
      help: 'Shown with the link: what the person is to decide.',
      placeholder: '=Approve order {{ $json.id }}?',
      when: { param: 'for', is: ['resume'] },
    }),
    timeoutMs: p.duration({
      title: 'Give up after',
      help: 'Then it goes on without an answer (null). Left empty: never.',
      min: 1,
      when: { param: 'for', is: ['resume'] },
    }),
    gives: p.select({
      title: 'What goes on',
      options: { both: 'The items, with the answer under “resume”', data: 'Only the answer', items: 'Only the items' },
      default: 'both',
      when: { param: 'for', is: ['resume'] },
      template: false,
    }),
  },
  effects: ['sleep time', 'await workflow'],
  mode: 'all',
  async run({ items, params, effect }) {
    if (params.for !== 'resume') {
      await effect(
        'sleep',
        'time:',
        params.for === 'time' ? { ms: params.ms } : { until: given(params.until, 'until', 'Until') },
      );
      return { main: items };
    }
    const { note, timeoutMs, gives } = params;
    const answer = await effect('await', 'workflow:resume', {
      ...(note === undefined ? {} : { note }),
      ...(timeoutMs === undefined ? {} : { timeoutMs }),
    });
    return {
      main: gives === 'data' ? [item(answer)] : gives === 'items' ? items : items.map((each) => withAnswer(each, answer)),
    };
  },
  examples: [
    {
      name: 'waits for a time',
      params: { ms: 5000 },
      input: { main: [{ n: 1 }] },
      effects: [{ verb: 'sleep', uri: 'time:', args: { ms: 5000 }, result: null }],
      output: { main: [{ n: 1 }] },
    },
    {
      name: 'waits until a moment',
      params: { for: 'until', until: '={{ $json.due }}' },
      input: { main: [{ due: '2026-12-24T18:00:00Z' }] },
      effects: [{ verb: 'sleep', uri: 'time:', args: { until: '2026-12-24T18:00:00Z' }, result: null }],
      output: { main: [{ due: '2026-12-24T18:00:00Z' }] },
    },
    {
      name: 'waits for a decision and adds it to the items',
      params: { for: 'resume', note: '=Approve order {{ $json.id }}?' },
      input: { main: [{ id: 7 }] },
      effects: [{ verb: 'await', uri: 'workflow:resume', args: { note: 'Approve order 7?' }, result: { approved: true } }],
      output: { main: [{ id: 7, resume: { approved: true } }] },
    },
    {
      name: 'gives up after a time',
      params: { for: 'resume', timeoutMs: 1000, gives: 'data' },
      input: { main: [{ id: 7 }] },
      effects: [{ verb: 'await', uri: 'workflow:resume', args: { timeoutMs: 1000 }, result: null }],
      output: { main: [null] },
    },
    {
      name: 'needs to know until when',
      params: { for: 'until' },
      input: { main: [{}] },
      error: { code: 'param_missing', param: 'until' },
    },
    {
      name: 'refuses a moment that is none',
      params: { for: 'until', until: '={{ $json.due }}' },
      input: { main: [{ due: 'soon' }] },
      error: { code: 'param_invalid', param: 'until' },
    },
  ],
});

function withAnswer(each: Item, answer: Json) {
  return item(mergeObjects(asObject(each.json), { resume: answer }), {
    from: each,
    ...(each.blobs === undefined ? {} : { blobs: each.blobs }),
  });
}
