import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runCli } from './run-cli.ts';
import { createTestContext, type TestContext } from './testing/create-test-context.ts';
import { type Answer, type Asked, serveGateway } from './testing/serve-gateway.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

async function gateway(answer: (asked: Asked) => Answer) {
  const served = await serveGateway(answer);
  closers.push(served.close);
  return served;
}

/** `cli(context, 'run x.json --json')`; no argument here holds a space. */
const cli = (context: TestContext, line: string) => runCli(line.split(' ').filter(Boolean), context);

const document = { format: 'sluice/1', name: 'Hello', nodes: { start: { type: 'core.manual@1' } } };
const me = {
  did: `did:key:z6Mk${'x'.repeat(44)}`,
  role: 'admin',
  name: 'this machine',
  createdAt: '2026-11-20T00:00:00.000Z',
  lastUsedAt: null,
  revokedAt: null,
  replacedBy: null,
};
const detail = {
  id: 'e1',
  workflowId: 'w1',
  workflowName: 'Hello',
  version: 'f'.repeat(64),
  status: 'completed',
  mode: 'manual',
  trigger: 'start',
  startedAt: '2026-11-20T00:00:00.000Z',
  endedAt: '2026-11-20T00:00:01.000Z',
  lastSeq: 4,
  parentId: null,
  startedBy: null,
  error: null,
  waits: [],
  output: [{ greeting: 'hello' }],
};

/** A gateway on which every run becomes `execution`. */
const running = (execution: object) =>
  gateway(({ path }) => {
    if (path === '/v1/me') return { json: me };
    if (path === '/v1/run') return { json: { executionId: 'e1', status: 'running' }, status: 202 };
    return { json: { ...detail, ...execution } };
  });

function withFile(context: TestContext, name: string, content: string): TestContext {
  writeFileSync(join(context.cwd, name), content);
  return context;
}

describe('the command line', () => {
  it.each(['', 'frob', 'run', 'workflows frob', 'api GET', 'run a.json --frob', 'executions list --limit x', 'completion tcsh'])(
    'answers `sluice %s` with exit code 2 and `usage` on stderr, nothing on stdout',
    async (line) => {
      const context = createTestContext();
      expect(await cli(context, line)).toBe(2);
      expect(context.output()).toBe('');
      expect(context.errors()).toMatch(/^(usage: |Usage: )/);
    },
  );

  it('says in one line that an execution to watch is not there', async () => {
    const { url } = await gateway(() => ({ refuse: 'not_found', detail: 'There is no execution nope.' }));
    const context = createTestContext();
    expect(await cli(context, `executions watch nope --url ${url}`)).toBe(4);
    expect(context.errors()).toContain('not_found: There is no execution nope.');
  });

  it('prints help on stdout with exit code 0 when asked for it', async () => {
    const context = createTestContext();
    expect(await cli(context, '--help')).toBe(0);
    for (const name of ['up', 'run', 'workflows', 'executions', 'api', 'keys', 'doctor', 'completion']) {
      expect(context.output()).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'));
    }
  });

  it('says `gateway_unreachable` with exit code 3 when nothing answers', async () => {
    const context = createTestContext();
    expect(await cli(context, 'workflows list --json --url http://127.0.0.1:1')).toBe(3);
    expect(context.output()).toBe('');
    expect(context.errors()).toMatch(/^gateway_unreachable: /);
  });

  it('passes a refusal on as `code: message` with exit code 4', async () => {
    const { url } = await gateway(() => ({ refuse: 'role_insufficient', detail: 'A viewer may not do this.' }));
    const context = createTestContext();
    expect(await cli(context, `executions cancel e1 --url ${url}`)).toBe(4);
    expect(context.errors()).toMatch(/^role_insufficient: A viewer may not do this\.$/m);
  });

  it('counts an engine that does not answer as not reachable', async () => {
    const { url } = await gateway(() => ({ refuse: 'engine_unreachable', detail: 'The engine is away.' }));
    expect(await cli(createTestContext(), `api GET /v1/workflows --url ${url}`)).toBe(3);
  });

  it('signs with one key, kept in SLUICE_HOME for its owner only', async () => {
    const { url, asked } = await gateway(() => ({ json: { ok: true } }));
    const context = createTestContext();
    await cli(context, `api GET /v1/workflows?limit=5 --url ${url}`);
    await cli(context, `api GET /v1/workflows --url ${url}`);
    const home = String(context.env['SLUICE_HOME']);
    expect(asked.map(({ did }) => did)).toEqual([asked[0]?.did, asked[0]?.did]);
    expect(JSON.parse(readFileSync(join(home, 'cli.key'), 'utf8')).did).toBe(asked[0]?.did);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(statSync(join(home, 'cli.key')).mode & 0o777).toBe(0o600);
  });
});

