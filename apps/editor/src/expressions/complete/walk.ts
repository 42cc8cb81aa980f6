import type { ExpressionData } from '../expression-data.ts';
import type { ChainStep } from './read-chain.ts';

/** `$node`, which gives something only when it is called. */
const NODE = Symbol('$node');
/** A method that is not called yet: what it gives is known beforehand. */
class Method {
  readonly result: unknown;
  constructor(result: unknown) {
    this.result = result;
  }
}

/** What a name of the language is for an item; undefined for what is no such name. */
function rootValue(root: string, data: ExpressionData, item: number): unknown {
  switch (root) {
    case '$json':
      return data.items[item]?.json;
    case '$item':
      return data.items[item];
    case '$items':
      return data.items;
    case '$node':
      return NODE;
    case '$trigger':
      return data.trigger[0];
    case '$vars':
      return data.vars;
    case '$execution':
      return data.execution;
    case '$loop':
      return data.loop;
    case '$now':
      return new Date();
    default:
      return undefined;
  }
}

/** Follows a chain through the data as it is; undefined where it leads nowhere or where only running it could tell. */
export function walk(root: string, steps: readonly ChainStep[], data: ExpressionData, item: number): unknown {
  return steps.reduce(
    (value: unknown, step) => {
      if (step.kind === 'call') {
        if (value instanceof Method) return value.result;
        return value === NODE && step.argument !== undefined ? nodeView(data.nodes[step.argument]) : undefined;
      }
      if (typeof value !== 'object' || value === null) return undefined;
      return Object.hasOwn(value, step.key) ? (value as { readonly [key: string | number]: unknown })[step.key] : undefined;
    },
    rootValue(root, data, item),
  );
}

function nodeView(items: ExpressionData['items'] | undefined): object {
  return { items, json: items?.[0]?.json, first: new Method(items?.[0]), all: new Method(items) };
}

/** Whether a member is to be called. */
export function isMethod(value: unknown): boolean {
  return value instanceof Method || typeof value === 'function';
}
