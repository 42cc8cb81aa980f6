import { defineNode, fail, item, type Json, p } from '@sluice/kit';
import { selectAll } from 'css-select';
import { DomUtils, parseDocument } from 'htmlparser2';
import { given } from '../lib/given.ts';
import { type HtmlNode, htmlToText } from '../lib/html-to-text.ts';
import { withField } from '../lib/with-field.ts';

export default defineNode({
  type: 'core.html@1',
  title: 'HTML',
  summary: 'Takes the text or chosen parts out of HTML, or makes text safe to put into it.',
  category: 'text',
  icon: 'file-type-html',
  params: {
    operation: p.select({
      title: 'What to do',
      options: { text: 'Take out the text', extract: 'Take out parts', escape: 'Make text safe for HTML' },
      default: 'text',
      template: false,
    }),
    html: p.text({ title: 'HTML or text', placeholder: '={{ $json.body }}', required: true }),
    parts: p.list({
      title: 'Parts',
      of: p.object({
        title: 'Part',
        fields: {
          field: p.string({ title: 'Put it under', placeholder: 'title', required: true }),
          selector: p.string({ title: 'CSS selector', placeholder: 'article h1 > a', required: true }),
          take: p.select({
            title: 'Take',
            options: { text: 'The text', html: 'The HTML inside', attribute: 'An attribute' },
            default: 'text',
          }),
          attribute: p.string({ title: 'Attribute', placeholder: 'href' }),
          every: p.boolean({ title: 'All that fit, as a list', help: 'Else the first one, or null.', default: false }),
        },
      }),
      when: { param: 'operation', is: ['extract'] },
    }),
    as: p.string({ title: 'Put the text under', default: 'text', when: { param: 'operation', is: ['text', 'escape'] } }),
  },
  mode: 'each',
  run({ item: current, params: { operation, html, parts, as } }) {
    if (operation === 'escape') return { main: [withField(current, as, escapeHtml(html))] };
    const document = parseDocument(html);
    if (operation === 'text') return { main: [withField(current, as, htmlToText(document.childNodes))] };
    const fields = given(parts, 'parts', 'Parts').map((part): [string, Json] => [part.field, extract(document.childNodes, part)]);
    return { main: [item(Object.fromEntries(fields))] };
  },
  examples: [
    {
      name: 'takes out the text',
      params: { html: '={{ $json.body }}' },
      input: {
        main: [
          {
            body: '<head><title>x</title></head><h1>Hello &amp;  welcome</h1><p>One<br>two <b>three</b></p><ul><li>a</li><li> b </li></ul><script>no()</script><table><tr><td>1</td><td>2</td></tr></table>',
          },
        ],
      },
      output: {
        main: [
          {
            body: '<head><title>x</title></head><h1>Hello &amp;  welcome</h1><p>One<br>two <b>three</b></p><ul><li>a</li><li> b </li></ul><script>no()</script><table><tr><td>1</td><td>2</td></tr></table>',
            text: 'Hello & welcome\n\nOne\ntwo three\n\n- a\n- b\n\n1\t2',
          },
        ],
      },
    },
    {
      name: 'takes out parts by selectors',
      params: {
        operation: 'extract',
        html: '={{ $json.body }}',
        parts: [
          { field: 'title', selector: 'h1' },
          { field: 'links', selector: 'li.main > a[href^="/"]', take: 'attribute', attribute: 'href', every: true },
          { field: 'intro', selector: '#intro', take: 'html' },
          { field: 'none', selector: '.none' },
        ],
      },
      input: {
        main: [
          {
            body: '<h1>News</h1><div id=intro>So <i>new</i></div><ul><li class="main x"><a href="/a">A</a><li class=main><a href="https://b">B</a></ul>',
          },
        ],
      },
      output: { main: [{ title: 'News', links: ['/a'], intro: 'So <i>new</i>', none: null }] },
    },
    {
      name: 'makes text safe',
      params: { operation: 'escape', html: '={{ $json.name }}', as: 'safe' },
      input: { main: [{ name: `<b>"A" & 'B'` }] },
      output: { main: [{ name: `<b>"A" & 'B'`, safe: '&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;' }] },
    },
    {
      name: 'needs to know which parts',
      params: { operation: 'extract', html: '<p>' },
      input: { main: [{}] },
      error: { code: 'param_missing', param: 'parts' },
    },
    {
      name: 'refuses a selector that is none',
      params: { operation: 'extract', html: '<p>', parts: [{ field: 'a', selector: 'p[' }] },
      input: { main: [{}] },
      error: { code: 'param_invalid', message: 'p[', param: 'parts' },
    },
  ],
});

interface Part {
  readonly selector: string;
  readonly take: 'text' | 'html' | 'attribute';
  readonly attribute: string | undefined;
  readonly every: boolean;
}

function extract(nodes: HtmlNode[], { selector, take, attribute = '', every }: Part): Json {
  const found = find(selector, nodes).map((element) => {
    if (take === 'attribute') return DomUtils.getAttributeValue(element, attribute) ?? null;
    return take === 'html' ? DomUtils.getInnerHTML(element) : htmlToText([element]);
  });
  return every ? found : (found[0] ?? null);
}

function find(selector: string, nodes: HtmlNode[]) {
  try {
    return selectAll<HtmlNode, Extract<HtmlNode, { attribs: unknown }>>(selector, nodes);
  } catch (error) {
    return fail('param_invalid', `${selector} is no CSS selector: ${error instanceof Error ? error.message : String(error)}`, {
      param: 'parts',
    });
  }
}

function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"']/g,
    (character) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[character] ?? character,
  );
}
