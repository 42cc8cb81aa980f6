import type { Json } from '@sluice/protocol';
import { describe, expect, it } from 'vitest';
import type { Decision } from './decision.ts';
import { defaultPolicies } from './default-policies.ts';
import { parseEgressAllow } from './egress/egress-allow.ts';
import { createEgressGuard } from './egress/egress-guard.ts';
import { createGate, type Gate } from './gate.ts';
import type { EffectContext } from './gated-effect.ts';
import { testContext, testEffect } from './test-support.ts';

const secrets = new Map([
  ['API_KEY', { hosts: ['api.example.com'] }],
  ['SIGNING', { hosts: ['hmac'] }],
]);

function gate(egress = ''): Gate {
  return createGate(
    defaultPolicies({
      egress: createEgressGuard(parseEgressAllow(egress)),
      secrets: { find: async (name) => secrets.get(name) },
    }),
  );
}

async function denial(verb: string, uri: string, more: { args?: Json; context?: Partial<EffectContext>; egress?: string } = {}) {
  const decision: Decision = await gate(more.egress).decide(testEffect(verb, uri, more.args), testContext(more.context));
  if (decision.kind !== 'deny') throw new Error(`${verb} ${uri} was allowed`);
  return decision;
}

async function isAllowed(
  verb: string,
  uri: string,
  more: { args?: Json; context?: Partial<EffectContext>; egress?: string } = {},
) {
  return (await gate(more.egress).decide(testEffect(verb, uri, more.args), testContext(more.context))).kind === 'allow';
}

describe('the gate', () => {
  it('answers at once where nothing has to be looked up', () => {
    expect(gate().decide(testEffect('uuid', 'random:'), testContext())).toEqual({ kind: 'allow', policy: 'every policy' });
    expect(gate().decide(testEffect('get', 'https://api.example.com/'), testContext())).not.toBeInstanceOf(Promise);
  });

  it('asks later policies only when no earlier one objects, promises or not', async () => {
    const asked: string[] = [];
    const policy = (name: string, objects: boolean, later: boolean) => ({
      name,
      check() {
        asked.push(name);
        const objection = objects ? ({ code: 'effect_denied', detail: name } as const) : undefined;
        return later ? Promise.resolve(objection) : objection;
      },
    });
    const custom = createGate([
      policy('a', false, true),
      policy('b', false, false),
      policy('c', true, true),
      policy('d', true, false),
    ]);
    expect(await custom.decide(testEffect('get', 'kv:x'), testContext())).toEqual({
      kind: 'deny',
      policy: 'c',
      code: 'effect_denied',
      detail: 'c',
    });
    expect(asked).toEqual(['a', 'b', 'c']);
  });
});

describe('known effects', () => {
  it.each([
    ['get', 'ftp://example.com/', 'there is no scheme "ftp"'],
    ['get', 'file:///etc/passwd', 'there is no scheme "file"'],
    ['get', '', 'there is no scheme ""'],
    ['get', 'nonsense', 'there is no scheme ""'],
    ['get', '__proto__:x', 'there is no scheme "__proto__"'],
    ['constructor', 'kv:x', 'the verbs of kv are get, list'],
    ['GET', 'https://example.com/', 'the verbs of http are get'],
    ['connect', 'https://example.com/', 'the verbs of http are get'],
  ])('refuses %s %s', async (verb, uri, says) => {
    const decision = await denial(verb, uri);
    expect(decision).toMatchObject({ policy: 'known-effect', code: 'effect_unknown' });
    expect(decision.detail).toContain('Node "n"');
    expect(decision.detail).toContain(says);
  });
});

