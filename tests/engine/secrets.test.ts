import { execFile } from 'node:child_process';
import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

interface Ran {
  readonly status: string;
  readonly output: readonly unknown[] | null;
  readonly error: { code: string; message: string; nodeId?: string; hint?: string } | null;
}
interface Report {
  readonly [name: string]: unknown;
  readonly received: readonly { url: string; authorization?: string; apiKey?: string }[];
}

const program = resolve(import.meta.dirname, 'lib/run-with-secrets.ts');
const secret = `s3cr3t-${randomBytes(18).toString('base64url')}`;
const home = mkdtempSync(join(tmpdir(), 'sluice-secrets-'));
let report: Report;
let shown: string;
let logs: string;

beforeAll(async () => {
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, home, secret],
    {
      maxBuffer: 100 * 1024 * 1024,
    },
  );
  report = JSON.parse(stdout) as Report;
  const { received: _, ...rest } = report;
  shown = JSON.stringify(rest);
  logs = stderr;
});

afterAll(() => rmSync(home, { recursive: true, force: true }));

const ran = (name: string) => report[name] as Ran;
/** The secret, and the forms that it takes on its way: of user and password, escaped, in hex. */
const forms = [
  secret,
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(`user:${secret}`).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
  encodeURIComponent(secret),
];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

describe('a secret', () => {
  it('goes to the host that it is bound to, in the way that was asked for', () => {
    const [bearer, basic, header, query] = report.received;
    expect(bearer?.authorization).toBe(`Bearer ${secret}`);
    expect(basic?.authorization).toBe(`Basic ${Buffer.from(`user:${secret}`).toString('base64')}`);
    expect(header?.apiKey).toBe(secret);
    expect(query?.url).toBe(`/used?key=${encodeURIComponent(secret)}`);
    for (const name of ['bearer', 'basic', 'header', 'query']) expect(ran(name).status, name).toBe('completed');
  });

  it('is shown by name, binding and time, never by value', () => {
    const token = {
      name: 'token',
      hosts: [expect.stringMatching(/^127\.0\.0\.1:\d+$/)],
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    };
    expect(report['stored']).toEqual(token);
    expect(report['listed']).toEqual({
      items: [expect.objectContaining({ name: 'signing' }), token, expect.objectContaining({ name: 'unbound' })],
    });
    expect((report['listedAfter'] as { items: { name: string }[] }).items.map(({ name }) => name)).toEqual(['signing', 'token']);
  });

  it('never shows in an answer of the API, in journals, items and errors included, though the far side says it back', () => {
    for (const form of forms) expect(shown).not.toContain(form);
    expect(shown).toContain('x-echo');
    expect(ran('refused')).toMatchObject({ status: 'failed', error: { code: 'http_status', nodeId: 'call' } });
  });

  it('never shows in a log of gateway or engine, at their most talkative', () => {
    expect(logs.split('\n').find((line) => line.includes('"name":"engine"') && line.includes('the answer'))).toContain('x-echo');
    expect(logs).toContain('/v1/secrets/{name}');
    for (const form of forms) expect(logs).not.toContain(form);
  });

  it('is in no file of the home in plain', () => {
    const files = filesBelow(home);
    expect(files.map((path) => path.slice(home.length + 1))).toEqual(expect.arrayContaining(['sluice.db', 'secret.key']));
    for (const path of files) {
      const bytes = readFileSync(path);
      for (const form of forms)
        expect(bytes.includes(form), `${form === secret ? 'the secret' : 'a form of the secret'} in ${path}`).toBe(false);
    }
  });

  it('does not go to a host that it is not bound to, and the refusal says so', () => {
    for (const name of ['notBound', 'otherHost'])
      expect(ran(name)).toMatchObject({
        status: 'failed',
        error: { code: 'secret_not_bound', nodeId: 'call', hint: expect.stringContaining('bindings') },
      });
    expect(ran('notBound').error?.message).toContain('api.example.com');
    expect(report.received.filter(({ url }) => url === '/used')).toHaveLength(3);
  });

  it('that does not exist fails the step by its name', () => {
    expect(ran('unknown')).toMatchObject({ status: 'failed', error: { code: 'secret_unknown', nodeId: 'call' } });
    expect(ran('unknown').error?.message).toContain('nobody-knows');
  });

  it('can be asked for and signed with by code, and not be read', () => {
    expect(ran('exists').output).toEqual([{ token: true, other: false }]);
    expect(ran('hmac').output).toEqual([{ mac: createHmac('sha256', secret).update('hello').digest('hex') }]);
    expect(ran('hmacNotBound').error?.code).toBe('secret_not_bound');
    expect(ran('read').error?.code).toBe('effect_unknown');
  });

  it('opens a hook that it protects, and the token does not reach the workflow', () => {
    const right = report['rightToken'] as { status: number; body: string };
    expect(right.status).toBe(200);
    expect(JSON.parse(right.body)).toMatchObject({ called: true, item: { body: { n: 1 } } });
    const wrong = report['wrongToken'] as { status: number; body: string };
    expect([wrong.status, JSON.parse(wrong.body)]).toEqual([401, expect.objectContaining({ code: 'hook_unauthorized' })]);
  });
});

describe('a private address', () => {
  it('that is not allowed is refused, with the node and the fix', () => {
    for (const name of ['privateHost', 'linkLocal'])
      expect(ran(name)).toMatchObject({
        status: 'failed',
        error: { code: 'egress_private', nodeId: 'call', hint: expect.stringContaining('SLUICE_EGRESS_ALLOW') },
      });
  });
});
