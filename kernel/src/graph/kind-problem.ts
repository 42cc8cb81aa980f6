import type { Json, ParamSpec } from '@sluice/protocol';
import { listNames } from './create-issue.ts';
import { sayIssue } from './say-issue.ts';
import { valueTexts } from './value-texts.ts';

/** What is wrong with a value that should be of this kind, or undefined when it fits. */
export function kindProblem(spec: ParamSpec, value: Json, path: string): string | undefined {
  const { title } = spec;
  switch (spec.kind) {
    case 'json':
      return undefined;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : sayIssue(valueTexts.param_not_boolean, { path, title });
    case 'number':
    case 'integer':
    case 'duration':
      return numberProblem(spec, value, path);
    case 'select': {
      const options = spec.options.map((option) => option.value);
      return options.some((option) => option === value)
        ? undefined
        : sayIssue(valueTexts.param_not_option, { path, title, names: listNames(options) });
    }
    case 'list':
      return Array.isArray(value) ? undefined : sayIssue(valueTexts.param_not_list, { path, title });
    case 'object':
    case 'map':
      return typeof value === 'object' && value !== null && !Array.isArray(value)
        ? undefined
        : sayIssue(valueTexts.param_not_object, { path, title });
    default:
      return typeof value === 'string' ? undefined : sayIssue(valueTexts.param_not_text, { path, title });
  }
}

type NumberSpec = Extract<ParamSpec, { readonly kind: 'number' | 'integer' | 'duration' }>;

function numberProblem(spec: NumberSpec, value: Json, path: string): string | undefined {
  const { kind, title, max } = spec;
  const min = spec.min ?? (kind === 'duration' ? 0 : undefined);
  const fits = kind === 'integer' ? Number.isInteger : Number.isFinite;
  if (typeof value !== 'number' || !fits(value)) return sayIssue(valueTexts[`param_not_${kind}`], { path, title });
  if (min !== undefined && value < min) return sayIssue(valueTexts[`param_${kind}_least`], { path, title, least: min });
  if (max !== undefined && value > max) return sayIssue(valueTexts[`param_${kind}_most`], { path, title, most: max });
  return undefined;
}
