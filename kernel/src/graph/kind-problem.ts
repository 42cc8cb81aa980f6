import type { Json, ParamSpec } from '@sluice/protocol';
import { listNames } from './create-issue.ts';

/** What is wrong with a value that should be of this kind, as the end of a sentence ("must be a number"), or undefined when it fits. */
export function kindProblem(spec: ParamSpec, value: Json): string | undefined {
  switch (spec.kind) {
    case 'json':
      return undefined;
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'must be true or false';
    case 'number':
      return numberProblem(value, 'a number', spec);
    case 'integer':
      return numberProblem(value, 'a whole number', spec, Number.isInteger);
    case 'duration':
      return numberProblem(value, 'a number of milliseconds', { min: spec.min ?? 0, max: spec.max });
    case 'select':
      return spec.options.some((option) => option.value === value)
        ? undefined
        : `must be one of ${listNames(spec.options.map((option) => option.value))}`;
    case 'list':
      return Array.isArray(value) ? undefined : 'must be a list';
    case 'object':
    case 'map':
      return typeof value === 'object' && value !== null && !Array.isArray(value) ? undefined : 'must be an object';
    default:
      return typeof value === 'string' ? undefined : 'must be a text';
  }
}

interface Range {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

function numberProblem(
  value: Json,
  what: string,
  { min, max }: Range,
  fits: (value: number) => boolean = Number.isFinite,
): string | undefined {
  if (typeof value !== 'number' || !fits(value)) return `must be ${what}`;
  if (min !== undefined && value < min) return `must be ${what} of at least ${min}`;
  if (max !== undefined && value > max) return `must be ${what} of at most ${max}`;
  return undefined;
}
