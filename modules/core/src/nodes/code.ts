import { type Code, defineNode, fail, type Item, isList, isObject, item, type Json, type NewItem, p } from '@sluice/kit';

export default defineNode({
  type: 'core.code@1',
  title: 'Code',
  summary: 'Runs JavaScript of your own on each item, or once on all of them.',
  category: 'code',
  icon: 'code',
  params: {
    code: p.code({
      title: 'JavaScript',
      help: 'Give back what goes on: an object makes one item, a list makes one item for each of its elements, nothing makes none. $json is the item, $items are all of them; await effect(verb, uri, args) reaches out.',
      placeholder: 'return { ...$json, total: $json.price * $json.quantity };',
      required: true,
    }),
    runFor: p.select({
      title: 'Run',
      options: { each: 'For each item', all: 'Once for all items' },
      default: 'each',
      template: false,
    }),
  },
  effects: ['* http', '* secret', '* kv', '* blob', '* log', '* time', '* random', '* workflow'],
  mode: 'either',
  allWhen: { param: 'runFor', is: ['all'] },
  run(context) {
    const code: Code = context.params.code;
    const result = 'item' in context ? code(context.item, context.index) : code();
    return isThenable(result) ? result.then(toOutputs) : toOutputs(result);
  },
  examples: [
    {
      name: 'makes one item out of each',
      params: { code: 'return { total: $json.price * $json.quantity };' },
      input: { main: [{ price: 2, quantity: 3 }] },
      output: { main: [{ total: 6 }] },
    },
    {
      name: 'runs once for all items',
      params: { runFor: 'all', code: 'return { total: $items.reduce((sum, each) => sum + each.json.price, 0) };' },
      input: { main: [{ price: 2 }, { price: 3 }] },
      output: { main: [{ total: 5 }] },
    },
    {
      name: 'makes several items out of a list',
      params: { code: 'return $json.lines;' },
      input: { main: [{ lines: [{ n: 1 }, 'two'] }] },
      output: { main: [{ n: 1 }, 'two'] },
    },
    {
      name: 'drops an item by giving back nothing',
      params: { code: 'if ($json.keep) return $json;' },
      input: { main: [{ keep: true }, { keep: false }] },
      output: { main: [{ keep: true }] },
    },
    {
      name: 'passes items on as they are',
      params: { runFor: 'all', code: 'return $items.filter((each) => each.json.n > 1);' },
      input: { main: [{ n: 1 }, { n: 2 }] },
      output: { main: [{ n: 2 }] },
    },
    {
      name: 'awaits effects',
      params: { code: "const { body } = await effect('get', 'https://example.com/' + $json.id); return body;" },
      input: { main: [{ id: 7 }] },
      effects: [{ verb: 'get', uri: 'https://example.com/7', result: { status: 200, headers: {}, body: { name: 'Ada' } } }],
      output: { main: [{ name: 'Ada' }] },
    },
    {
      name: 'logs what the console is told',
      params: { code: "console.log('total', 6); return $json;" },
      input: { main: [{}] },
      output: { main: [{}] },
      logs: ['total 6'],
    },
    {
      name: 'fails with the error of the code',
      params: { code: "throw new Error('no such customer');" },
      input: { main: [{}] },
      error: { code: 'code_failed', message: 'no such customer' },
    },
    { name: 'refuses code that does not compile', params: { code: 'return {' }, error: { code: 'code_syntax', param: 'code' } },
    {
      name: 'refuses what is not JSON',
      params: { code: 'return () => 1;' },
      input: { main: [{}] },
      error: { code: 'step_output_invalid' },
    },
  ],
});

/** What code gave back, as items: see the help of the parameter. */
function toOutputs(result: unknown) {
  const results = isList(result) ? result : result === undefined || result === null ? [] : [result];
  return { main: results.map(toItem) };
}

/** An item, recognized by having `json` and nothing but what items have, or a value to make one of. */
function toItem(value: unknown): Item | NewItem {
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol' || typeof value === 'bigint') {
    return fail(
      'step_output_invalid',
      `The code gave back ${value === undefined ? 'undefined' : `a ${typeof value}`} where JSON is needed.`,
      { param: 'code' },
    );
  }
  return isItem(value) ? value : item(value as Json); // what is no JSON deeper down, the sandbox refuses
}

const ITEM_KEYS = new Set(['json', 'blobs', 'from', 'error']);

function isItem(value: unknown): value is Item {
  return isObject(value) && 'json' in value && Object.keys(value).every((key) => ITEM_KEYS.has(key));
}

function isThenable(value: unknown): value is Promise<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
