// What answers about a workflow are kept under.
export const workflowKey = (id: string) => ['workflows', 'detail', id] as const;
export const versionsKey = (id: string) => ['workflows', 'versions', id] as const;
