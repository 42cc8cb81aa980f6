import type { Json, ParamSpec } from '@sluice/protocol';

/** What a new element of a list or map begins as: its default, or the emptiest value that fits its kind. */
export function emptyValue(spec: ParamSpec): Json {
  if (spec.default !== undefined) return spec.default;
  switch (spec.kind) {
    case 'boolean':
      return false;
    case 'number':
    case 'integer':
    case 'duration':
      return spec.min ?? 0;
    case 'select':
      return spec.options[0]?.value ?? '';
    case 'list':
      return [];
    case 'object':
      return Object.fromEntries(
        Object.entries(spec.fields).flatMap(([name, field]) =>
          field.required === true && field.default === undefined && field.kind !== 'boolean' ? [[name, emptyValue(field)]] : [],
        ),
      );
    case 'map':
      return {};
    default:
      return '';
  }
}
