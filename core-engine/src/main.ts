import { once } from 'node:events';
import { chmodSync, existsSync, unlinkSync } from 'node:fs';
import type { Server } from 'node:http';
import { SluiceError } from '@sluice/protocol';
import { releaseIdleMemory } from '@sluice/protocol/node';
import { pino } from 'pino';
import { createEngine } from './create-engine.ts';
import { type ListenAddress, readSettings } from './settings.ts';

/** The private process: reads its settings, puts the engine together, listens for gateways and says `ready` to who started it. */
async function main(): Promise<void> {
  const settings = readSettings(process.env);
  const log = pino({ name: 'engine', level: settings.logLevel }, pino.destination({ dest: 1, sync: false }));
  const engine = await createEngine(settings, log);
  await engine.start();
  await listen(engine.server, settings.listen);
  releaseIdleMemory();

  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    engine.server.close();
    engine.server.closeIdleConnections();
    engine.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the engine did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  // Whoever started us is gone: nobody could reach or stop us any more.
  process.on('disconnect', stop);
  process.send?.({ type: 'ready' });
}

async function listen(server: Server, address: ListenAddress): Promise<void> {
  if (address.kind === 'unix') {
    // A socket file that a killed engine left behind; the home's lock has made sure that no living one uses it.
    if (existsSync(address.path)) unlinkSync(address.path);
    server.listen(address.path);
  } else server.listen(address.port, address.host);
  try {
    await once(server, 'listening');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    const place = address.kind === 'unix' ? address.path : `${address.host}:${address.port}`;
    throw new SluiceError('port_in_use', `The engine cannot listen at ${place}: it is in use.`, {
      hint: 'Stop the other program, or set SLUICE_ENGINE_LISTEN.',
    });
  }
  if (address.kind === 'unix') chmodSync(address.path, 0o600);
}

main().catch((error: unknown) => {
  const text =
    error instanceof SluiceError
      ? `${error.code}: ${error.detail} ${error.hint}`
      : `internal: ${error instanceof Error ? error.stack : String(error)}`;
  process.stderr.write(`${text}\n`, () => process.exit(1));
});
