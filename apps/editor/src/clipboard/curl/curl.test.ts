import { describe, expect, it } from 'vitest';
import { readClipboard } from '../read-clipboard.ts';

/** The parameters and remarks that a pasted command gives. */
function pasted(text: string) {
  const reading = readClipboard(text);
  if (reading.fragment === undefined) return { refusal: reading.refusal.key };
  const nodes = Object.values(reading.fragment.nodes);
  return { params: nodes[0]?.params, name: nodes[0]?.name, count: nodes.length, remarks: reading.remarks };
}

/** Commands as documentation, browsers and people write them, with what the node is to send. */
const commands: readonly (readonly [what: string, command: string, params: object])[] = [
  ['a mere address', 'curl https://api.github.com/repos/nodejs/node', { url: 'https://api.github.com/repos/nodejs/node' }],
  ['an address without scheme', 'curl localhost:8080/health', { url: 'http://localhost:8080/health' }],
  [
    'flags that say nothing of the request',
    "curl -sSL --compressed -o out.json 'https://example.com/data?page=2'",
    { url: 'https://example.com/data?page=2' },
  ],
  [
    'JSON over several lines',
    `curl -X POST https://api.example.com/v1/orders \\
  -H 'Content-Type: application/json' \\
  -d '{
    "sku": "A1",
    "quantity": 2
  }'`,
    { method: 'POST', url: 'https://api.example.com/v1/orders', body: { sku: 'A1', quantity: 2 }, bodyType: 'json' },
  ],
  [
    'JSON without its header',
    `curl -d '{"a":[1,true,null]}' https://example.com/hook`,
    { method: 'POST', url: 'https://example.com/hook', body: { a: [1, true, null] }, bodyType: 'json' },
  ],
  [
    '--json',
    `curl --json '{"drink":"coffee"}' https://example.com/`,
    {
      method: 'POST',
      url: 'https://example.com/',
      headers: { accept: 'application/json' },
      body: { drink: 'coffee' },
      bodyType: 'json',
    },
  ],
  [
    'a bearer token from the environment',
    `curl https://api.openai.com/v1/chat/completions \\
      -H "Content-Type: application/json" \\
      -H "Authorization: Bearer $OPENAI_API_KEY" \\
      -d '{"model": "gpt-4o", "messages": [{"role": "user", "content": "Say \\"hi\\""}]}'`,
    {
      method: 'POST',
      url: 'https://api.openai.com/v1/chat/completions',
      body: { model: 'gpt-4o', messages: [{ role: 'user', content: 'Say "hi"' }] },
      bodyType: 'json',
      auth: 'bearer',
      secret: 'OPENAI_API_KEY',
    },
  ],
  [
    'a key in place of a user, and a form',
    `curl https://api.stripe.com/v1/charges \\
  -u sk_test_4eC39HqLyjWDarjtT1zdp7dc: \\
  -d amount=2000 \\
  -d currency=usd \\
  -d "metadata[order_id]=6735"`,
    {
      method: 'POST',
      url: 'https://api.stripe.com/v1/charges',
      body: { amount: '2000', currency: 'usd', 'metadata[order_id]': '6735' },
      bodyType: 'form',
      auth: 'basic',
      secret: 'api.stripe.com',
    },
  ],
  [
    'a user and a password attached to the option',
    'curl -uadmin:s3cret -XDELETE http://localhost:9200/index',
    { method: 'DELETE', url: 'http://localhost:9200/index', auth: 'basic', authName: 'admin', secret: 'localhost' },
  ],
  [
    'Authorization: Basic',
    "curl -H 'Authorization: Basic YWRhOmxvdmVsYWNl' https://example.com/",
    { url: 'https://example.com/', auth: 'basic', authName: 'ada', secret: 'example.com' },
  ],
  [
    'a user in the address',
    'curl https://ada:lovelace@example.com/feed',
    { url: 'https://example.com/feed', auth: 'basic', authName: 'ada', secret: 'example.com' },
  ],
  [
    'a key in a header of its own',
    `curl https://api.anthropic.com/v1/messages --header "x-api-key: sk-ant-123" --header "anthropic-version: 2023-06-01" --data '{"max_tokens":10}'`,
    {
      method: 'POST',
      url: 'https://api.anthropic.com/v1/messages',
      headers: { 'anthropic-version': '2023-06-01' },
      body: { max_tokens: 10 },
      bodyType: 'json',
      auth: 'header',
      authName: 'x-api-key',
      secret: 'api.anthropic.com',
    },
  ],
  [
    'a key in the address',
    'curl "https://api.openweathermap.org/data/2.5/weather?q=Oslo&appid=0123456789abcdef"',
    {
      url: 'https://api.openweathermap.org/data/2.5/weather?q=Oslo',
      auth: 'query',
      authName: 'appid',
      secret: 'api.openweathermap.org',
    },
  ],
  [
    'parameters of the query with -G',
    "curl -G https://example.com/search -d q=red --data-urlencode 'note=two words & more'",
    { url: 'https://example.com/search?q=red&note=two%20words%20%26%20more' },
  ],
  [
    'a form encoded by curl',
    "curl --data-urlencode 'text=a b&c' --data-urlencode =x%y https://example.com/",
    {
      method: 'POST',
      url: 'https://example.com/',
      body: { text: 'a b&c', 'x%y': '' },
      bodyType: 'form',
    },
  ],
  [
    'a body from the standard input',
    "echo hi | curl -X PUT -H 'Content-Type: text/plain' -d @- https://example.com/in",
    { method: 'PUT', url: 'https://example.com/in', headers: { 'content-type': 'text/plain' }, body: '={{ $json }}' },
  ],
  [
    'a body from a file',
    'curl --data-binary @orders.ndjson -H "Content-Type: application/x-ndjson" https://example.com/_bulk',
    {
      method: 'POST',
      url: 'https://example.com/_bulk',
      headers: { 'content-type': 'application/x-ndjson' },
      body: '={{ $json }}',
    },
  ],
  [
    'an upload',
    'curl -T report.pdf https://example.com/files/',
    { method: 'PUT', url: 'https://example.com/files/', body: '={{ $json }}' },
  ],
  [
    'a multipart form',
    "curl -F name=Ada -F 'avatar=@/tmp/me.png;type=image/png' https://example.com/people",
    {
      method: 'POST',
      url: 'https://example.com/people',
      headers: { 'content-type': 'multipart/form-data; boundary=sluice-part' },
      body: [
        '--sluice-part',
        'content-disposition: form-data; name="name"',
        '',
        'Ada',
        '--sluice-part',
        'content-disposition: form-data; name="avatar"; filename="me.png"',
        '',
        '',
        '--sluice-part--',
        '',
      ].join('\r\n'),
      bodyType: 'text',
    },
  ],
  [
    'what Chrome copies (bash), with $’…’',
    `curl 'https://shop.example.com/api/cart' \\
  -H 'accept: application/json' \\
  -H 'accept-language: de' \\
  -b 'session=abc; theme=dark' \\
  -H 'sec-ch-ua: "Chromium";v="130"' \\
  -H 'sec-fetch-mode: cors' \\
  -H 'user-agent: Mozilla/5.0' \\
  --data-raw $'{"text":"it\\'s caf\\u00e9\\u0021","line":"a\\\\nb"}'`,
    {
      method: 'POST',
      url: 'https://shop.example.com/api/cart',
      headers: { accept: 'application/json', 'accept-language': 'de', 'user-agent': 'Mozilla/5.0' },
      body: { text: "it's café!", line: 'a\nb' },
      bodyType: 'json',
      auth: 'header',
      authName: 'cookie',
      secret: 'shop.example.com',
    },
  ],
  [
    'what Chrome copies (cmd)',
    'curl ^"https://example.com/api?a=1^&b=2^" ^\r\n  -H ^"content-type: application/json^" ^\r\n  --data-raw ^"^{^\\^"name^\\^":^\\^"Ada ^%^USER^%^\\^"^}^"',
    {
      method: 'POST',
      url: 'https://example.com/api?a=1&b=2',
      body: { name: 'Ada %USER%' },
      bodyType: 'json',
    },
  ],
  [
    'Windows with carets at the line ends',
    'curl -X PATCH "https://example.com/items/7" ^\n  -H "Content-Type: application/merge-patch+json" ^\n  -d "{\\"done\\": true}"',
    {
      method: 'PATCH',
      url: 'https://example.com/items/7',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: { done: true },
      bodyType: 'json',
    },
  ],
  [
    'PowerShell with backticks at the line ends',
    "curl.exe -X POST `\n  'https://example.com/'  `\n  -d 'a=1'",
    { method: 'POST', url: 'https://example.com/', body: { a: '1' }, bodyType: 'form' },
  ],
  ['a prompt before it, and HEAD', '$ curl -I https://example.com', { method: 'HEAD', url: 'https://example.com' }],
  [
    'GraphQL with --request and a limit of time',
    `curl --request POST --max-time 2.5 --url https://example.com/graphql --header 'content-type: application/json; charset=utf-8' --data '{"query":"{ me { id } }"}'`,
    {
      method: 'POST',
      url: 'https://example.com/graphql',
      body: { query: '{ me { id } }' },
      bodyType: 'json',
      timeoutMs: 2500,
    },
  ],
  [
    'XML',
    `curl https://example.com/soap -H "Content-Type: text/xml" -d "<a b=\\"c\\">1</a>"`,
    {
      method: 'POST',
      url: 'https://example.com/soap',
      headers: { 'content-type': 'text/xml' },
      body: '<a b="c">1</a>',
      bodyType: 'text',
    },
  ],
  [
    'texts that would be templates here',
    `curl -H 'x-sum: =1+1' -d '{"formula":"=A1","html":"={{ x }}"}' https://example.com/`,
    {
      method: 'POST',
      url: 'https://example.com/',
      headers: { 'x-sum': '==1+1' },
      body: { formula: '==A1', html: '={{ "={{ x }}" }}' },
      bodyType: 'json',
    },
  ],
  [
    'headers of one name, without a value, and taken away',
    "curl -H 'Accept: text/html' -H 'accept: text/plain' -H 'X-Empty;' -H 'User-Agent:' https://example.com/",
    { url: 'https://example.com/', headers: { Accept: 'text/html, text/plain', 'X-Empty': '' } },
  ],
];

