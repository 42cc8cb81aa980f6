import type { DocumentNode, Json } from '@sluice/protocol';
import type { Remark } from '../fragment.ts';
import { isCredentialHeader, isCredentialMember } from '../is-credential.ts';
import { literal } from '../literal.ts';
import type { CurlBody, CurlRequest } from './parse-curl.ts';

export interface CurlNode {
  readonly node: DocumentNode;
  readonly remarks: readonly Remark[];
}

/** Headers that only tell of the browser or the connection that the command was copied from. */
const NOISE = /^(host|content-length|connection|accept-encoding|priority|te|upgrade-insecure-requests|sec-.*|:.*)$/i;
const CONTENT_TYPE = /^content-type$/i;
const JSON_TYPE = /^application\/(?:[a-z0-9.+-]*\+)?json\b/i;
const PLAIN_JSON = /^application\/json(;\s*charset=utf-8)?$/i;
const FORM_TYPE = /^application\/x-www-form-urlencoded\b/i;
const BOUNDARY = 'sluice-part';

/** A node that sends the request. What signs it in is replaced by the name of a secret, which is then to be made. */
export function curlNode(request: CurlRequest): CurlNode {
  const remarks: Remark[] = [];
  const { url, auths } = takeCredentials(request);
  const [auth, ...dropped] = auths;
  if (auth !== undefined) remarks.push({ key: 'clipboard.curl.secret', values: { what: auth.what, secret: auth.secret } });
  if (dropped.length > 0)
    remarks.push({ key: 'clipboard.curl.dropped', values: { what: dropped.map(({ what }) => what).join(', ') } });
  if (request.options.length > 0)
    remarks.push({ key: 'clipboard.curl.options', values: { options: [...new Set(request.options)].join(', ') } });
  const plain = request.headers.filter(([name]) => !NOISE.test(name) && !isCredentialHeader(name));
  const type = plain.find(([name]) => CONTENT_TYPE.test(name))?.[1];
  const sent = request.body === undefined ? { type } : bodyOf(request.body, type, remarks);
  const headers = joined([
    ...plain.filter(([name]) => !CONTENT_TYPE.test(name)),
    ...(sent.type === undefined ? [] : ([['content-type', sent.type]] as const)),
  ]);
  const params: Record<string, Json> = {
    ...(request.method === 'GET' ? {} : { method: request.method }),
    url: literal(url),
    ...(headers.size === 0 ? {} : { headers: literal(Object.fromEntries(headers)) }),
    ...('body' in sent ? { body: sent.body } : {}),
    ...('bodyType' in sent ? { bodyType: sent.bodyType } : {}),
    ...(auth === undefined
      ? {}
      : { auth: auth.as, secret: auth.secret, ...(auth.name === undefined ? {} : { authName: auth.name }) }),
    ...(request.timeoutMs === undefined ? {} : { timeoutMs: request.timeoutMs }),
  };
  return { node: { type: 'core.http@1', name: nameOf(request.method, url), params }, remarks };
}

interface Auth {
  readonly as: 'bearer' | 'basic' | 'header' | 'query';
  readonly name?: string;
  readonly secret: string;
  /** What it was in the command, for people. */
  readonly what: string;
}

