import { defineNode, fail, isList, item, type Json, p } from '@sluice/kit';
import { given } from '../lib/given.ts';
import { withField } from '../lib/with-field.ts';

export default defineNode({
  type: 'core.json@1',
  title: 'JSON',
  summary: 'Reads JSON text into values, or writes values as JSON text.',
  category: 'text',
  icon: 'braces',
  params: {
    operation: p.select({
      title: 'What to do',
      options: { parse: 'Read text', write: 'Write text' },
      default: 'parse',
      template: false,
    }),
    text: p.text({ title: 'Text', placeholder: '={{ $json.body }}', when: { param: 'operation', is: ['parse'] } }),
    value: p.json({
      title: 'Value',
      help: 'Left empty: the whole item.',
      placeholder: '={{ $json }}',
      when: { param: 'operation', is: ['write'] },
    }),
    indent: p.integer({
      title: 'Indent by',
      help: 'Spaces for each level; none puts everything on one line.',
      min: 0,
      max: 10,
      default: 0,
      when: { param: 'operation', is: ['write'] },
    }),
    as: p.string({
      title: 'Put the result under',
      help: 'Left empty, what was read becomes the item itself (a list becomes one item for each element), and what was written goes under “json”.',
    }),
  },
  mode: 'each',
  run({ item: current, params: { operation, text, value, indent, as = '' } }) {
    if (operation === 'write')
      return {
        main: [
          withField(current, as === '' ? 'json' : as, JSON.stringify(value === undefined ? current.json : value, null, indent)),
        ],
      };
    const parsed = parse(given(text, 'text', 'Text'));
    if (as !== '') return { main: [withField(current, as, parsed)] };
    return { main: isList(parsed) ? parsed.map((each) => item(each)) : [item(parsed)] };
  },
  examples: [
    {
      name: 'reads a text into a field',
      params: { text: '={{ $json.body }}', as: 'data' },
      input: { main: [{ body: '{"n":1}' }] },
      output: { main: [{ body: '{"n":1}', data: { n: 1 } }] },
    },
    {
      name: 'reads a list into items',
      params: { text: '={{ $json.body }}' },
      input: { main: [{ body: '[{"n":1},{"n":2}]' }] },
      output: { main: [{ n: 1 }, { n: 2 }] },
    },
    {
      name: 'writes the item',
      params: { operation: 'write' },
      input: { main: [{ n: 1 }] },
      output: { main: [{ n: 1, json: '{"n":1}' }] },
    },
    {
      name: 'writes a value with indents',
      params: { operation: 'write', value: '={{ $json.list }}', indent: 2, as: 'text' },
      input: { main: [{ list: [1] }] },
      output: { main: [{ list: [1], text: '[\n  1\n]' }] },
    },
    {
      name: 'fails on what is not JSON',
      params: { text: '={{ $json.body }}' },
      input: { main: [{ body: '{n:1}' }] },
      error: { code: 'parse_failed', param: 'text' },
    },
    { name: 'needs a text to read', params: {}, input: { main: [{}] }, error: { code: 'param_missing', param: 'text' } },
  ],
});

function parse(text: string): Json {
  try {
    return JSON.parse(text) as Json; // JSON by definition
  } catch (error) {
    return fail('parse_failed', `The text is not JSON: ${error instanceof Error ? error.message : String(error)}`, {
      param: 'text',
    });
  }
}
