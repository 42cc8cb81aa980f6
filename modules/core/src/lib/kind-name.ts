import { isList, type Json } from '@sluice/kit';

/** What a value is, for messages to builders. */
export function kindName(value: Json | undefined): string {
  if (value === undefined) return 'not there';
  if (value === null) return 'null';
  if (isList(value)) return 'a list';
  return { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as 'string'] ?? 'an object';
}
