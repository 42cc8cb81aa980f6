export interface StopRequest {
  readonly signal: AbortSignal;
  readonly requested: Promise<void>;
}

/**
 * When this process is asked to stop: by Ctrl-C, SIGTERM, the end of its terminal, or the end of the process that started it over
 * an IPC channel. One request may arrive several times (npm passes a Ctrl-C on that the terminal has sent already), so only the
 * first counts.
 */
export function onStopRequested(): StopRequest {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  process.on('disconnect', stop);
  process.channel?.unref();
  const requested = new Promise<void>((resolve) => controller.signal.addEventListener('abort', () => resolve(), { once: true }));
  return { signal: controller.signal, requested };
}