describe('sluice run', () => {
  it('prints the result as one JSON document and ends with exit code 0', async () => {
    const { url, asked } = await running({});
    const context = withFile(createTestContext(), 'hello.json', JSON.stringify(document));
    expect(await cli(context, `run hello.json --json --url ${url}`)).toBe(0);
    expect(JSON.parse(context.output())).toEqual({ executionId: 'e1', status: 'completed', output: [{ greeting: 'hello' }] });
    expect(context.output().trim().split('\n')).toHaveLength(1);
    expect(context.errors()).toBe('');
    expect(JSON.parse(asked.find(({ path }) => path === '/v1/run')?.body ?? '')).toEqual({ document, wait: true });
  });

  it('prints a failed run on stdout, its error on stderr, and ends with exit code 1', async () => {
    const error = { code: 'code_failed', message: 'x is not defined', nodeId: 'start' };
    const { url } = await running({ status: 'failed', error, output: null });
    const context = withFile(createTestContext(), 'hello.json', JSON.stringify(document));
    expect(await cli(context, `run hello.json --json --url ${url}`)).toBe(1);
    expect(JSON.parse(context.output())).toEqual({ executionId: 'e1', status: 'failed', output: [], error });
    expect(context.errors()).toBe('code_failed: x is not defined\n');
  });

  it('waits for a time, and stops at what only a person can end', async () => {
    let polls = 0;
    const waits = (wait: object) => [{ node: 'wait', scope: '', index: 0, wait }];
    const { url } = await gateway(({ path }) => {
      if (path === '/v1/me') return { json: me };
      if (path === '/v1/run') return { json: { executionId: 'e1', status: 'waiting' }, status: 202 };
      polls += 1;
      const wait = polls < 3 ? { kind: 'time', dueAt: 1 } : { kind: 'resume', token: 't', note: 'approve it' };
      return { json: { ...detail, status: 'waiting', endedAt: null, output: null, waits: waits(wait) } };
    });
    const context = withFile(createTestContext(), 'hello.json', JSON.stringify(document));
    expect(await cli(context, `run hello.json --json --url ${url}`)).toBe(0);
    expect(JSON.parse(context.output())).toMatchObject({
      status: 'waiting',
      waitsFor: ['its resume link: approve it (node wait)'],
    });
    expect(polls).toBe(3);
  });

  it.each([
    ['items.json', '[{"a":1},{"a":2}]', [{ a: 1 }, { a: 2 }]],
    ['one.json', '{"a":1}', [{ a: 1 }]],
    ['lines.ndjson', '{"a":1}\n\n{"a":2}\n', [{ a: 1 }, { a: 2 }]],
    ['one.yaml', 'a: 1\n', [{ a: 1 }]],
    ['marked.json', '\uFEFF{"a":1}', [{ a: 1 }]],
    ['table.csv', 'a,b\n1,2\n', [{ name: 'table.csv', text: 'a,b\n1,2\n' }]],
  ])('makes items of %s', async (name, content, items) => {
    const { url, asked } = await running({});
    const context = withFile(withFile(createTestContext(), 'hello.json', JSON.stringify(document)), name, content);
    expect(await cli(context, `run hello.json --input ${name} --url ${url}`)).toBe(0);
    expect(JSON.parse(asked.find(({ path }) => path === '/v1/run')?.body ?? '').items).toEqual(items);
  });

  it('takes the input from stdin and the workflow from YAML', async () => {
    const { url, asked } = await running({});
    const yaml = 'format: sluice/1\nname: Hello\nnodes:\n  start: { type: core.manual@1 }\n';
    const context = withFile(createTestContext({ stdin: '{"a":1}' }), 'hello.yaml', yaml);
    expect(await cli(context, `run hello.yaml --input - --url ${url}`)).toBe(0);
    expect(JSON.parse(asked.find(({ path }) => path === '/v1/run')?.body ?? '')).toEqual({
      document,
      items: [{ a: 1 }],
      wait: true,
    });
  });

  it.each([
    ['absent.json', undefined, 'file_unreadable'],
    ['broken.json', '{"a":', 'json_malformed'],
    ['twice.json', '{"a":1,"a":2}', 'json_duplicate_key'],
    ['broken.yaml', 'a: [1', 'file_malformed'],
    ['twice.yaml', 'a: 1\na: 2\n', 'file_malformed'],
  ])('refuses %s before anything is sent, with exit code 2', async (name, content, code) => {
    const context = createTestContext();
    if (content !== undefined) withFile(context, name, content);
    expect(await cli(context, `run ${name} --json --url http://127.0.0.1:1`)).toBe(2);
    expect(context.output()).toBe('');
    expect(context.errors()).toMatch(new RegExp(`^${code}: .*${name.replace('.', '\\.')}`));
  });
});

