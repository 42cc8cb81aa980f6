import type { DocumentNode, Json, NodeType, ParamSpec } from '@sluice/protocol';
import { isCredentialHeader, isCredentialQuery } from './is-credential.ts';

export interface Stripped {
  readonly params: DocumentNode['params'];
  /** What was taken out, as `headers.Authorization`. */
  readonly left: readonly string[];
}

/**
 * A node's parameters without what is not for others: names of secrets, headers to sign in with, and what an address carries of the kind.
 * What an expression works out is no secret and stays.
 */
export function stripSecrets(params: DocumentNode['params'], type: NodeType | undefined): Stripped {
  const left: string[] = [];
  const kept = Object.entries(params).flatMap(([name, value]) => {
    const strip = stripValue(value, type?.params[name], [name], left);
    return strip === undefined ? [] : [[name, strip] as const];
  });
  return { params: left.length === 0 ? params : Object.fromEntries(kept), left };
}

/** The value as others may have it; undefined when nothing is left of it. */
function stripValue(value: Json, spec: ParamSpec | undefined, path: readonly string[], left: string[]): Json | undefined {
  const drop = () => void left.push(path.join('.'));
  if (spec?.kind === 'secret') {
    if (value !== '' && value !== null) drop();
    return undefined;
  }
  if (spec?.kind === 'code') return value;
  if (typeof value === 'string') {
    const stripped = stripAddress(value);
    if (stripped !== value) drop();
    return stripped;
  }
  if (Array.isArray(value)) {
    return value.map(
      (each: Json, index) => stripValue(each, spec?.kind === 'list' ? spec.of : undefined, [...path, `${index}`], left) ?? null,
    );
  }
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const at = [...path, name];
      const inner = spec?.kind === 'object' ? spec.fields[name] : spec?.kind === 'map' ? spec.of : undefined;
      const isLiteral = typeof each === 'string' && each !== '' && !isWorkedOut(each);
      if (isLiteral && isCredentialHeader(name)) {
        left.push(at.join('.'));
        return [];
      }
      const strip = stripValue(each, inner, at, left);
      return strip === undefined ? [] : [[name, strip] as const];
    }),
  );
}

function isWorkedOut(value: string): boolean {
  return value.startsWith('=') && value.includes('{{');
}

const ADDRESS = /^(=?)([a-z][a-z0-9+.-]*:\/\/)([^/?#\s]*@)?([^?#\s]*)(\?[^#\s]*)?(#\S*)?$/i;

/** An address without user, password, and keys in its query. Any other text is given back as it is. */
function stripAddress(text: string): string {
  const match = ADDRESS.exec(text);
  if (match === null) return text;
  const [, sign = '', scheme = '', user = '', rest = '', query = '', hash = ''] = match;
  const members = query === '' ? [] : query.slice(1).split('&');
  const kept = members.filter((member) => {
    const [name = '', value = ''] = member.split('=', 2);
    return isWorkedOut(`=${value}`) || !isCredentialQuery(name, value);
  });
  if (user === '' && kept.length === members.length) return text;
  return `${sign}${scheme}${user.includes('{{') ? user : ''}${rest}${kept.length === 0 ? '' : `?${kept.join('&')}`}${hash}`;
}