/** Everything that signs the request in, most particular first, and the address without it. */
function takeCredentials({ url, headers, user }: CurlRequest): { url: string; auths: Auth[] } {
  const auths: Auth[] = [];
  const match = /^([a-z][a-z0-9+.-]*:\/\/)(?:([^/?#@]*)@)?([^/?#]*)([^?#]*)(\?[^#]*)?(#.*)?$/i.exec(url);
  const [, scheme = '', inUrl, host = '', path = '', query = ''] = match ?? [];
  const secretFor = (value: string) => variableIn(value) ?? secretNameFor(host);
  for (const [given, what] of [
    [user, '-u'],
    [inUrl, host],
  ] as const) {
    if (given === undefined || given === '') continue;
    const [name = '', password] = given.split(/:(.*)/s, 2);
    // `key:`, without a password: the key is what nobody may see, and the secret holds both.
    const user = password === '' ? {} : { name: decoded(name) };
    auths.push({ as: 'basic', ...user, secret: secretFor(password === '' ? name : (password ?? '')), what });
  }
  for (const [name, value] of headers.filter(([each]) => isCredentialHeader(each))) {
    const [, scheme, rest = ''] = /^(bearer|basic)\s+(.*)$/i.exec(value) ?? [];
    if (!/^authorization$/i.test(name)) auths.push({ as: 'header', name, secret: secretFor(value), what: name });
    else if (scheme?.toLowerCase() === 'bearer') auths.push({ as: 'bearer', secret: secretFor(rest), what: name });
    else if (scheme?.toLowerCase() === 'basic') {
      const known = userIn(rest);
      auths.push({ as: 'basic', ...(known === undefined ? {} : { name: known }), secret: secretFor(rest), what: name });
    } else auths.push({ as: 'header', name, secret: secretFor(value), what: name });
  }
  const members = query === '' ? [] : query.slice(1).split('&');
  const kept = members.filter((member) => {
    const [name = '', value = ''] = member.split('=', 2);
    if (!isCredentialMember(name, value)) return true;
    auths.push({ as: 'query', name: decoded(name), secret: secretFor(decoded(value)), what: name });
    return false;
  });
  // A cookie is the last thing to sign in with when there is anything else.
  auths.sort((a, b) => Number(/cookie/i.test(a.what)) - Number(/cookie/i.test(b.what)));
  const rest = kept.length === 0 ? '' : `?${kept.join('&')}`;
  return { url: match === null ? url : `${scheme}${host}${path}${rest}`, auths };
}

/** `$GITHUB_TOKEN` and `${GITHUB_TOKEN}` name what they stand for. */
function variableIn(value: string): string | undefined {
  return /^[$%]\{?([A-Za-z_][A-Za-z0-9_]{0,99})\}?%?$/.exec(value.trim())?.[1];
}

function secretNameFor(host: string): string {
  const name = host
    .replace(/:\d+$/, '')
    .replace(/[^A-Za-z0-9_.-]/g, '-')
    .slice(0, 90);
  return /^[A-Za-z_]/.test(name) ? name : `_${name}`;
}

function userIn(base64: string): string | undefined {
  try {
    return atob(base64).split(':')[0];
  } catch {
    return undefined;
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface Sent {
  readonly body: Json;
  readonly bodyType?: 'json' | 'form' | 'text';
  /** The type that a header has to say; undefined when `bodyType` says it. */
  readonly type: string | undefined;
}

function bodyOf(body: CurlBody, type: string | undefined, remarks: Remark[]): Sent {
  if (body.kind === 'file') {
    if (body.file !== '-') remarks.push({ key: 'clipboard.curl.file', values: { file: body.file } });
    return { body: '={{ $json }}', type };
  }
  if (body.kind === 'parts') return multipart(body.parts, remarks);
  const value = parsed(body.text);
  const isStructured = typeof value === 'object' && value !== null;
  if (type === undefined ? isStructured : value !== undefined && JSON_TYPE.test(type))
    return {
      body: literal(value ?? null),
      bodyType: 'json',
      type: type === undefined || PLAIN_JSON.test(type) ? undefined : type,
    };
  const form = type === undefined || FORM_TYPE.test(type) ? formIn(body.text) : undefined;
  if (form !== undefined) return { body: literal(form), bodyType: 'form', type: undefined };
  return { body: literal(body.text), bodyType: 'text', type: type ?? 'application/x-www-form-urlencoded' };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json; // JSON.parse gives JSON values and nothing else
  } catch {
    return undefined;
  }
}

/** The fields of a form; undefined when encoding them again would give another text. */
function formIn(text: string): Record<string, Json> | undefined {
  const fields: Record<string, Json> = {};
  if (!/^[^=&\s]+=/.test(text)) return undefined;
  for (const [name, value] of new URLSearchParams(text)) {
    const known = Object.hasOwn(fields, name) ? fields[name] : undefined;
    fields[name] = known === undefined ? value : [...(Array.isArray(known) ? known : [known]), value];
  }
  return fields;
}

function multipart(parts: readonly (readonly [string, string, boolean])[], remarks: Remark[]): Sent {
  const lines = parts.flatMap(([name, value, isFile]) => {
    if (isFile) remarks.push({ key: 'clipboard.curl.file', values: { file: value } });
    const file = isFile ? `; filename="${value.split(/[\\/]/).at(-1) ?? ''}"` : '';
    return [`--${BOUNDARY}`, `content-disposition: form-data; name="${name}"${file}`, '', isFile ? '' : value];
  });
  const text = [...lines, `--${BOUNDARY}--`, ''].join('\r\n');
  return { body: literal(text), bodyType: 'text', type: `multipart/form-data; boundary=${BOUNDARY}` };
}

/** Of several headers of one name all values, as RFC 9110, section 5.3 joins them. */
function joined(headers: readonly (readonly [string, string])[]): Map<string, string> {
  const names = new Map<string, string>();
  const values = new Map<string, string>();
  for (const [name, value] of headers) {
    const known = names.get(name.toLowerCase()) ?? name;
    names.set(name.toLowerCase(), known);
    values.set(known, values.has(known) ? `${values.get(known)}, ${value}` : value);
  }
  return values;
}

function nameOf(method: string, url: string): string {
  const [, host = '', path = ''] = /^[a-z0-9+.-]+:\/\/([^/?#]*)([^?#]*)/i.exec(url) ?? [];
  return `${method} ${host}${path === '/' ? '' : path}`.slice(0, 80);
}