describe('sluice workflows share', () => {
  const made = {
    id: 's1',
    workflowId: 'w1',
    rights: 'run',
    createdBy: me.did,
    createdAt: '2026-11-20T00:00:00.000Z',
    expiresAt: null,
    status: 'active',
    revokedAt: null,
    revokedBy: null,
    linkId: null,
    note: '',
  };

  it('prints a link once, whose secret the gateway gets as a hash only', async () => {
    const { url, asked } = await gateway(() => ({ status: 201, json: { ...made, to: { kind: 'link', uses: 0, maxUses: 3 } } }));
    const context = createTestContext();
    expect(await cli(context, `workflows share w1 --link --right run --max-uses 3 --url ${url}`)).toBe(0);
    const link = new URL(context.output().trim());
    expect([link.origin, link.pathname]).toEqual([url, '/share']);
    const secret = link.hash.slice(1);
    expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
    const [{ path, body } = { path: '', body: '' }] = asked;
    expect(path).toBe('/v1/workflows/w1/shares');
    const secretHash = createHash('sha256').update(secret).digest('hex');
    expect(JSON.parse(body)).toEqual({ to: { kind: 'link', secretHash, maxUses: 3 }, rights: 'run', note: '' });
    expect(context.errors()).toContain('It is not shown again');
  });

  it('shares with a principal until a time', async () => {
    const { url, asked } = await gateway(() => ({ status: 201, json: { ...made, to: { kind: 'principal', did: me.did } } }));
    const context = createTestContext();
    expect(await cli(context, `workflows share w1 --with ${me.did} --expires 7d --json --url ${url}`)).toBe(0);
    expect(JSON.parse(context.output())).toMatchObject({ id: 's1', rights: 'run' });
    const body = JSON.parse(asked[0]?.body ?? '');
    expect(body).toMatchObject({ to: { kind: 'principal', did: me.did }, rights: 'view' });
    expect(Date.parse(body.expiresAt) - Date.now()).toBeCloseTo(7 * 86_400_000, -5);
  });

  it.each(['', '--link --with did:key:x', '--link --right own', '--link --expires soon', '--with did:key:x --max-uses 2'])(
    'answers `%s` with exit code 2, and asks nobody',
    async (line) => {
      const { url, asked } = await gateway(() => ({ json: {} }));
      const context = createTestContext();
      expect(await cli(context, `workflows share w1 ${line} --url ${url}`)).toBe(2);
      expect(context.errors()).toMatch(/^usage: /);
      expect(asked).toEqual([]);
    },
  );

  it('lists shares, and ends them', async () => {
    const link = { ...made, to: { kind: 'link', uses: 2, maxUses: null } };
    const { url, asked } = await gateway(({ method }) =>
      method === 'DELETE' ? { status: 204, json: undefined } : { json: { items: [link], nextCursor: null } },
    );
    const context = createTestContext();
    expect(await cli(context, `workflows shares w1 --ended --url ${url}`)).toBe(0);
    expect(context.output()).toBe('s1\tlink, opened by 2\trun\tactive\t–\t\n');
    expect(await cli(context, `workflows unshare w1 s1 --url ${url}`)).toBe(0);
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /v1/workflows/w1/shares?limit=200&ended=true',
      'DELETE /v1/workflows/w1/shares/s1',
    ]);
  });
});

