import { parse } from 'acorn';
import { ECMA_VERSION } from './parse-template.ts';

/** What a piece of JavaScript asks for: nodes by `$node('id')`, by `$node(…)` with a value of the run, and names of the language. */
export interface SourceUse {
  readonly nodeIds: readonly string[];
  readonly hasDynamicNode: boolean;
}

interface SyntaxNode {
  readonly type: string;
  readonly [field: string]: unknown;
}

/** Finds `$node` in source that has been checked: an expression or the body of an async function. */
export function findReferences(source: string): SourceUse {
  // In a function, as which it is compiled: `return`, `await` and `new.target` belong to one.
  const program = parse(`(async function () {\n${source}\n})`, { ecmaVersion: ECMA_VERSION });
  const nodeIds = new Set<string>();
  let hasDynamicNode = false;
  const stack: unknown[] = [program];
  while (stack.length > 0) {
    const value = stack.pop();
    if (Array.isArray(value)) stack.push(...value);
    if (!isSyntaxNode(value)) continue;
    const id = calledNodeId(value);
    if (id !== undefined) nodeIds.add(id);
    else if (value.type === 'Identifier' && value['name'] === '$node') hasDynamicNode = true;
    else stack.push(...Object.values(value));
  }
  return { nodeIds: [...nodeIds].sort(), hasDynamicNode };
}

/** The id in `$node('id')`, where it can be read off the source. */
function calledNodeId(node: SyntaxNode): string | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const { callee, arguments: args } = node as SyntaxNode & {
    readonly callee: SyntaxNode;
    readonly arguments: readonly SyntaxNode[];
  };
  const [argument] = args;
  if (callee.type !== 'Identifier' || callee['name'] !== '$node' || args.length !== 1 || argument?.type !== 'Literal')
    return undefined;
  return typeof argument['value'] === 'string' ? argument['value'] : undefined;
}

function isSyntaxNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}
