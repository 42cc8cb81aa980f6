import { executionStatus } from '@sluice/protocol';
import { type Span, spans } from '../../queries/execution-spans.ts';
import type { ExecutionFilter } from '../../queries/use-executions.ts';

/** The filter that stands in the address; what makes no sense there is left out. */
export function parseExecutionFilter(search: Record<string, unknown>): ExecutionFilter {
  const statuses = textOf(search['status'])
    .split(',')
    .filter((status) => executionStatus.safeParse(status).success);
  const since = textOf(search['since']);
  return {
    ...(statuses.length > 0 ? { status: statuses.join(',') } : {}),
    ...textMember('workflowId', search),
    ...textMember('search', search),
    ...(isSpan(since) ? { since } : { ...momentMember('from', search), ...momentMember('to', search) }),
  };
}

function isSpan(text: string): text is Span {
  return Object.hasOwn(spans, text);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function textMember(name: 'workflowId' | 'search', search: Record<string, unknown>): ExecutionFilter {
  const text = textOf(search[name]);
  return text === '' ? {} : { [name]: text };
}

/** In the one form that the API takes, whatever form of a date stands in the address. */
function momentMember(name: 'from' | 'to', search: Record<string, unknown>): ExecutionFilter {
  const ms = Date.parse(textOf(search[name]));
  return Number.isNaN(ms) ? {} : { [name]: new Date(ms).toISOString() };
}