describe('sluice executions', () => {
  it('says that a replay is identical, or where it differs with exit code 1', async () => {
    const results = [
      { executionId: 'e1', events: 4, identical: true, divergence: null },
      { executionId: 'e1', events: 4, identical: false, divergence: { seq: 3, recorded: '{"a":1}', replayed: '{"a":2}' } },
    ];
    const { url } = await gateway(() => ({ json: results.shift() }));
    const context = createTestContext();
    expect(await cli(context, `executions replay e1 --url ${url}`)).toBe(0);
    expect(context.output()).toBe('identical, 4 events\n');
    expect(await cli(context, `executions replay e1 --url ${url}`)).toBe(1);
    expect(context.errors()).toMatch(/^replay_diverged: .*event 3/);
  });

  it('prints the whole journal, page by page', async () => {
    const events = Array.from({ length: 2500 }, (_, index) => ({
      seq: index + 1,
      type: 'step-started',
      node: 'n',
      scope: '',
      attempt: 1,
    }));
    const { url, asked } = await gateway(({ path }) => {
      const after = Number(new URL(path, 'http://x').searchParams.get('after'));
      return { json: { events: events.slice(after, after + 1000), lastSeq: 2500 } };
    });
    const context = createTestContext();
    expect(await cli(context, `executions events e1 --json --url ${url}`)).toBe(0);
    expect(JSON.parse(context.output())).toEqual({ executionId: 'e1', events });
    expect(asked).toHaveLength(3);
  });
});

