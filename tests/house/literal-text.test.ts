import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseAst } from 'rolldown/parseAst';
import { describe, expect, it } from 'vitest';

const source = resolve(import.meta.dirname, '../../apps/editor/src');
/** Attributes and members whose value people read or hear. */
const read = new Set([
  'alt',
  'aria-description',
  'aria-label',
  'aria-roledescription',
  'aria-valuetext',
  'description',
  'help',
  'label',
  'message',
  'placeholder',
  'title',
]);
/** Not of any language: names of things, and what is typed as it stands. */
const sameEverywhere = new Set([
  '(Enter)',
  '(Shift+H)',
  '/hooks/',
  'SHOP_API_KEY',
  'Sluice',
  'UTC',
  'api.example.com',
  'did:key:z6Mk…',
  'openapi.json',
]);

/** A node of the syntax tree (ESTree with JSX), as far as it is looked at here. */
interface Syntax {
  readonly type: string;
  readonly [member: string]: unknown;
}

const isSyntax = (value: unknown): value is Syntax =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

const textOf = (node: unknown): string[] => {
  if (!isSyntax(node)) return [];
  if (node.type === 'JSXText' || (node.type === 'Literal' && typeof node['value'] === 'string')) return [String(node['value'])];
  if (node.type === 'TemplateLiteral') return (node['quasis'] as { value: { raw: string } }[]).map(({ value }) => value.raw);
  if (node.type === 'JSXExpressionContainer') return textOf(node['expression']);
  if (node.type === 'ConditionalExpression') return [...textOf(node['consequent']), ...textOf(node['alternate'])];
  if (node.type === 'LogicalExpression') return [...textOf(node['left']), ...textOf(node['right'])];
  return [];
};

const nameOf = (node: unknown): string => (isSyntax(node) ? String(node['name'] ?? node['value'] ?? '') : '');

/** The literal texts for people in a component's source: children, and attributes and members that are read. */
function literalsIn(code: string): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const each of node) visit(each);
    if (!isSyntax(node)) return;
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') found.push(...(node['children'] as unknown[]).flatMap(textOf));
    if (node.type === 'JSXAttribute' && read.has(nameOf(node['name']))) found.push(...textOf(node['value']));
    if (node.type === 'Property' && read.has(nameOf(node['key']))) found.push(...textOf(node['value']));
    for (const member of Object.values(node)) visit(member);
  };
  visit(parseAst(code, { lang: 'tsx' }));
  return found.filter((text) => /\p{L}{2}/u.test(text) && !sameEverywhere.has(text.trim()));
}

describe('literal texts', () => {
  it('are found where people would read them', () => {
    const code = `export const A = () => <p title="Go on" id="x">Hello {isOn ? 'there' : t('key')}<b aria-label={\`Item \${n}\`} /></p>;
      const action = { id: 'save', title: 'Save now', group: t('group') };`;
    expect(literalsIn(code)).toEqual(['Hello ', 'there', 'Go on', 'Item ', 'Save now']);
  });

  it('are in no component: every text has a key', () => {
    const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.tsx'));
    expect(files.length).toBeGreaterThan(50);
    const literals = files.flatMap((name) =>
      literalsIn(readFileSync(join(source, name), 'utf8')).map((text) => `${name}: ${text.trim()}`),
    );
    expect(literals).toEqual([]);
  });
});