describe("a node type's manifest", () => {
  const context = { node: { id: 'fetch', type: 'core.http@1', effects: ['get http', '* kv'] } };

  it('lets what it declares pass', async () => {
    expect(await isAllowed('get', 'https://example.com/', { context })).toBe(true);
    expect(await isAllowed('set', 'kv:x', { context })).toBe(true);
  });

  it('refuses the rest and names node, type, effect and what is declared', async () => {
    const decision = await denial('post', 'https://example.com/a?token=x', { context });
    expect(decision).toMatchObject({ policy: 'node-manifest', code: 'effect_not_in_manifest' });
    expect(decision.detail).toBe(
      'Node "fetch" (core.http@1) asked for post https://example.com/a; its module declares these effects: get http, * kv.',
    );
  });

  it('lets time, random and log pass whatever is declared', async () => {
    const none = { node: { id: 'n', type: 'x.y@1', effects: [] }, allowList: [] };
    for (const [verb, uri] of [
      ['now', 'time:'],
      ['sleep', 'time:'],
      ['bytes', 'random:'],
      ['write', 'log:'],
    ] as const) {
      expect(await isAllowed(verb, uri, { context: none })).toBe(true);
    }
    expect((await denial('get', 'kv:x', { context: none })).detail).toContain('declares these effects: none');
  });
});

describe("a workflow's allow-list", () => {
  it('narrows what the modules may', async () => {
    const context = { allowList: ['get https://api.example.com/v1/*', '* kv:*'] };
    expect(await isAllowed('get', 'https://api.example.com/v1/x', { context })).toBe(true);
    expect(await isAllowed('increment', 'kv:n', { context })).toBe(true);
    const decision = await denial('get', 'https://api.example.com/v2/x?secret=1', { context });
    expect(decision).toMatchObject({ policy: 'workflow-allow-list', code: 'effect_not_in_workflow' });
    expect(decision.detail).toContain('"Orders"');
    expect(decision.detail).not.toContain('secret=1');
    expect(decision.hint).toContain('get https://api.example.com/*');
  });

  it('allows nothing to the outside when it is empty', async () => {
    expect((await denial('get', 'https://api.example.com/', { context: { allowList: [] } })).code).toBe('effect_not_in_workflow');
  });

  it('cannot give what the manifest does not', async () => {
    const context = { node: { id: 'n', type: 'x.y@1', effects: ['* kv'] }, allowList: ['* *'] };
    expect((await denial('get', 'https://example.com/', { context })).code).toBe('effect_not_in_manifest');
  });
});

