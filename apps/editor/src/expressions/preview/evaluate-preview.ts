import {
  buildGuestSource,
  checkCode,
  type Plan,
  parseTemplate,
  ScriptSyntaxError,
  type StepRequest,
  templateSource,
} from '@sluice/kernel/guest';
import { codes, scriptHint } from '@sluice/protocol';
import { z } from 'zod';
import type { ExpressionData } from '../expression-data.ts';
import type { Preview, PreviewRequest } from './preview-messages.ts';
import { previewScript } from './preview-script.ts';
import { GuestEnd, runGuest } from './run-guest.ts';

const NODE = 'preview';
const TYPE = 'sluice.preview@1';
const MOST_TRIED_ALONE = 12;

/**
 * Evaluates a template or code for one item as a step of the engine would: checked by the compiler's parser, compiled into the same guest,
 * run in the same QuickJS with the same walls. Effects are not performed. Synchronous, however long it takes.
 */
export function evaluatePreview(module: WebAssembly.Module, data: ExpressionData, request: PreviewRequest): Preview {
  const { kind, text } = request;
  try {
    if (kind === 'code') {
      checkCode(text);
      return run(module, data, request, text);
    }
    const template = parseTemplate(text);
    const preview = run(module, data, request, templateSource(template));
    const isPlaced = preview.kind !== 'error' || template.expressions.length === 0;
    return isPlaced ? preview : { ...preview, ...spanOfFailed(module, data, request, template.expressions) };
  } catch (error) {
    if (!(error instanceof ScriptSyntaxError)) throw error;
    const code = kind === 'code' ? 'code_syntax' : 'template_syntax';
    return { kind: 'error', code, message: error.message, line: error.line, column: error.column };
  }
}

function run(
  module: WebAssembly.Module,
  data: ExpressionData,
  { kind, text, item, nowMs }: PreviewRequest,
  source: string,
): Preview {
  // Most expressions look at one item: the others need not be handed in then.
  const needsAll = text.includes('$items');
  const index = needsAll ? item : 0;
  const own = data.items[item];
  const items = needsAll ? data.items : own === undefined ? [] : [own];
  const step: StepRequest = {
    node: NODE,
    scope: '',
    attempt: 1,
    inputs: { main: items },
    trigger: data.trigger,
    nodes: data.nodes,
    vars: data.vars,
    execution: data.execution,
    ...(data.loop === undefined ? {} : { loop: data.loop }),
    nowMs,
    seed: '0'.repeat(32),
  };
  const chunks = buildGuestSource(planFor(kind, source), { [TYPE]: previewScript(TYPE, index, kind === 'code') });
  try {
    return previewOf(JSON.parse(runGuest(module, chunks, JSON.stringify(step), nowMs)));
  } catch (error) {
    if (!(error instanceof GuestEnd)) throw error;
    return { kind: 'error', code: error.code, message: error.message, hint: codes[error.code].hint };
  }
}

/** A plan of one node, whose only parameter is what is evaluated. */
function planFor(kind: PreviewRequest['kind'], source: string): Plan {
  return {
    version: '',
    name: '',
    nodes: [
      {
        id: NODE,
        index: 0,
        type: TYPE,
        kind: 'action',
        title: '',
        params: { value: '=' },
        templates: [{ param: 'value', kind, source }],
        references: [],
        inputs: ['main'],
        outputs: ['main'],
        inEdges: {},
        outEdges: {},
        loops: [],
        body: [],
        onError: 'stop',
        retry: undefined,
        timeoutMs: undefined,
        onDoubt: 'ask',
        disabled: undefined,
        effects: [],
      },
    ],
    edges: [],
    triggers: [],
    settings: {},
    types: [TYPE],
  };
}

/** Which of a template's expressions fails, found by running each alone. Offsets are in the template's text. */
function spanOfFailed(
  module: WebAssembly.Module,
  data: ExpressionData,
  request: PreviewRequest,
  expressions: readonly string[],
): { readonly from: number; readonly to: number } | undefined {
  let position = 1;
  for (const [at, expression] of expressions.entries()) {
    const from = request.text.indexOf(expression, request.text.indexOf('{{', position) + 2);
    const to = from + expression.length;
    position = to;
    const isLast = at === expressions.length - 1 || at === MOST_TRIED_ALONE;
    const inset = expression.length - expression.trimStart().length;
    if (isLast || run(module, data, request, `(${expression}\n)`).kind === 'error') return { from: from + inset, to };
  }
  return undefined;
}

// The guest may be hostile: what it says is read as what it should be, or not at all.
const described = z.object({
  type: z.enum(['text', 'number', 'boolean', 'null', 'nothing', 'list', 'object', 'date', 'function', 'symbol', 'bigint']),
  text: z.string(),
  isCut: z.boolean(),
  refused: z.object({ what: z.string(), path: z.string() }).optional(),
});
const outcome = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('completed'),
    outputs: z.object({ main: z.tuple([z.object({ json: described })]) }),
    logs: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('failed'),
    error: z.object({
      code: z.string(),
      message: z.string(),
      hint: z.string().optional(),
      line: z.int().optional(),
      column: z.int().optional(),
    }),
  }),
  z.object({ kind: z.literal('waiting'), requests: z.array(z.object({ verb: z.string(), uri: z.string() })).min(1) }),
]);

function previewOf(answer: unknown): Preview {
  const read = outcome.safeParse(answer);
  if (!read.success) return { kind: 'error', code: 'step_output_invalid', message: codes.step_output_invalid.title };
  const { data } = read;
  if (data.kind === 'completed') return { kind: 'value', ...data.outputs.main[0].json, logs: data.logs };
  if (data.kind === 'waiting') {
    const { verb = '', uri = '' } = data.requests[0] ?? {};
    return { kind: 'waits', verb, uri };
  }
  const { code, message, hint, line, column } = data.error;
  return { kind: 'error', code, message, hint: hint ?? scriptHint(code, message), line, column };
}
