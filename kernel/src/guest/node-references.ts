import type { Node } from 'acorn';
import { placeOf } from './source-problem.ts';

/**
 * The ids that a piece of code names by `$node('id')`, each once. The argument must be a plain string, so that what a step needs is
 * known before it runs; anything else throws a syntax error with its place.
 */
export function referencesIn(root: Node): readonly string[] {
  const ids = new Set<string>();
  const open: Node[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    const id = referenceOf(node);
    if (id !== undefined) ids.add(id);
    for (const value of Object.values(node)) open.push(...nodesIn(value));
  }
  return [...ids].sort();
}

function referenceOf(node: Node): string | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const { callee, arguments: given } = node as Node & { callee: Named; arguments: readonly Constant[] }; // ESTree, CallExpression
  if (callee.type !== 'Identifier' || callee.name !== '$node') return undefined;
  const text = given.length === 1 && given[0] !== undefined ? textOf(given[0]) : undefined;
  if (text === undefined) throw placeOf(node.start, "$node takes one node id, written out as a string: $node('id')");
  return text;
}

type Named = Node & { readonly name?: string };
type Constant = Node & {
  readonly value?: unknown;
  readonly quasis?: readonly { readonly value: { readonly cooked?: string | null } }[];
};

function textOf(argument: Constant): string | undefined {
  if (argument.type === 'Literal') return typeof argument.value === 'string' ? argument.value : undefined;
  const quasis = argument.type === 'TemplateLiteral' ? (argument.quasis ?? []) : [];
  return quasis.length === 1 ? (quasis[0]?.value.cooked ?? undefined) : undefined;
}

function nodesIn(value: unknown): readonly Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isNode(value) ? [value] : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
