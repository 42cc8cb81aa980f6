import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Json, type WorkflowDocument, workflowDocument } from '@sluice/protocol';

type Node = { readonly type: string; readonly params?: Record<string, Json>; readonly [setting: string]: unknown };

export interface WorkflowParts {
  readonly name?: string;
  readonly settings?: Record<string, unknown>;
  readonly nodes: Readonly<Record<string, Node>>;
  /** Each chain of nodes is wired from `main` to `main`; `node.port` names another port. */
  readonly chains?: readonly (readonly string[])[];
}

/** A document in few words: nodes, and the chains that they stand in. */
export function workflow({ name = 'Test', settings = {}, nodes, chains = [] }: WorkflowParts): WorkflowDocument {
  const edges = chains.flatMap((chain) =>
    chain.slice(1).map((to, index) => ({ from: portOf(chain[index] ?? '', 'main'), to: portOf(to, 'main') })),
  );
  return workflowDocument.parse({ format: 'sluice/1', name, settings, nodes, edges });
}

/** A place in a chain is a node, whose port is `main`, or `node.port`. */
function portOf(place: string, port: string): string {
  return place.includes('.') ? place : `${place}.${port}`;
}

export const manual: Node = { type: 'core.manual@1' };

export function hook(path: string, respond: 'result' | 'accepted' = 'result', params: Record<string, Json> = {}): Node {
  return { type: 'core.webhook@1', params: { path, method: 'POST', respond, ...params } };
}

export function code(source: string, settings: Record<string, unknown> = {}): Node {
  return { type: 'core.code@1', params: { code: source }, ...settings };
}

export function http(params: Record<string, Json>, settings: Record<string, unknown> = {}): Node {
  return { type: 'core.http@1', params, ...settings };
}

/** One of the workflows in `examples/`. */
export function example(name: string): WorkflowDocument {
  const file = resolve(import.meta.dirname, `../../../examples/${name}.json`);
  return workflowDocument.parse(JSON.parse(readFileSync(file, 'utf8')));
}
