/** What a curl command asks for, before anything is made of it. */
export interface CurlRequest {
  readonly url: string;
  readonly method: string;
  /** In their order, names as they are written. */
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: CurlBody | undefined;
  /** `user` or `user:password`. */
  readonly user: string | undefined;
  readonly timeoutMs: number | undefined;
  /** Options that mean nothing for one request, or that cannot be taken over. */
  readonly options: readonly string[];
}

export type CurlBody =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'parts'; readonly parts: readonly (readonly [name: string, value: string, file: boolean])[] }
  /** From a file, or from the standard input, which is `-`. */
  | { readonly kind: 'file'; readonly file: string };

/** Short options that take a value, by their long name. */
const SHORT: Readonly<Record<string, string>> = {
  X: 'request',
  H: 'header',
  d: 'data',
  F: 'form',
  u: 'user',
  A: 'user-agent',
  e: 'referer',
  b: 'cookie',
  o: 'output',
  m: 'max-time',
  T: 'upload-file',
  x: 'proxy',
  E: 'cert',
  K: 'config',
  c: 'cookie-jar',
  w: 'write-out',
  r: 'range',
  D: 'dump-header',
  C: 'continue-at',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
  P: 'ftp-port',
  Q: 'quote',
  U: 'proxy-user',
  t: 'telnet-option',
};
const WITH_VALUE = new Set([
  ...Object.values(SHORT),
  ...[
    'url',
    'json',
    'data-raw',
    'data-binary',
    'data-ascii',
    'data-urlencode',
    'form-string',
    'oauth2-bearer',
    'connect-timeout',
  ],
  ...[
    'retry',
    'retry-delay',
    'retry-max-time',
    'cacert',
    'capath',
    'key',
    'pass',
    'resolve',
    'interface',
    'limit-rate',
    'max-redirs',
  ],
  ...[
    'ciphers',
    'tls-max',
    'unix-socket',
    'aws-sigv4',
    'cert-type',
    'key-type',
    'proxy-header',
    'noproxy',
    'local-port',
    'stderr',
    'trace',
  ],
  ...[
    'url-query',
    'output-dir',
    'expect100-timeout',
    'keepalive-time',
    'dns-servers',
    'max-filesize',
    'rate',
    'variable',
    'netrc-file',
  ],
]);
/** What changes what is sent or to whom, and has no parameter of its own. */
const UNSUPPORTED = new Set([
  'proxy',
  'cert',
  'key',
  'cacert',
  'insecure',
  'k',
  'aws-sigv4',
  'resolve',
  'unix-socket',
  'config',
  'range',
  'n',
  'netrc',
]);

/** Reads the words of one command; undefined when it is no curl command, or has no address. */
export function parseCurl(words: readonly string[]): CurlRequest | undefined {
  const start = words[0] === '$' || words[0] === '>' ? 1 : 0;
  if (!/^(?:.*[\\/])?curl(?:\.exe)?$/i.test(words[start] ?? '')) return undefined;
  const found = readOptions(words.slice(start + 1));
  const [address] = found.urls;
  if (address === undefined) return undefined;
  const data = found.data.join('&');
  const hasData = found.data.length > 0 && found.file === undefined;
  const url = withScheme(found.isGet && data !== '' ? `${address}${address.includes('?') ? '&' : '?'}${data}` : address);
  const body: CurlBody | undefined =
    found.parts.length > 0
      ? { kind: 'parts', parts: found.parts }
      : found.file !== undefined && !found.isGet
        ? { kind: 'file', file: found.file }
        : hasData && !found.isGet
          ? { kind: 'text', text: found.isJson ? found.data.join('') : data }
          : undefined;
  const method = found.method ?? (found.isHead ? 'HEAD' : found.isUpload ? 'PUT' : body === undefined ? 'GET' : 'POST');
  const { headers, user, timeoutMs, options } = found;
  return { url, method: method.toUpperCase(), headers, body, user, timeoutMs, options };
}

function withScheme(address: string): string {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? address : `http://${address}`;
}

class Found {
  readonly urls: string[] = [];
  readonly headers: [string, string][] = [];
  readonly data: string[] = [];
  readonly parts: [string, string, boolean][] = [];
  readonly options: string[] = [];
  file: string | undefined;
  user: string | undefined;
  method: string | undefined;
  timeoutMs: number | undefined;
  isGet = false;
  isHead = false;
  isUpload = false;
  isJson = false;
}

