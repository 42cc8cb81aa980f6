import { SluiceError } from '@sluice/protocol';
import { isBoundToUrl } from '../../gate/secret-binding.ts';
import type { Secrets } from '../ports.ts';
import type { HttpArgs } from './http-args.ts';
import { createRedactor, type Redactor } from './redactor.ts';

/** What the secrets of one request become. It lives as long as the exchange and goes nowhere else (I7). */
export interface SecretInjection {
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  readonly query: ReadonlyMap<string, string>;
  readonly redactor: Redactor;
}

/**
 * Looks up the secrets that a request names. The bindings are compared once more, with what is revealed now: the secret may have been
 * replaced since the gate decided.
 */
export async function injectSecrets(
  args: Pick<HttpArgs, 'auth' | 'secretHeaders'>,
  url: URL,
  secrets: Secrets,
): Promise<SecretInjection> {
  const headers = new Map<string, string>();
  const query = new Map<string, string>();
  const revealed: { readonly name: string; readonly forms: readonly string[] }[] = [];

  const reveal = async (name: string): Promise<string> => {
    const secret = await secrets.reveal(name);
    if (secret === undefined) throw new SluiceError('secret_unknown', `There is no secret "${name}".`);
    if (!isBoundToUrl(secret.hosts, url))
      throw new SluiceError('secret_not_bound', `The secret "${name}" is not bound to ${url.host}.`);
    return secret.value.replace(/[\r\n]+$/, ''); // a closing line break that was pasted with it is common and never meant
  };

  for (const [header, name] of Object.entries(args.secretHeaders)) {
    const secret = await reveal(name);
    headers.set(header.toLowerCase(), headerSafe(secret, name));
    revealed.push({ name, forms: [secret] });
  }
  if (args.auth !== undefined) {
    const { secret: name, as } = args.auth;
    const secret = await reveal(name);
    const credentials = args.auth.name === undefined ? secret : `${args.auth.name}:${secret}`;
    const encoded = Buffer.from(credentials, 'utf8').toString('base64');
    revealed.push({ name, forms: as === 'basic' ? [secret, encoded] : [secret] });
    switch (as) {
      case 'bearer':
        headers.set('authorization', `Bearer ${headerSafe(secret, name)}`);
        break;
      case 'basic':
        headers.set('authorization', `Basic ${encoded}`);
        break;
      case 'header':
        headers.set(placeName(args.auth.name, as).toLowerCase(), headerSafe(secret, name));
        break;
      case 'query':
        query.set(placeName(args.auth.name, as), secret);
        break;
    }
  }
  return { headers, query, redactor: createRedactor(revealed) };
}

function placeName(name: string | undefined, as: 'header' | 'query'): string {
  if (name === undefined)
    throw new SluiceError(
      'effect_args_invalid',
      `http: auth.name: name the ${as === 'header' ? 'header' : 'query parameter'} that takes the secret.`,
    );
  if (as === 'header' && !/^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(name))
    throw new SluiceError('effect_args_invalid', 'http: auth.name: this is no header name.');
  return name;
}

function headerSafe(secret: string, name: string): string {
  if (/^[\t\x20-\x7e\x80-\xff]*$/.test(secret)) return secret;
  throw new SluiceError('effect_args_invalid', `http: the secret "${name}" holds characters that no header can carry.`, {
    hint: 'Store the secret again as one line of Latin-1 text.',
  });
}
