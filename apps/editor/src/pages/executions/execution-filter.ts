import { executionStatus } from '@sluice/protocol';
import type { ExecutionFilter } from '../../queries/use-executions.ts';

/** The filter that stands in the address; what makes no sense there is left out. */
export function parseExecutionFilter(search: Record<string, unknown>): ExecutionFilter {
  const status = executionStatus.safeParse(search['status']);
  return {
    ...(status.success ? { status: status.data } : {}),
    ...(typeof search['workflowId'] === 'string' ? { workflowId: search['workflowId'] } : {}),
    ...(typeof search['search'] === 'string' && search['search'] !== '' ? { search: search['search'] } : {}),
  };
}
