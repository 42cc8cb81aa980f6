import { defineNode } from '@sluice/kit';

export default defineNode({
  type: 'core.manual@1',
  kind: 'trigger',
  title: 'Manual start',
  summary: 'Starts the workflow when you press Run, with the items that you give.',
  category: 'trigger',
  icon: 'player-play',
  params: {},
  examples: [
    {
      name: 'starts with the items it is given',
      params: {},
      input: { main: [{ name: 'Ada' }, { name: 'Alan' }] },
      output: { main: [{ name: 'Ada' }, { name: 'Alan' }] },
    },
    {
      name: 'starts with anything that is JSON',
      params: {},
      input: { main: ['a text', null, [1]] },
      output: { main: ['a text', null, [1]] },
    },
    { name: 'has no parameters', params: { when: 'now' }, error: { code: 'param_unknown' } },
  ],
});
