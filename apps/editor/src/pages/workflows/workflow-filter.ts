import type { WorkflowFilter } from '../../queries/use-workflows.ts';

/** The filter that stands in the address; what makes no sense there is left out. */
export function parseWorkflowFilter(search: Record<string, unknown>): WorkflowFilter {
  const text = (name: 'search' | 'folder' | 'tag') => {
    const value = search[name];
    return typeof value === 'string' && value !== '' ? { [name]: value } : {};
  };
  return { ...text('search'), ...text('folder'), ...text('tag'), ...(search['archived'] === true ? { archived: true } : {}) };
}
