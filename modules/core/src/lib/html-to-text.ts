import type { parseDocument } from 'htmlparser2';

export type HtmlNode = ReturnType<typeof parseDocument>['childNodes'][number];

const UNSEEN = new Set(['script', 'style', 'head', 'title', 'noscript', 'template', 'svg', 'iframe', 'object']);
const PARAGRAPHS = new Set(['p', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'ul', 'ol', 'dl', 'table', 'blockquote', 'pre', 'figure']);
const LINES = new Set([
  'div',
  'li',
  'dt',
  'dd',
  'tr',
  'section',
  'article',
  'header',
  'footer',
  'main',
  'nav',
  'aside',
  'form',
  'hr',
  'address',
  'option',
]);

/** What a reader sees of HTML, as plain text: blocks on lines of their own, paragraphs apart, list entries with a dash, cells with a tab. */
export function htmlToText(nodes: readonly HtmlNode[]): string {
  const writer = new TextWriter();
  for (const node of nodes) writeNode(writer, node);
  return writer.text;
}

function writeNode(writer: TextWriter, node: HtmlNode): void {
  if ('data' in node && node.type === 'text') writer.words(node.data);
  if ('children' in node) writeElement(writer, node);
}

function writeElement(writer: TextWriter, node: Extract<HtmlNode, { children: unknown }>): void {
  const name = 'name' in node ? node.name : '';
  if (UNSEEN.has(name)) return;
  if (name === 'br') writer.newLine();
  const lines = PARAGRAPHS.has(name) ? 2 : LINES.has(name) ? 1 : 0;
  writer.breakBefore(lines);
  if (name === 'li') writer.raw('- ');
  if (name === 'pre') writer.raw(rawText(node.children));
  else for (const child of node.children) writeNode(writer, child);
  if (name === 'td' || name === 'th') writer.tab();
  writer.breakBefore(lines);
}

function rawText(nodes: readonly HtmlNode[]): string {
  return nodes
    .map((node) => ('data' in node && node.type === 'text' ? node.data : 'children' in node ? rawText(node.children) : ''))
    .join('');
}

/** Text in the making. Breaks and spaces are owed until something follows, so that none stand at an end. */
class TextWriter {
  text = '';
  private owedLines = 0;
  private owedSpace = '';

  words(data: string): void {
    if (/^\s/.test(data)) this.owedSpace ||= ' ';
    const words = data.trim().replace(/[ \t\r\n\f]+/g, ' ');
    if (words === '') return;
    this.raw(words);
    if (/\s$/.test(data)) this.owedSpace = ' ';
  }

  raw(data: string): void {
    const isAtStart = this.text === '' || this.owedLines > 0;
    if (this.text !== '') this.text += '\n'.repeat(this.owedLines);
    this.text += (isAtStart || this.text.endsWith('- ') ? '' : this.owedSpace) + data;
    this.owedLines = 0;
    this.owedSpace = '';
  }

  breakBefore(lines: number): void {
    this.owedLines = Math.max(this.owedLines, lines);
  }

  newLine(): void {
    this.owedLines += 1;
  }

  tab(): void {
    this.owedSpace = '\t';
  }
}
