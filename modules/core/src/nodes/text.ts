import { defineNode, item, p } from '@sluice/kit';
import { withField } from '../lib/with-field.ts';

export default defineNode({
  type: 'core.text@1',
  title: 'Text',
  summary: 'Writes a text from a template, for each item or once for all.',
  category: 'text',
  icon: 'file-text',
  params: {
    text: p.text({
      title: 'Text',
      help: 'Whatever stands between {{ and }} is worked out: $json is the item, $items are all of them.',
      placeholder: '=Dear {{ $json.name }},',
      required: true,
    }),
    runFor: p.select({
      title: 'Write it',
      options: { each: 'For each item', all: 'Once for all items' },
      default: 'each',
      template: false,
    }),
    as: p.string({ title: 'Put it under', default: 'text' }),
  },
  mode: 'either',
  allWhen: { param: 'runFor', is: ['all'] },
  run(context) {
    const { text, as } = context.params;
    return { main: ['item' in context ? withField(context.item, as, text) : item({ [as]: text })] };
  },
  examples: [
    {
      name: 'writes a text for each item',
      params: { text: '=Dear {{ $json.name }},' },
      input: { main: [{ name: 'Ada' }, { name: 'Alan' }] },
      output: {
        main: [
          { name: 'Ada', text: 'Dear Ada,' },
          { name: 'Alan', text: 'Dear Alan,' },
        ],
      },
    },
    {
      name: 'writes one text for all',
      params: {
        runFor: 'all',
        as: 'report',
        text: "={{ $items.length }} orders:\n{{ $items.map((each) => '- ' + each.json.id).join('\\n') }}",
      },
      input: { main: [{ id: 7 }, { id: 8 }] },
      output: { main: [{ report: '2 orders:\n- 7\n- 8' }] },
    },
    {
      name: 'fails when the template does',
      params: { text: '={{ $json.customer.name }}' },
      input: { main: [{}] },
      error: { code: 'template_failed', param: 'text' },
    },
  ],
});