describe('guarded egress', () => {
  it.each([
    'http://127.0.0.1/',
    'http://127.1/',
    'http://0x7f.1/',
    'http://0x7f000001/',
    'http://2130706433/',
    'http://017700000001/',
    'http://0177.0.0.01/',
    'http://127.0.0.1./',
    'http://%31%32%37.0.0.1/',
    'http://①②⑦.⓪.⓪.①/',
    'http://127。0。0。1/',
    'http://0/',
    'http://0.0.0.0/',
    'http://10.0.0.1:8080/',
    'http://0xa.0.0.1/',
    'http://172.16.5.4/',
    'http://192.168.1.1/',
    'http://3232235777/',
    'http://169.254.169.254/latest/meta-data/',
    'http://0xa9fea9fe/',
    'http://100.64.1.1/',
    'http://192.0.0.192/',
    'http://198.18.1.1/',
    'http://224.0.0.251/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[0:0:0:0:0:0:0:1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[::FFFF:10.0.0.1]:3000/',
    'http://[::127.0.0.1]/',
    'http://[::ffff:0:127.0.0.1]/',
    'http://[64:ff9b::127.0.0.1]/',
    'http://[64:ff9b::808:808]/',
    'http://[64:ff9b:1::1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:53aa:64c::1]/',
    'http://[fc00::1]/',
    'http://[fd00:ec2::254]/',
    'http://[fe80::1]/',
    'http://[fec0::1]/',
    'http://[ff02::1]/',
    'http://[100::1]/',
    'http://[2001:db8::1]/',
    'https://127.0.0.1/',
    'HTTP://127.0.0.1/',
    'http:127.0.0.1/',
    'http:\\\\127.0.0.1\\',
  ])('refuses the address in %s', async (uri) => {
    expect(await denial('get', uri)).toMatchObject({ policy: 'guarded-egress', code: 'egress_private' });
  });

  it('names the setting that would allow it', async () => {
    const decision = await denial('get', 'http://0x7f.1:8123/x');
    expect(decision.detail).toBe('Node "n" asked for get http://0x7f.1:8123/x: 127.0.0.1 is a loopback address.');
    expect(decision.hint).toContain('SLUICE_EGRESS_ALLOW=127.0.0.1:8123');
  });

  it('lets pass what is configured, and that only', async () => {
    const egress = '127.0.0.1:8123';
    expect(await isAllowed('get', 'http://0x7f.1:8123/', { egress })).toBe(true);
    expect((await denial('get', 'http://127.0.0.1:8124/', { egress })).code).toBe('egress_private');
  });

  it.each(['http://[fe80::1%25eth0]/', 'http://256.1.1.1/', 'http:///', 'https://', 'http://a b/', 'http://[::1'])(
    'refuses %s as no URL',
    async (uri) => {
      expect((await denial('get', uri)).code).toBe('effect_args_invalid');
    },
  );

  it('refuses a password in the URL without repeating it', async () => {
    const decision = await denial('get', 'https://user:hunter2@example.com/');
    expect(decision.code).toBe('effect_args_invalid');
    expect(JSON.stringify(decision)).not.toContain('hunter2');
  });

  it('lets names and public addresses pass; names are checked when they are resolved', async () => {
    expect(await isAllowed('get', 'https://localhost/')).toBe(true);
    expect(await isAllowed('get', 'https://8.8.8.8/')).toBe(true);
    expect(await isAllowed('get', 'https://[2606:4700::1111]/')).toBe(true);
  });
});

describe('secret bindings', () => {
  const bearer = { auth: { secret: 'API_KEY', as: 'bearer' } };

  it('lets a secret go to a host that it is bound to', async () => {
    expect(await isAllowed('get', 'https://api.example.com/', { args: bearer })).toBe(true);
    expect(await isAllowed('get', 'https://api.example.com/', { args: { secretHeaders: { 'x-key': 'API_KEY' } } })).toBe(true);
  });

  it.each([{ args: bearer }, { args: { secretHeaders: { 'x-ok': 'API_KEY' } } }])(
    'refuses it for another host and names the fix',
    async ({ args }) => {
      const decision = await denial('get', 'https://evil.example:8443/', { args });
      expect(decision).toMatchObject({ policy: 'secret-bindings', code: 'secret_not_bound' });
      expect(decision.detail).toContain('bound to api.example.com');
      expect(decision.hint).toContain('"evil.example:8443"');
    },
  );

  it('says when there is no such secret', async () => {
    expect(await denial('get', 'https://api.example.com/', { args: { auth: { secret: 'NOPE', as: 'bearer' } } })).toMatchObject({
      code: 'secret_unknown',
    });
    expect(await denial('hmac', 'secret:NOPE', { args: { text: 'x' } })).toMatchObject({ code: 'secret_unknown' });
  });

  it('refuses when any one of several is not bound', async () => {
    const args = { ...bearer, secretHeaders: { 'x-sign': 'SIGNING' } };
    expect(await denial('get', 'https://api.example.com/', { args })).toMatchObject({ code: 'secret_not_bound' });
  });

  it('lets a node sign only with a secret that is bound to hmac', async () => {
    expect(await isAllowed('hmac', 'secret:SIGNING', { args: { text: 'x' } })).toBe(true);
    expect(await denial('hmac', 'secret:API_KEY', { args: { text: 'x' } })).toMatchObject({ code: 'secret_not_bound' });
  });

  it('lets a node ask whether any secret exists', async () => {
    expect(await isAllowed('exists', 'secret:NOPE')).toBe(true);
  });
});
