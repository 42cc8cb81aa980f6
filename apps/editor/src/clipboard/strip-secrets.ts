import type { DocumentNode, Json, NodeType, ParamSpec } from '@sluice/protocol';
import { isCredentialHeader, isCredentialMember } from './is-credential.ts';

export interface Stripped {
  readonly params: DocumentNode['params'];
  /** What was taken out, as `headers.Authorization`. */
  readonly left: readonly string[];
}

/**
 * A node's parameters without what is not for others: names of secrets, headers to sign in with, and what an address, a body or another free value
 * carries of the kind.
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
    const inJson = stripJson(value, path, left);
    if (inJson !== undefined) return inJson;
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
      // What a type calls a field of its own is no key of a service.
      const isFree = inner === undefined || spec?.kind === 'map';
      if (isLiteral && (isCredentialHeader(name) || (isFree && isCredentialMember(name, each)))) {
        left.push(at.join('.'));
        return [];
      }
      const strip = stripValue(each, inner, at, left);
      return strip === undefined ? [] : [[name, strip] as const];
    }),
  );
}

/** A text that is JSON, as a body may be written, without the members that sign in; undefined where there are none. */
function stripJson(text: string, path: readonly string[], left: string[]): string | undefined {
  const [, sign = '', json = ''] = /^(=?)(\s*[{[].*)$/s.exec(text) ?? [];
  if (json === '') return undefined;
  let value: Json;
  try {
    value = JSON.parse(json);
  } catch {
    return undefined;
  }
  const inner: string[] = [];
  const stripped = stripMembers(value, sign === '=', path, inner);
  left.push(...inner);
  return inner.length === 0 ? undefined : `${sign}${JSON.stringify(stripped, null, 2)}`;
}

function stripMembers(value: Json, isTemplate: boolean, path: readonly string[], left: string[]): Json {
  if (Array.isArray(value)) return value.map((each: Json, index) => stripMembers(each, isTemplate, [...path, `${index}`], left));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, each]) => {
      const isLiteral = typeof each === 'string' && each !== '' && !(isTemplate && each.includes('{{'));
      if (isLiteral && (isCredentialHeader(name) || isCredentialMember(name, each))) {
        left.push([...path, name].join('.'));
        return [];
      }
      return [[name, stripMembers(each, isTemplate, [...path, name], left)] as const];
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
    return isWorkedOut(`=${value}`) || !isCredentialMember(name, value);
  });
  if (user === '' && kept.length === members.length) return text;
  return `${sign}${scheme}${user.includes('{{') ? user : ''}${rest}${kept.length === 0 ? '' : `?${kept.join('&')}`}${hash}`;
}
