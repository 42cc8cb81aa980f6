import type { CliContext } from '../cli-context.ts';

const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏'];
const FRAME_MS = 80;
const QUICK_MS = 300;
const CLEAR_LINE = '\r\u001b[2K';

/** Shows a spinner with the seconds on stderr while the work lasts, on a terminal; none when piped, and none for quick work. */
export async function withProgress<T>(context: CliContext, text: string, work: () => Promise<T>): Promise<T> {
  if (context.stderr.isTTY !== true) return work();
  const startedAt = performance.now();
  let frame = 0;
  const timer = setInterval(() => {
    const elapsedMs = performance.now() - startedAt;
    if (elapsedMs < QUICK_MS) return;
    context.stderr.write(`${CLEAR_LINE}${frames[frame++ % frames.length]} ${text} (${Math.floor(elapsedMs / 1000)} s)`);
  }, FRAME_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
    if (frame > 0) context.stderr.write(CLEAR_LINE);
  }
}
