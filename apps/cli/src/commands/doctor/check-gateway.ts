import { createServer } from 'node:net';
import { getMe } from '@sluice/protocol';
import type { GatewayClient, RawAnswer } from '../../client/gateway-client.ts';
import { refusalOf, requestEndpoint } from '../../client/request-endpoint.ts';
import type { Settings } from '../../settings.ts';
import { type Finding, fail, ok, warn } from './finding.ts';

/** As much as the signature profile forgives. */
const SKEW_OK_MS = 5000;

/** The gateway, the engine behind it, the clocks of both, and whether our key is known; or, with none running, the port. */
export async function checkGateway(client: GatewayClient, settings: Settings): Promise<Finding[]> {
  let answer: RawAnswer;
  try {
    answer = await client.call({ method: 'GET', path: '/readyz' });
  } catch {
    const free = await isPortFree(settings);
    return [
      warn('gateway', `None answers at ${client.url}.`, 'Start it with `npm start` or `sluice up`.'),
      free
        ? ok('port', `${settings.port} is free.`)
        : fail('port', `${settings.port} is taken by another program.`, 'Stop that program, or set SLUICE_PORT.'),
    ];
  }
  return [
    ok('gateway', `It answers at ${client.url}.`),
    answer.status < 400
      ? ok('engine', 'The gateway reaches it.')
      : fail(
          'engine',
          `The gateway does not reach it (${refusalOf(answer).message})`,
          "Look at the engine's log; is SLUICE_ENGINE_URL right?",
        ),
    checkClock(answer.serverTime),
    await checkKey(client),
  ];
}

function checkClock(serverTime: number | undefined): Finding {
  if (serverTime === undefined)
    return warn('clock', 'The gateway did not tell its time.', 'Is it a Sluice gateway, of this version?');
  // The Date header has whole seconds.
  const skewMs = Math.max(0, Math.abs(Date.now() - serverTime) - 1000);
  if (skewMs <= SKEW_OK_MS) return ok('clock', "It agrees with the gateway's.");
  return fail(
    'clock',
    `It is ${Math.round(skewMs / 1000)} s off the gateway's: signatures will be refused.`,
    'Set both clocks by NTP.',
  );
}

async function checkKey(client: GatewayClient): Promise<Finding> {
  try {
    const { role } = await requestEndpoint(client, getMe);
    return ok('identity', `This command signs as ${client.did}, with role ${role}.`);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return warn(
      'identity',
      `${client.did} is not accepted there: ${message}`,
      'Ask an admin to add the key, or `sluice keys import` another.',
    );
  }
}

function isPortFree({ host, port }: Settings): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}
