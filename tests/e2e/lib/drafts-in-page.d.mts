export function keepRemains(given: { readonly workflowId: string; readonly remains: string }): Promise<void>;
export function readRemains(workflowId: string): Promise<unknown[]>;
export function pasteLarge(input: unknown, megabytes: number): void;
