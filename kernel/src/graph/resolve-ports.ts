import type { DocumentNode, Issue, Json, NodeType } from '@sluice/protocol';
import { createIssue, pointerTo } from './create-issue.ts';
import { ERROR_PORT } from './graph.ts';
import { sayIssue } from './say-issue.ts';
import { shapeTexts } from './shape-texts.ts';

interface PortsOwner {
  readonly id: string;
  readonly type: NodeType;
  readonly document: DocumentNode;
  /** With their defaults filled in. */
  readonly params: { readonly [name: string]: Json };
}

/**
 * The ports of a node, in order: those of its type, those that a list parameter names (`outputsFrom`), and `error` when the node
 * routes its errors. Several elements of the list may name the same port.
 */
export function resolvePorts(owner: PortsOwner, issues: Issue[]): { inputs: readonly string[]; outputs: readonly string[] } {
  const { type, document } = owner;
  const outputs = new Set(type.outputs.map((port) => port.name));
  for (const name of namedPorts(owner, issues)) outputs.add(name);
  if (document.onError === 'route') outputs.add(ERROR_PORT);
  return { inputs: type.inputs.map((port) => port.name), outputs: [...outputs] };
}

/** What an edge can name (protocol's `portRef`), but for the one name that no object can have as a plain key. */
const PORT_NAME = /^(?!__proto__$)[A-Za-z_][A-Za-z0-9_-]{0,63}$/;

function namedPorts({ id, type, params }: PortsOwner, issues: Issue[]): string[] {
  if (type.outputsFrom === undefined) return [];
  const { param, field } = type.outputsFrom;
  const list = params[param];
  if (!Array.isArray(list)) return [];
  return list.flatMap((element: Json, index) => {
    const name = isObject(element) ? element[field] : undefined;
    if (typeof name !== 'string' || name === '') return [];
    if (PORT_NAME.test(name)) return [name];
    const place = {
      nodeId: id,
      param: `${param}.${index}.${field}`,
      pointer: pointerTo('nodes', id, 'params', param, index, field),
    };
    issues.push(createIssue('param_invalid', sayIssue(shapeTexts.port_name_invalid, { name }), place));
    return [];
  });
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