describe('pasting a curl command', () => {
  it.each(commands)('reads %s', (_what, command, params) => {
    expect(pasted(command).params).toEqual(params);
  });

  it('names the node by what it calls, and makes one of each command', () => {
    expect(pasted('curl -d a=1 https://example.com/v1/orders?x=1').name).toBe('POST example.com/v1/orders');
    expect(pasted('curl https://a.example.com/ && curl https://b.example.com/; curl https://c.example.com/').count).toBe(3);
    expect(pasted('https://example.com/orders').params).toEqual({ url: 'https://example.com/orders' });
  });

  it('says what it left out, and never keeps a credential', () => {
    const { params, remarks } = pasted(
      "curl -k --proxy http://proxy:1 -b 'sid=abcdef' -H 'Authorization: Bearer sk-live-123' -F 'file=@a.txt' https://u:pw@example.com/?token=t0k3n",
    );
    expect(JSON.stringify([params, remarks])).not.toMatch(/sk-live|abcdef|pw@|t0k3n/);
    expect(remarks?.map(({ key }) => key)).toEqual([
      'clipboard.curl.secret',
      'clipboard.curl.dropped',
      'clipboard.curl.options',
      'clipboard.curl.file',
    ]);
    expect(remarks?.[1]?.values).toEqual({ what: 'Authorization, token, cookie' });
    expect(remarks?.[2]?.values).toEqual({ options: '-k, --proxy' });
  });

  it('refuses a command without an address, and takes unfinished quotes as they are', () => {
    expect(pasted('curl -X POST -H "a: b"').refusal).toBe('clipboard.curl.noAddress');
    expect(pasted("curl 'https://example.com/a").params).toEqual({ url: 'https://example.com/a' });
    expect(pasted('curl "https://example.com/a\\').params).toEqual({ url: 'https://example.com/a\\' });
    expect(pasted('curl https://example.com/%zz -u %zz:x').params).toMatchObject({ auth: 'basic', authName: '%zz' });
  });
});
