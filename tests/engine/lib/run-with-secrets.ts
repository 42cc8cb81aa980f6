import {
  deleteSecret,
  type ExecutionDetail,
  listSecrets,
  putSecret,
  replayExecution,
  runDocument,
  type WorkflowDocument,
} from '@sluice/protocol';
import { TestSluice } from '../../support/test-sluice.ts';
import { answerJson, FarSide } from './far-side.ts';
import { journalOf, whenEnded } from './watch.ts';
import { code, hook, http, manual, workflow } from './workflow.ts';

/**
 * A program of its own, so that the processes' logs can be kept whole: `node run-with-secrets.ts HOME SECRET`. It stores the secret, uses
 * it in every way there is, and prints what came of it as JSON; the logs of gateway and engine, at their most talkative, go to stderr.
 */
const [home = '', secret = ''] = process.argv.slice(2);
// A far side that says everything it was told, as a careless one may.
const far = await FarSide.start(({ url, headers, body }, response) => {
  response.setHeader('x-echo', headers.authorization ?? '');
  answerJson(response, url.startsWith('/refuses') ? 401 : 200, { url, headers: { ...headers }, body });
});
const sluice = await TestSluice.start({
  home,
  env: { SLUICE_LOG: 'trace', SLUICE_EGRESS_ALLOW: `127.0.0.1:${far.port},localhost:${far.port}` },
});

async function run(document: WorkflowDocument): Promise<Pick<ExecutionDetail, 'id' | 'status' | 'output' | 'error'>> {
  const { executionId } = await sluice.call(runDocument, { body: { document, wait: false } });
  const { id, status, output, error } = await whenEnded(sluice, executionId);
  await journalOf(sluice, id);
  await sluice.call(replayExecution, { params: { id } });
  return { id, status, output, error };
}
const calling = (params: Parameters<typeof http>[0], origin = far.url) =>
  workflow({ nodes: { start: manual, call: http({ url: `${origin}/used`, ...params }) }, chains: [['start', 'call']] });
const asking = (source: string) => workflow({ nodes: { start: manual, ask: code(source) }, chains: [['start', 'ask']] });
const put = (name: string, hosts: string[]) => sluice.call(putSecret, { params: { name }, body: { value: secret, hosts } });

const stored = await put('token', [`127.0.0.1:${far.port}`]);
await put('unbound', ['api.example.com']);
await put('signing', ['hmac']);
await sluice.install(
  workflow({
    name: 'Protected',
    nodes: {
      hook: hook('protected', 'result', { protection: 'bearer', secret: 'token' }),
      end: code('return { called: true, item: $trigger.json };'),
    },
    chains: [['hook', 'end']],
  }),
);
const callHook = async (token: string) => {
  const response = await sluice.hook(
    'protected',
    { n: 1 },
    { headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` } },
  );
  return { status: response.status, body: await response.text() };
};
const auth = (as: string, more: Record<string, string> = {}) => ({ auth: as, secret: 'token', ...more });

const report = {
  stored,
  listed: await sluice.call(listSecrets),
  bearer: await run(calling(auth('bearer'))),
  basic: await run(calling(auth('basic', { authName: 'user' }))),
  header: await run(calling(auth('header', { authName: 'x-api-key' }))),
  query: await run(calling(auth('query', { authName: 'key' }))),
  refused: await run(calling({ ...auth('bearer'), url: `${far.url}/refuses` })),
  notBound: await run(calling({ auth: 'bearer', secret: 'unbound' })),
  otherHost: await run(calling(auth('bearer'), `http://localhost:${far.port}`)),
  unknown: await run(calling({ auth: 'bearer', secret: 'nobody-knows' })),
  // What the far side says back goes into the engine's log.
  logged: await run(
    asking(`
      const answer = await effect('get', '${far.url}/logged', { auth: { secret: 'token', as: 'bearer' } });
      await effect('write', 'log:', { message: 'the answer ' + JSON.stringify(answer) });
      console.log(answer);
      return answer;`),
  ),
  exists: await run(
    asking("return { token: await effect('exists', 'secret:token'), other: await effect('exists', 'secret:nothing') };"),
  ),
  hmac: await run(asking("return { mac: await effect('hmac', 'secret:signing', { text: 'hello' }) };")),
  hmacNotBound: await run(asking("return { mac: await effect('hmac', 'secret:token', { text: 'hello' }) };")),
  read: await run(asking("return { value: await effect('get', 'secret:token') };")),
  privateHost: await run(calling({ url: 'http://127.0.0.1:1/' })),
  linkLocal: await run(calling({ url: 'http://169.254.169.254/latest/meta-data' })),
  rightToken: await callHook(secret),
  wrongToken: await callHook('something else'),
  received: far.requests.map(({ url, headers }) => ({ url, authorization: headers.authorization, apiKey: headers['x-api-key'] })),
  deleted: await sluice.call(deleteSecret, { params: { name: 'unbound' } }).then(() => true),
  listedAfter: await sluice.call(listSecrets),
};
await sluice.stop();
await far.stop();
process.stdout.write(JSON.stringify(report));
