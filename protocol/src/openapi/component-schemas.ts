import { z } from 'zod';
import { secretSummary } from '../api/engine.ts';
import { executionDetail, executionState, executionSummary, stepView } from '../api/executions.ts';
import { keySummary } from '../api/identity.ts';
import { share } from '../api/shares.ts';
import { workflowDetail, workflowSummary, workflowVersion } from '../api/workflows.ts';
import { workflowDocument } from '../document/workflow-document.ts';
import { issue, problem } from '../errors/problem.ts';
import { json, jsonObject } from '../json.ts';
import { moduleManifest, paramSpec } from '../module/module-manifest.ts';
import { runError } from '../run/run-error.ts';

/** A JSON schema (draft 2020-12), as OpenAPI 3.1 takes it. */
export type JsonSchema = { readonly [key: string]: unknown };

/** The third: what the schema's check means, which zod cannot say. */
const names: readonly (readonly [string, z.ZodType, JsonSchema?])[] = [
  ['Json', json, { description: 'Any JSON value.' }],
  ['JsonObject', jsonObject, { type: 'object' }],
  ['Issue', issue],
  ['Problem', problem],
  ['RunError', runError],
  ['WorkflowDocument', workflowDocument],
  ['WorkflowSummary', workflowSummary],
  ['WorkflowDetail', workflowDetail],
  ['WorkflowVersion', workflowVersion],
  ['Share', share],
  ['ExecutionSummary', executionSummary],
  ['ExecutionDetail', executionDetail],
  ['ExecutionState', executionState],
  ['StepView', stepView],
  ['ModuleManifest', moduleManifest],
  ['ParamSpec', paramSpec],
  ['SecretSummary', secretSummary],
  ['KeySummary', keySummary],
];

/**
 * Turns zod schemas into JSON schemas that refer to each other under `#/components/schemas/`. Shapes are those of what is sent
 * (`io: 'input'`): a member with a default may be left out.
 */
export class ComponentSchemas {
  private readonly registry = z.registry<{ readonly id: string } & JsonSchema>();
  readonly components: Record<string, JsonSchema> = {};

  constructor() {
    for (const [id, schema, more] of names) this.registry.add(schema, { ...more, id });
    for (const [, schema] of names) this.schemaOf(schema);
  }

  /** The schema itself; what it shares with others becomes a component. */
  schemaOf(schema: z.ZodType): JsonSchema {
    const whole = z.toJSONSchema(schema, { io: 'input', metadata: this.registry, unrepresentable: 'any' }) as JsonSchema;
    const { $schema: _dialect, $defs: definitions = {}, ...rest } = whole;
    for (const [name, definition] of Object.entries(definitions as Record<string, JsonSchema>)) {
      this.components[name] ??= relocate(definition) as JsonSchema; // it was an object before, and stays one
    }
    return relocate(rest) as JsonSchema; // the same
  }
}

/** Makes `#/$defs/X` into `#/components/schemas/X`, and drops the ids, which only named the definitions. */
function relocate(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(relocate);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([name, member]): [string, unknown] => {
    if (name === '$ref' && typeof member === 'string') return [name, member.replace('#/$defs/', '#/components/schemas/')];
    return [name, relocate(member)];
  });
  return Object.fromEntries(entries);
}