function readOptions(words: readonly string[]): Found {
  const found = new Found();
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at]!;
    if (word === '--') {
      found.urls.push(...words.slice(at + 1));
      break;
    }
    if (word.startsWith('--')) {
      const [name = '', given] = splitOnce(word.slice(2), '=');
      if (!WITH_VALUE.has(name)) takeFlag(found, name);
      else take(found, name, given ?? words[++at] ?? '');
    } else if (word.startsWith('-') && word.length > 1) {
      for (let index = 1; index < word.length; index += 1) {
        const option = SHORT[word[index]!];
        if (option === undefined) {
          takeFlag(found, word[index]!);
          continue;
        }
        take(found, option, index + 1 < word.length ? word.slice(index + 1) : (words[++at] ?? ''));
        break;
      }
    } else found.urls.push(word);
  }
  return found;
}

function takeFlag(found: Found, name: string): void {
  if (name === 'G' || name === 'get') found.isGet = true;
  else if (name === 'I' || name === 'head') found.isHead = true;
  else if (UNSUPPORTED.has(name)) found.options.push(name.length === 1 ? `-${name}` : `--${name}`);
}

function take(found: Found, name: string, value: string): void {
  switch (name) {
    case 'url':
      found.urls.push(value);
      return;
    case 'request':
      found.method = value;
      return;
    case 'header':
      takeHeader(found, value);
      return;
    case 'user-agent':
      found.headers.push(['user-agent', value]);
      return;
    case 'referer':
      found.headers.push(['referer', value]);
      return;
    case 'cookie':
      found.headers.push(['cookie', value]);
      return;
    case 'oauth2-bearer':
      found.headers.push(['authorization', `Bearer ${value}`]);
      return;
    case 'user':
      found.user = value;
      return;
    case 'max-time':
      if (Number(value) > 0) found.timeoutMs = Math.round(Number(value) * 1000);
      return;
    case 'upload-file':
      found.isUpload = true;
      found.file = value;
      return;
    case 'form':
    case 'form-string':
      takePart(found, name, value);
      return;
    case 'url-query':
      found.data.push(value);
      found.isGet = true;
      return;
    default:
      takeData(found, name, value);
  }
}

function takeHeader(found: Found, line: string): void {
  const [name = '', value] = splitOnce(line, ':');
  // `Name;` is a header without a value, `Name:` takes one away that curl would send.
  if (value === undefined) {
    if (line.endsWith(';')) found.headers.push([line.slice(0, -1), '']);
  } else if (value.trim() !== '') found.headers.push([name.trim(), value.trim()]);
}

function takePart(found: Found, option: string, value: string): void {
  const [name = '', content = ''] = splitOnce(value, '=');
  const isFile = option === 'form' && /^[@<]/.test(content);
  const plain = option === 'form' ? content.replace(/;(type|filename|headers|encoder)=.*$/, '') : content;
  found.parts.push([name, isFile ? plain.slice(1) : plain.replace(/^"(.*)"$/s, '$1'), isFile]);
}

function takeData(found: Found, name: string, value: string): void {
  if (!['data', 'data-ascii', 'data-binary', 'data-raw', 'data-urlencode', 'json'].includes(name)) {
    if (UNSUPPORTED.has(name)) found.options.push(`--${name}`);
    return;
  }
  if (name === 'json') {
    found.isJson = true;
    for (const header of ['content-type', 'accept']) {
      if (!found.headers.some(([each]) => each.toLowerCase() === header)) found.headers.push([header, 'application/json']);
    }
  }
  if (name !== 'data-raw' && name !== 'data-urlencode' && value.startsWith('@')) found.file = value.slice(1);
  else found.data.push(name === 'data-urlencode' ? encodeData(value) : value);
}

/** `name=content` encodes the content, `=content` and `content` all of it. */
function encodeData(value: string): string {
  const [name = '', content] = splitOnce(value, '=');
  if (content === undefined) return encodeURIComponent(value);
  return name === '' ? encodeURIComponent(content) : `${name}=${encodeURIComponent(content)}`;
}

function splitOnce(text: string, sign: string): [string, string?] {
  const at = text.indexOf(sign);
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
