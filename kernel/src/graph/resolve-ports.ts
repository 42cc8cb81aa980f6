import type { DocumentNode, Json, NodeType } from '@sluice/protocol';
import { ERROR_PORT } from './graph.ts';

/**
 * The ports of a node, in order: those of its type, those that a list parameter names (`outputsFrom`), and `error` when the node
 * routes its errors. `params` have their defaults filled in.
 */
export function resolvePorts(
  type: NodeType,
  document: DocumentNode,
  params: { readonly [name: string]: Json },
): { inputs: readonly string[]; outputs: readonly string[] } {
  const outputs = new Set(type.outputs.map((port) => port.name));
  for (const name of namedPorts(type, params)) outputs.add(name);
  if (document.onError === 'route') outputs.add(ERROR_PORT);
  return { inputs: type.inputs.map((port) => port.name), outputs: [...outputs] };
}

function namedPorts(type: NodeType, params: { readonly [name: string]: Json }): string[] {
  if (type.outputsFrom === undefined) return [];
  const { param, field } = type.outputsFrom;
  const list = params[param];
  if (!Array.isArray(list)) return [];
  return list.flatMap((element: Json) => {
    const name = isObject(element) ? element[field] : undefined;
    return typeof name === 'string' && name !== '' ? [name] : [];
  });
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
