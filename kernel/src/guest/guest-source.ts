import { type Json, SluiceError } from '@sluice/protocol';
import { checkCode } from '../graph/parse-code.ts';
import type { Plan, PlanNode, PlanTemplate } from '../graph/plan.ts';
import { checkExpression } from './check-expression.ts';
import { codeNames, namesIn, templateNames } from './language.ts';
import { paramsSource } from './params-source.ts';
import type { GuestNode } from './prelude/guest-types.ts';
import { preludeScripts } from './prelude/prelude.ts';

/**
 * A classic script; `name` is what stack traces call it. `otherwise` gives what to evaluate in its place when the guest cannot compile or
 * run it, made from the error's message, so that only the steps that use it fail. Without it, the load fails.
 */
export interface GuestChunk {
  readonly name: string;
  readonly text: string;
  readonly otherwise?: (message: string) => string;
}

/** The part of every guest source that no plan changes: to be run first, so that one image of it can serve as the base of many. */
export const guestBase: readonly GuestChunk[] = preludeScripts;

/**
 * The guest's source for a plan: what follows `guestBase`, to be evaluated in this order in one context, without jobs being run. The last
 * chunk's value is the `GuestEntry`. `scripts` are the guest scripts by node type; a type without one has no code to run.
 *
 * Templates and code come from the plan alone, each as a function of its own in a chunk of its own, and only when it is exactly one
 * expression or one function body (I6).
 *
 * @throws SluiceError `template_syntax` or `code_syntax` for a plan that no compiler of ours made
 */
export function buildGuestSource(plan: Plan, scripts: Readonly<Record<string, string>>): readonly GuestChunk[] {
  return [
    ...plan.types.flatMap((type) => {
      const text = Object.hasOwn(scripts, type) ? scripts[type] : undefined;
      return text === undefined ? [] : [scriptChunk(type, text)];
    }),
    ...plan.nodes.flatMap(nodeChunks),
    { name: 'finish', text: '__sluice.finish()' },
  ];
}

function scriptChunk(type: string, text: string): GuestChunk {
  const otherwise = (message: string): string =>
    `__sluice.define({ type: ${JSON.stringify(type)}, run() { throw new Error(${JSON.stringify(`The code of ${type} could not be loaded: ${message}`)}); } })`;
  return { name: type, text, otherwise };
}

function nodeChunks(node: PlanNode): readonly GuestChunk[] {
  const id = JSON.stringify(node.id);
  const chunks: GuestChunk[] = [
    { name: 'node', text: `__sluice.node(${JSON.stringify(JSON.stringify(guestNode(node)))})` },
    ...node.templates.map((template, index) => templateChunk(node, template, index)),
  ];
  if (node.templates.length === 0) return chunks;
  return [...chunks, { name: 'params', text: `"use strict";__sluice.params(${id}, (v, c) => (${paramsSource(node)}))` }];
}

const controlPorts: Partial<Record<PlanNode['kind'], string>> = { loop: 'control', 'for-each': 'control', respond: 'response' };

function guestNode(node: PlanNode): GuestNode {
  const { id, type, title, inputs, outputs, onError, retry, templates, params } = node;
  const controlPort = controlPorts[node.kind];
  return {
    id,
    type,
    title,
    inputs,
    outputs,
    ...(controlPort === undefined ? {} : { controlPort }),
    onError,
    attempts: retry?.attempts ?? 1,
    hasCode: templates.some(({ kind }) => kind === 'code'),
    paths: templates.map(({ param }) => param),
    // With templates the parameters are put together anew for every item; these are then only asked which mode the node is in.
    params: templates.length === 0 ? params : plainOnly(params),
  };
}

function plainOnly(params: PlanNode['params']): { readonly [name: string]: Json } {
  return Object.fromEntries(Object.entries(params).filter(([, value]) => typeof value !== 'object'));
}

function templateChunk(node: PlanNode, template: PlanTemplate, index: number): GuestChunk {
  const { kind, source, param } = template;
  const names = namesIn(source, kind === 'code' ? codeNames : templateNames);
  try {
    if (kind === 'code') checkCode(source);
    else checkExpression(source);
  } catch (error) {
    const code = kind === 'code' ? 'code_syntax' : 'template_syntax';
    throw new SluiceError(code, `${param} of ${node.id} does not compile.`, { place: { nodeId: node.id, param }, cause: error });
  }
  const list = names.join(', ');
  const values = names.map((name) => `s.${name}`).join(', ');
  // Code stands in a block of its own, so that it may declare names of the language anew; its first line is the chunk's second.
  // Code that awaits nothing is a plain function: no promise, and no jobs to be run for it.
  const header = /\bawait\b/.test(source) ? 'async function' : 'function';
  const compiled = kind === 'code' ? `${header} (${list}) {{\n${source}\n}}` : `(${list}) => (\n${source}\n)`;
  const place = `"use strict";__sluice.compiled(${JSON.stringify(node.id)}, ${index}, `;
  return {
    name: `${kind}-${node.index}-${index}`,
    text: `${place}((f) => (s) => f(${values}))(${compiled}))`,
    otherwise: (message) => `${place}() => { throw new SyntaxError(${JSON.stringify(message)}); })`,
  };
}
