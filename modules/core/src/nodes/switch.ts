import { defineNode, type Item, p } from '@sluice/kit';

export default defineNode({
  type: 'core.switch@1',
  title: 'Switch',
  summary: 'Sends each item down the first of several ways whose condition holds.',
  category: 'flow',
  icon: 'arrows-split',
  outputs: [{ name: 'default', title: 'Otherwise' }],
  outputsFrom: { param: 'cases', field: 'port' },
  params: {
    cases: p.list({
      title: 'Cases',
      help: 'From top to bottom. What fits none leaves by “default”.',
      of: p.object({
        title: 'Case',
        fields: {
          port: p.string({ title: 'Way out', placeholder: 'urgent', required: true, template: false }),
          when: p.boolean({ title: 'Condition', placeholder: "={{ $json.kind === 'urgent' }}", required: true }),
        },
      }),
      required: true,
    }),
    every: p.boolean({ title: 'Send to every case that holds', help: 'Else only to the first.', default: false }),
  },
  mode: 'all',
  run({ items, paramsFor }) {
    const outputs = new Map<string, Item[]>();
    for (const item of items) {
      for (const port of portsOf(paramsFor(item))) {
        const list = outputs.get(port);
        if (list === undefined) outputs.set(port, [item]);
        else list.push(item);
      }
    }
    return Object.fromEntries(outputs);
  },
  examples: [
    {
      name: 'sends each item down the first way that fits',
      params: {
        cases: [
          { port: 'big', when: '={{ $json.n > 100 }}' },
          { port: 'middle', when: '={{ $json.n > 10 }}' },
        ],
      },
      input: { main: [{ n: 500 }, { n: 50 }, { n: 5 }] },
      output: { big: [{ n: 500 }], middle: [{ n: 50 }], default: [{ n: 5 }] },
    },
    {
      name: 'sends to every way that fits when told so',
      params: {
        every: true,
        cases: [
          { port: 'big', when: '={{ $json.n > 100 }}' },
          { port: 'even', when: '={{ $json.n % 2 === 0 }}' },
        ],
      },
      input: { main: [{ n: 500 }, { n: 3 }] },
      output: { big: [{ n: 500 }], even: [{ n: 500 }], default: [{ n: 3 }] },
    },
    {
      name: 'fails when a condition fails',
      params: { cases: [{ port: 'a', when: '={{ $json.x.y }}' }] },
      input: { main: [{}] },
      error: { code: 'template_failed', param: 'cases.0.when' },
    },
  ],
});

/** The ways out that an item takes, each once, though several cases may lead to the same one. */
function portsOf({
  cases,
  every,
}: {
  readonly cases: readonly { readonly port: string; readonly when: boolean }[];
  readonly every: boolean;
}): Iterable<string> {
  const holding = cases.filter((each) => each.when).map((each) => each.port);
  return holding.length === 0 ? ['default'] : every ? new Set(holding) : holding.slice(0, 1);
}
