export function readStoredKey(): Promise<{
  extractable: boolean;
  usages: string[];
  exported: 'exported' | 'refused';
  stored: string;
}>;
export function followLink(address: string): void;
export function fontsReady(): Promise<void>;
export function atRest(): Promise<void>;
export function hasAxe(): boolean;
export function sidewaysOverflow(): number;
export function outOfReach(): string[];
export function dropFiles(files: readonly { readonly name: string; readonly text: string }[]): void;
export function dropPath(given: {
  readonly selector: string;
  readonly nodeId: string;
  readonly path: readonly (string | number)[];
}): void;
export function measureScrolling(given: {
  readonly role: string;
  readonly frames: number;
  readonly step: number;
}): Promise<{ medianMs: number; p95Ms: number; worstMs: number }>;
export function readDragged(name: string): { nodeId: string; path: (string | number)[] };
export declare function activeParam(): string | undefined;
export declare function letGo(): void;
export declare function isWhole(element: unknown): boolean;
export declare function activeLabel(): string | undefined;
export declare function isInField(): boolean;
export declare function pasteText(given: string | { repeat: string; times: number }): void;
export declare function recordFilm(): Promise<string>;
export declare function playMedia(label: string): Promise<{ duration: number; width: number; played: boolean }>;
export declare function scrollToEnd(element: unknown): void;
export declare function reachOf(element: unknown): readonly [number, number];
export declare function fontSizeOf(element: unknown): string;
