import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';
import { residentBytesOf } from './process-memory.ts';
import type { Target } from './target.ts';
import { waitForAnswer } from './wait-for-answer.ts';

const VERSION = '5.0.7';
const peers = join(import.meta.dirname, '../.peers');

/** Node-RED in one process, installed on demand beside the benchmark; undefined when it cannot be installed. */
export async function startNodeRed(): Promise<Target | undefined> {
  const script = install();
  if (script === undefined) return undefined;
  const home = mkdtempSync(join(tmpdir(), 'node-red-'));
  const port = await freePort();
  writeFileSync(join(home, 'flows.json'), JSON.stringify(flow()));
  writeFileSync(
    join(home, 'settings.js'),
    `module.exports = { flowFile: 'flows.json', uiHost: '127.0.0.1', uiPort: ${port}, logging: { console: { level: 'error' } }, telemetry: { enabled: false } };`,
  );
  const child = spawn(process.execPath, [script, '--userDir', home], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}/orders`;
  await waitForAnswer(url, 60_000);
  return {
    name: `Node-RED ${VERSION}`,
    guarantee: 'nothing is stored',
    url,
    residentBytes: () => residentBytesOf(child.pid ?? 0),
    async stop() {
      child.kill();
      await ended;
      rmSync(home, { recursive: true, force: true });
    },
  };
}

function install(): string | undefined {
  const script = join(peers, 'node_modules/node-red/red.js');
  if (existsSync(script)) return script;
  mkdirSync(peers, { recursive: true });
  writeFileSync(join(peers, 'package.json'), '{"private":true}');
  process.stderr.write(`installing node-red@${VERSION} for the comparison …\n`);
  spawnSync('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', peers, `node-red@${VERSION}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return existsSync(script) ? script : undefined;
}

/** The standard workflow: webhook, sum, if, tier, shape, respond. */
function flow(): object[] {
  const node = (id: string, type: string, wires: string[][], more: object = {}) => ({
    id,
    type,
    z: 'tab',
    x: 0,
    y: 0,
    wires,
    ...more,
  });
  return [
    { id: 'tab', type: 'tab', label: 'orders' },
    node('hook', 'http in', [['sum']], { url: '/orders', method: 'post' }),
    node('sum', 'function', [['tier']], {
      func: 'let total = 0; for (const line of msg.payload.lines) total += line.price * line.quantity; msg.total = total; return msg;',
      outputs: 1,
    }),
    node('tier', 'switch', [['gold'], ['basic']], {
      property: 'total',
      propertyType: 'msg',
      rules: [{ t: 'gte', v: '100', vt: 'num' }, { t: 'else' }],
      checkall: 'false',
      outputs: 2,
    }),
    node('gold', 'change', [['shape']], { rules: [{ t: 'set', p: 'tier', pt: 'msg', to: 'gold', tot: 'str' }] }),
    node('basic', 'change', [['shape']], { rules: [{ t: 'set', p: 'tier', pt: 'msg', to: 'basic', tot: 'str' }] }),
    node('shape', 'function', [['answer']], {
      func: 'msg.payload = { ok: true, total: msg.total, tier: msg.tier, n: msg.payload.lines.length }; return msg;',
      outputs: 1,
    }),
    node('answer', 'http response', [], { statusCode: '200' }),
  ];
}