describe('sluice workflows and executions, several at once', () => {
  /** Refuses what is done to `bad`. */
  const refusing = (view: object) =>
    gateway(({ path, method }) => {
      if (path.includes('/bad')) return { refuse: 'execution_not_final', detail: 'It has not ended.' };
      return method === 'DELETE' ? { status: 204, json: undefined } : { status: 200, json: view };
    });

  it('does each, says at once what became of it, and ends with the code of the first refusal', async () => {
    const { url, asked } = await refusing({});
    const context = createTestContext();
    expect(await cli(context, `executions delete e1 bad e2 e1 --url ${url}`)).toBe(4);
    expect(context.output()).toBe('e1\tdeleted\ne2\tdeleted\n');
    expect(context.errors()).toMatch(/^execution_not_final: It has not ended\.$/m);
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'DELETE /v1/executions/e1',
      'DELETE /v1/executions/bad',
      'DELETE /v1/executions/e2',
    ]);
  });

  it('prints one JSON document of all, the refused among them', async () => {
    const { url } = await refusing({ executionId: 'e9', status: 'running' });
    const context = createTestContext();
    expect(await cli(context, `executions retry e1 bad --draft --json --url ${url}`)).toBe(4);
    expect(JSON.parse(context.output())).toEqual({
      items: [
        { id: 'e1', executionId: 'e9', status: 'running' },
        { id: 'bad', error: { code: 'execution_not_final', message: 'It has not ended.' } },
      ],
    });
  });

  it('tries no more when nobody answers any more', async () => {
    const { url, asked } = await gateway(() => ({ refuse: 'engine_unreachable', detail: 'The engine is away.' }));
    const context = createTestContext();
    expect(await cli(context, `workflows archive w1 w2 --url ${url}`)).toBe(3);
    expect(context.errors()).toMatch(/^engine_unreachable: /);
    expect(asked).toHaveLength(1);
  });

  it('files workflows: a folder alone without looking, tags beside those that are there', async () => {
    const summary = {
      id: 'w1',
      name: 'Hello',
      createdAt: '2026-11-20T00:00:00.000Z',
      updatedAt: '2026-11-20T00:00:00.000Z',
      revision: 1,
      publishedVersion: null,
      activeVersion: null,
      archived: false,
      folder: 'Sales',
      tags: ['eu', 'daily'],
      triggers: [],
      lastExecution: null,
    };
    const { url, asked } = await gateway(({ method, body }) => ({
      json: method === 'GET' ? { ...summary, document, issues: [] } : { ...summary, ...JSON.parse(body) },
    }));
    const context = createTestContext();
    expect(await cli(context, `workflows file w1 --folder Ops --url ${url}`)).toBe(0);
    expect(await cli(context, `workflows file w1 --tag new --tag EU --untag DAILY --url ${url}`)).toBe(0);
    expect(context.output()).toBe('w1\tOps\teu, daily\nw1\tSales\teu, new\n');
    expect(asked.map(({ method, body }) => `${method} ${body}`)).toEqual([
      'PATCH {"folder":"Ops"}',
      'GET ',
      'PATCH {"tags":["eu","new"]}',
    ]);
  });

  it.each([
    'workflows file w1',
    'workflows file w1 --folder /x',
    'workflows file w1 --tag a,b',
    'executions list --status frob',
    'executions list --since soon',
    'executions resolve e1 maybe',
    'executions resolve e1 retry --value x.json',
  ])('answers `%s` with exit code 2, and asks nobody', async (line) => {
    const { url, asked } = await gateway(() => ({ json: {} }));
    const context = createTestContext();
    expect(await cli(context, `${line} --url ${url}`)).toBe(2);
    expect(context.errors()).toMatch(/^usage: /);
    expect(asked).toEqual([]);
  });

  it('lists all executions that fit, page after page, each once', async () => {
    const { output: _, ...summary } = detail;
    const page = (ids: string[], nextCursor: string | null) => ({ items: ids.map((id) => ({ ...summary, id })), nextCursor });
    const { url, asked } = await gateway(({ path }) => ({
      json: path.includes('cursor=') ? page(['e2', 'e1'], null) : page(['e3', 'e2'], 'more'),
    }));
    const context = createTestContext();
    expect(
      await cli(context, `executions list --all --status failed,cancelled --search plum --since 7d --json --url ${url}`),
    ).toBe(0);
    expect(JSON.parse(context.output()).items.map(({ id }: { id: string }) => id)).toEqual(['e3', 'e2', 'e1']);
    const query = new URL(asked[0]?.path ?? '', url).searchParams;
    expect([query.get('limit'), query.get('status'), query.get('search')]).toEqual(['200', 'failed,cancelled', 'plum']);
    expect(Date.now() - Date.parse(query.get('from') ?? '')).toBeCloseTo(7 * 86_400_000, -5);
    expect(asked).toHaveLength(2);
  });

  it('resolves the one effect in doubt, and asks which where several nodes have one', async () => {
    const doubt = (node: string) => ({
      node,
      scope: '',
      index: 2,
      wait: { kind: 'doubt', verb: 'POST', uri: 'https://a.example' },
    });
    const { output: _, ...summary } = detail;
    const waits = [doubt('pay')];
    const { url, asked } = await gateway(({ method }) => ({
      json: method === 'GET' ? { ...detail, status: 'in-doubt', waits } : { ...summary, status: 'running' },
    }));
    const context = withFile(createTestContext(), 'value.json', '{"paid":true}');
    expect(await cli(context, `executions resolve e1 done --value value.json --url ${url}`)).toBe(0);
    expect(context.output()).toBe('running\n');
    const decided = JSON.parse(asked.find(({ method }) => method === 'POST')?.body ?? '');
    expect(decided).toEqual({ node: 'pay', scope: '', index: 2, decision: 'done', value: { paid: true } });
    waits.push(doubt('ship'));
    expect(await cli(context, `executions resolve e1 retry --url ${url}`)).toBe(2);
    expect(context.errors()).toMatch(/^usage: Several effects are in doubt, at the nodes pay, ship/m);
    expect(await cli(context, `executions resolve e1 retry --node ship --url ${url}`)).toBe(0);
    expect(await cli(context, `executions resolve e1 fail --node other --url ${url}`)).toBe(4);
  });
});

