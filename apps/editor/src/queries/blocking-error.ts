import { isTemporary } from '../api/api-error.ts';

/**
 * The error that must be shown in place of what a query fetches: there is nothing to show yet, or the answer was a refusal. While the
 * server is only away for a moment, what was fetched before stays on the page.
 */
export function blockingError(...queries: readonly { readonly data: unknown; readonly error: unknown }[]): unknown {
  return queries.find(({ data, error }) => error !== null && (data === undefined || !isTemporary(error)))?.error;
}
