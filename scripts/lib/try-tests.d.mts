export function tryTests(
  runVitest: (files: readonly string[]) => Promise<number>,
  options: { readonly summaryPath: string; readonly mayTryAgain: boolean },
): Promise<{ readonly code: number; readonly passed: number; readonly failed: number; readonly skipped: number }>;
