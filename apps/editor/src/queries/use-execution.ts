import { getExecution, getExecutionDocument, type ResponseOf, workflowDocument } from '@sluice/protocol';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { api } from '../app/services.ts';

export type ExecutionDetail = ResponseOf<typeof getExecution>;

export const executionKey = (id: string) => ['executions', 'detail', id] as const;

/** What is shown of an output: the last steps have all of it. */
const SHOWN_BYTES = 512 * 1024;

/** One execution: status, waits, error and the beginning of its output. */
export function useExecution(id: string | undefined) {
  return useQuery({
    queryKey: executionKey(id ?? ''),
    queryFn: ({ signal }) => api(getExecution, { params: { id: id ?? '' }, query: { maxOutputBytes: SHOWN_BYTES } }, { signal }),
    enabled: id !== undefined,
  });
}

/** The document that an execution runs; it never changes. */
export const executionDocumentQuery = (id: string) =>
  queryOptions({
    queryKey: ['executions', 'document', id],
    queryFn: async ({ signal }) =>
      workflowDocument.parse((await api(getExecutionDocument, { params: { id } }, { signal })).document),
    staleTime: Number.POSITIVE_INFINITY,
  });

export function useExecutionDocument(id: string) {
  return useQuery(executionDocumentQuery(id));
}
