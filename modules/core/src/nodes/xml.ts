import { defineNode, fail, isObject, item, type Json, p } from '@sluice/kit';
import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { given } from '../lib/given.ts';
import { withField } from '../lib/with-field.ts';

export default defineNode({
  type: 'core.xml@1',
  title: 'XML',
  summary: 'Reads XML text into objects, or writes objects as XML text.',
  category: 'text',
  icon: 'file-type-xml',
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
      help: 'An object with the root element as its only field; left empty: the whole item.',
      when: { param: 'operation', is: ['write'] },
    }),
    lists: p.list({
      title: 'Elements that are always lists',
      help: 'Otherwise an element is a list only where it is there more than once.',
      of: p.string({ title: 'Element', placeholder: 'line' }),
      when: { param: 'operation', is: ['parse'] },
    }),
    values: p.boolean({
      title: 'Make numbers and true/false of texts that are',
      default: false,
      when: { param: 'operation', is: ['parse'] },
    }),
    indent: p.boolean({
      title: 'Put each element on a line of its own',
      default: false,
      when: { param: 'operation', is: ['write'] },
    }),
    as: p.string({
      title: 'Put the result under',
      help: 'Left empty, what was read becomes the item itself, and what was written goes under “xml”. Attributes are fields that start with @, text beside them is #text.',
    }),
  },
  mode: 'each',
  run({ item: current, params: { operation, text, value, lists = [], values, indent, as = '' } }) {
    if (operation === 'write')
      return { main: [withField(current, as === '' ? 'xml' : as, write(value === undefined ? current.json : value, indent))] };
    const parsed = parse(given(text, 'text', 'Text'), lists, values);
    return { main: [as === '' ? item(parsed) : withField(current, as, parsed)] };
  },
  examples: [
    {
      name: 'reads elements, attributes and text',
      params: { text: '={{ $json.body }}', values: true },
      input: {
        main: [{ body: '<?xml version="1.0"?><order id="7"><line sku="A1">2</line><line sku="B&amp;2">x</line><note/></order>' }],
      },
      output: {
        main: [
          {
            order: {
              '@id': 7,
              line: [
                { '@sku': 'A1', '#text': 2 },
                { '@sku': 'B&2', '#text': 'x' },
              ],
              note: '',
            },
          },
        ],
      },
    },
    {
      name: 'makes a list of an element that is there once',
      params: { text: '<a><b>1</b></a>', lists: ['b'], as: 'data' },
      input: { main: [{ n: 1 }] },
      output: { main: [{ n: 1, data: { a: { b: ['1'] } } }] },
    },
    {
      name: 'writes an object',
      params: { operation: 'write' },
      input: { main: [{ order: { '@id': 7, line: ['a', '<b>'] } }] },
      output: {
        main: [{ order: { '@id': 7, line: ['a', '<b>'] }, xml: '<order id="7"><line>a</line><line>&lt;b&gt;</line></order>' }],
      },
    },
    {
      name: 'says where the text is not XML',
      params: { text: '<a>\n<b></a>' },
      input: { main: [{}] },
      error: { code: 'parse_failed', message: 'line 2', param: 'text' },
    },
    {
      name: 'reads characters by number and by name',
      params: { text: '<a>&#x1F600;&#228;&amp;&euro;</a>' },
      input: { main: [{}] },
      output: { main: [{ a: '😀ä&€' }] },
    },
    {
      name: 'takes one root element only',
      params: { text: '<a/><b/>' },
      input: { main: [{}] },
      error: { code: 'parse_failed', message: 'one root element', param: 'text' },
    },
    {
      name: 'says what it does not read',
      params: { text: '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>' },
      input: { main: [{}] },
      error: { code: 'parse_failed', message: 'xternal', param: 'text' },
    },
    {
      name: 'writes one root element only',
      params: { operation: 'write' },
      input: { main: [{ a: 1, b: 2 }] },
      error: { code: 'item_invalid', message: 'one root element' },
    },
    {
      name: 'writes nothing that is no XML',
      params: { operation: 'write' },
      input: { main: [{ 'no name': 1 }] },
      error: { code: 'item_invalid' },
    },
    {
      name: 'needs an object to write',
      params: { operation: 'write' },
      input: { main: ['text'] },
      error: { code: 'item_invalid' },
    },
  ],
});

const NAMES = { ignoreAttributes: false, attributeNamePrefix: '@', textNodeName: '#text' };

function parse(text: string, lists: readonly string[], values: boolean): Json {
  const checked = XMLValidator.validate(text);
  if (checked !== true)
    return fail('parse_failed', `The text is not XML: line ${checked.err.line}, column ${checked.err.col}: ${checked.err.msg}`, {
      param: 'text',
    });
  const parser = new XMLParser({
    ...NAMES,
    ignoreDeclaration: true,
    ignorePiTags: true,
    parseTagValue: values,
    parseAttributeValue: values,
    numberParseOptions: { hex: false, leadingZeros: false, eNotation: true },
    htmlEntities: true, // characters by number too
    isArray: (name) => lists.includes(name),
  });
  const parsed = parsedBy(parser, text);
  if (countRoots(parsed) !== 1)
    return fail('parse_failed', 'The text is not XML: it must have one root element.', { param: 'text' });
  return parsed;
}

/** What is well-formed and not read all the same: entities from elsewhere, names that would be dangerous as fields, deep nesting. */
function parsedBy(parser: XMLParser, text: string): Json {
  try {
    return parser.parse(text) as Json; // objects, lists and scalars only
  } catch (error) {
    return fail('parse_failed', `The text is not read: ${error instanceof Error ? error.message : String(error)}.`, {
      param: 'text',
    });
  }
}

function countRoots(document: Json): number {
  if (!isObject(document)) return 0;
  return Object.values(document).reduce<number>((sum, element) => sum + (Array.isArray(element) ? element.length : 1), 0);
}

function write(value: Json, indent: boolean): string {
  if (!isObject(value)) return fail('item_invalid', 'Only an object can be written as XML: its field is the root element.');
  if (countRoots(value) !== 1)
    return fail('item_invalid', 'A document has one root element: the object must have one field, which is no list.');
  const builder = new XMLBuilder({ ...NAMES, format: indent, suppressEmptyNode: true, suppressBooleanAttributes: false });
  const text: string = builder.build(value);
  const checked = XMLValidator.validate(text);
  if (checked !== true) return fail('item_invalid', `The object cannot be written as XML: ${checked.err.msg}`);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: those that XML 1.0 has no way to write (section 2.2)
  if (/[\0-\x08\v\f\x0e-\x1f]/.test(text))
    return fail('item_invalid', 'XML cannot hold the control characters that are in the object.');
  return text;
}
