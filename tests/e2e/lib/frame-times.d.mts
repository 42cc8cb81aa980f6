export function startFrames(): void;
export function stopFrames(): number[];
export function timeOpening(selector: string): Promise<number>;
export function timeLoading(): Promise<number>;
