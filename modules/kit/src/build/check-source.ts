import type { ParamSpec } from '@sluice/protocol';

/** Source text that makes the check of a node type's parameters out of `checks.ts`, imported as `c`; empty when there is nothing to check. */
export function checkSource(params: { readonly [name: string]: ParamSpec }): string {
  const checked = Object.entries(params).filter(([, spec]) => canDiffer(spec));
  return checked.length === 0 ? '' : `c.checkParams(${membersOf(Object.fromEntries(checked))})`;
}

/** Whether a template can give something else than `run` is written for. */
function canDiffer(spec: ParamSpec): boolean {
  return spec.template !== false && (spec.kind !== 'json' || spec.required === true || spec.default !== undefined);
}

function membersOf(specs: { readonly [name: string]: ParamSpec }): string {
  return `{${Object.entries(specs).map(([name, spec]) => `${JSON.stringify(name)}:${presence(spec)}`)}}`;
}

/** A condition has no absent state: nothing counts as false. In data, null is a value like any other. */
function presence(spec: ParamSpec): string {
  const check = kindOf(spec);
  if (spec.default !== undefined) return `c.defaultTo(${JSON.stringify(spec.default)},${check})`;
  const takesNull = spec.kind === 'boolean' || spec.kind === 'json';
  return spec.required === true || takesNull ? check : `c.optional(${check})`;
}

function kindOf(spec: ParamSpec): string {
  switch (spec.kind) {
    case 'string':
    case 'text':
    case 'secret':
    case 'workflow':
    case 'cron':
    case 'timezone':
      return 'c.text';
    case 'boolean':
    case 'datetime':
      return `c.${spec.kind}`;
    case 'number':
    case 'integer':
      return `c.${spec.kind}(${spec.min},${spec.max})`;
    case 'duration':
      return `c.number(${spec.min ?? 0},${spec.max})`;
    case 'select':
      return `c.oneOf(${spec.options.map((option) => JSON.stringify(option.value))})`;
    case 'json':
      return spec.required === true ? 'c.something' : 'c.anything';
    case 'code':
      return 'c.anything';
    case 'list':
      return `c.list(${presence({ ...spec.of, required: true })})`;
    case 'map':
      return `c.map(${presence(spec.of)})`;
    case 'object':
      return `c.object(${membersOf(spec.fields)})`;
  }
}