describe('sluice keys', () => {
  it('makes a key once, shows its public name only, and never writes over it', async () => {
    const context = createTestContext();
    expect(await cli(context, 'keys new --json')).toBe(0);
    const { did, path } = JSON.parse(context.output());
    expect(did).toMatch(/^did:key:z6Mk/);
    expect(await cli(context, 'keys new')).toBe(2);
    const { seed } = JSON.parse(readFileSync(path, 'utf8'));
    const shown = createTestContext({ env: { SLUICE_HOME: String(context.env['SLUICE_HOME']) } });
    expect(await cli(shown, 'keys show')).toBe(0);
    expect(shown.output()).toBe(`${did}\n`);
    expect(context.output() + context.errors() + shown.output()).not.toContain(seed);
  });

  it('imports a key file, with --force in place of another, and refuses one whose name and seed differ', async () => {
    const context = createTestContext();
    await cli(context, 'keys new --output other.key');
    await cli(context, 'keys new');
    const other = JSON.parse(readFileSync(join(context.cwd, 'other.key'), 'utf8'));
    expect(await cli(context, 'keys import other.key')).toBe(2);
    expect(context.errors()).toMatch(/^conflict: /m);
    expect(await cli(context, 'keys import other.key --force')).toBe(0);
    const own = join(String(context.env['SLUICE_HOME']), 'cli.key');
    expect(JSON.parse(readFileSync(own, 'utf8'))).toEqual(other);
    withFile(context, 'bad.key', JSON.stringify({ did: me.did, seed: other.seed }));
    expect(await cli(context, 'keys import bad.key --force')).toBe(2);
    expect(JSON.parse(readFileSync(own, 'utf8'))).toEqual(other);
  });

  it('exports the key under a passphrase, and imports that and a recovery phrase', async () => {
    const context = createTestContext();
    await cli(context, 'keys new');
    const own = join(String(context.env['SLUICE_HOME']), 'cli.key');
    const key = JSON.parse(readFileSync(own, 'utf8'));
    withFile(withFile(context, 'pass', 'correct horse\n'), 'short', 'horse');
    expect(await cli(context, 'keys export key.jwe --passphrase-file short')).toBe(2);
    expect(await cli(context, 'keys export key.jwe')).toBe(2);
    expect(await cli(context, 'keys export key.jwe --passphrase-file pass')).toBe(0);
    expect(await cli(context, 'keys export key.jwe --passphrase-file pass')).toBe(2);
    const file = join(context.cwd, 'key.jwe');
    expect(readFileSync(file, 'utf8')).not.toContain(key.seed);
    expect(statSync(file).mode & 0o077).toBe(0);

    const phrase = `${'abandon '.repeat(23)}art`;
    withFile(context, 'phrase', `${phrase.replace(' ', '\n').toUpperCase()}\n`);
    expect(await cli(context, 'keys import phrase --force')).toBe(0);
    // The seed that the browser derives from the same words: apps/editor/src/keys/phrase.test.ts.
    const seed = Buffer.from(JSON.parse(readFileSync(own, 'utf8')).seed, 'base64url').toString('hex');
    expect(seed).toBe('b7de9ee44832483b5d6cecfc84b09788658344323e0760f0974f732b37c0d6ec');
    expect(await cli(context, 'keys import key.jwe --force --passphrase-file short')).toBe(2);
    expect(context.errors()).toMatch(/^passphrase_wrong: key.jwe: /m);
    expect(await cli(context, 'keys import key.jwe --force --passphrase-file pass')).toBe(0);
    expect(JSON.parse(readFileSync(own, 'utf8'))).toEqual(key);
    withFile(context, 'bad', `${'abandon '.repeat(24)}`);
    expect(await cli(context, 'keys import bad --force')).toBe(2);
    expect(JSON.parse(readFileSync(own, 'utf8'))).toEqual(key);
  });
});
