import { mkdirSync } from 'node:fs';
import { releaseIdleMemory } from '@sluice/protocol/node';
import { pino } from 'pino';
import manifest from '../package.json' with { type: 'json' };
import { startGateway } from './gateway.ts';
import { readSettings } from './settings.ts';

/** The gateway as a process: settings from the environment, `ready` over IPC, a clean end on SIGTERM, SIGINT or the end of IPC. */
export async function runGateway(): Promise<void> {
  const settings = readSettings(process.env);
  const log = pino({ name: 'gateway', level: settings.logLevel });
  mkdirSync(settings.home, { recursive: true, mode: 0o700 });
  const gateway = await startGateway({ settings, version: manifest.version, log });
  const { url, claimUrl } = gateway;
  let isStopping = false;
  const stop = (reason: string) => {
    if (isStopping) return;
    isStopping = true;
    log.info({ reason }, 'stopping');
    gateway.close().then(
      () => process.exit(0),
      (error: unknown) => {
        log.error({ err: error }, 'the stop failed');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  process.on('disconnect', () => stop('the process that started this one is gone'));
  releaseIdleMemory();
  log.info({ url }, 'ready');
  if (process.send !== undefined) process.send({ type: 'ready', url, ...(claimUrl === undefined ? {} : { claimUrl }) });
  else if (claimUrl !== undefined) process.stdout.write(`Claim this engine: ${claimUrl}\n`);
}
