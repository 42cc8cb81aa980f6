export function startFrames(): void;
export function stopFrames(): number[];
export function timeOpening(selector: string): Promise<number>;
export function timeLoading(): Promise<number>;
export function focusAfterKey(key: string): Promise<string | null | undefined>;
export function startLongTasks(): void;
export function stopLongTasks(): number[];
