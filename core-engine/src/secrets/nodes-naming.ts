import type { Json, WorkflowDocument } from '@sluice/protocol';

/** The ids of nodes that name a secret: as a parameter's whole value, wherever it stands, or between quotes in code or a template. */
export function nodesNaming(document: WorkflowDocument, name: string): string[] {
  const names = (value: Json): boolean => {
    if (typeof value === 'string') return value === name || quotes.some((quote) => value.includes(`${quote}${name}${quote}`));
    if (Array.isArray(value)) return value.some(names);
    return typeof value === 'object' && value !== null && Object.values(value).some(names);
  };
  return Object.entries(document.nodes).flatMap(([id, { params }]) => (Object.values(params).some(names) ? [id] : []));
}

const quotes = ["'", '"', '`'];
