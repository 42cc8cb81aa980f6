import { z } from 'zod';
import { nodeTypeName } from '../document/workflow-document.ts';
import { type Json, json } from '../json.ts';

const common = {
  title: z.string(),
  help: z.string().optional(),
  required: z.boolean().optional(),
  default: json.optional(),
  /** False: the value is taken as it is written, never as a template (code, ports, paths, cron). Default true. */
  template: z.boolean().optional(),
  /** An example of what to fill in, shown in the empty field. */
  placeholder: z.string().optional(),
  /** The editor shows the field only while the parameter `param` has one of these values. No rule for the compiler. */
  when: z.strictObject({ param: z.string(), is: z.array(json) }).optional(),
};

/** One parameter of a node type; the editor makes its form field from this, the compiler its checks. */
export type ParamSpec = {
  title: string;
  help?: string | undefined;
  required?: boolean | undefined;
  default?: Json | undefined;
  template?: boolean | undefined;
  placeholder?: string | undefined;
  when?: { param: string; is: readonly Json[] } | undefined;
} & (
  | { kind: 'string' | 'text' | 'boolean' | 'json' | 'secret' | 'workflow' | 'cron' | 'timezone' | 'datetime' }
  | { kind: 'number' | 'integer' | 'duration'; min?: number | undefined; max?: number | undefined }
  | { kind: 'select'; options: { value: string; title: string }[] }
  | { kind: 'code'; language: 'javascript' }
  | { kind: 'list'; of: ParamSpec }
  | { kind: 'object'; fields: Record<string, ParamSpec> }
  | { kind: 'map'; of: ParamSpec }
);

/** `duration` is in milliseconds, `datetime` an RFC 3339 text, `secret` a secret's name, `workflow` a workflow's id. */
export const paramSpec: z.ZodType<ParamSpec> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.enum(['string', 'text', 'boolean', 'json', 'secret', 'workflow', 'cron', 'timezone', 'datetime']),
      ...common,
    }),
    z.strictObject({
      kind: z.enum(['number', 'integer', 'duration']),
      min: z.number().optional(),
      max: z.number().optional(),
      ...common,
    }),
    z.strictObject({
      kind: z.literal('select'),
      options: z.array(z.strictObject({ value: z.string(), title: z.string() })),
      ...common,
    }),
    z.strictObject({ kind: z.literal('code'), language: z.literal('javascript'), ...common }),
    z.strictObject({ kind: z.literal('list'), of: paramSpec, ...common }),
    z.strictObject({ kind: z.literal('object'), fields: z.record(z.string(), paramSpec), ...common }),
    z.strictObject({ kind: z.literal('map'), of: paramSpec, ...common }),
  ]),
) as z.ZodType<ParamSpec>;

export const portSpec = z.strictObject({ name: z.string(), title: z.string().optional() });

/**
 * What a node type is to the runtime. `trigger` starts an execution and has no inputs; `loop` and `for-each` own a body (`each` out,
 * `next` in, `done` out) and are carried out by the kernel, their node code is not run; `respond` gives the webhook's answer and
 * the execution's output.
 */
export const nodeKind = z.enum(['action', 'trigger', 'loop', 'for-each', 'respond']);

export const nodeType = z.strictObject({
  type: nodeTypeName,
  kind: nodeKind,
  title: z.string(),
  summary: z.string(),
  category: z.enum(['trigger', 'flow', 'data', 'text', 'network', 'code']),
  /** An icon's name in the editor's icon set. */
  icon: z.string(),
  inputs: z.array(portSpec),
  outputs: z.array(portSpec),
  /** Further output ports named by a list parameter: `param` names the list, `field` the member of each element that holds the port's name. */
  outputsFrom: z.strictObject({ param: z.string(), field: z.string() }).optional(),
  params: z.record(z.string(), paramSpec),
  /** The effects it may request, as `verb scheme` with `*` for any verb, e.g. `* http`. */
  effects: z.array(z.string()),
  /** False when its code never uses `execution`, so that it need not be handed in. The module's build sees to it. */
  readsExecution: z.boolean().optional(),
});

/** `dist/module.json` of a built module. `guest` maps each node type to its guest script, beside the manifest. */
export const moduleManifest = z.strictObject({
  format: z.literal('sluice-module/1'),
  name: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string(),
  title: z.string(),
  /** What the module as a whole may request; every node type's `effects` lie within it. */
  effects: z.array(z.string()),
  nodes: z.array(nodeType),
  guest: z.record(z.string(), z.string()),
});

export type PortSpec = z.infer<typeof portSpec>;
export type NodeKind = z.infer<typeof nodeKind>;
export type NodeType = z.infer<typeof nodeType>;
export type ModuleManifest = z.infer<typeof moduleManifest>;
