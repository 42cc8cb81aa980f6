import { isList, isObject, type Json, setKey } from '@sluice/kit';

/**
 * A field's path as builders write it: `customer.address.city`, `lines.0.price`. A key that is there exactly as written wins over the
 * path, so that a CSV column `temp.max` is reached by its name.
 */
export function readPath(json: Json, path: string): Json | undefined {
  if (isObject(json) && Object.hasOwn(json, path)) return json[path];
  let value: Json | undefined = json;
  for (const part of path.split('.')) value = value === undefined ? undefined : member(value, part);
  return value;
}

/** Gives a copy of an object in which the field at `path` has the value; objects that miss on the way are made. The input stays as it is. */
export function writePath(json: Json, path: string, value: Json): Json {
  if (isObject(json) && (!path.includes('.') || Object.hasOwn(json, path))) return withMember(json, path, value);
  return writeParts(json, path.split('.'), value);
}

/** Gives a copy without the field at `path`; the same value when it is not there. */
export function removePath(json: Json, path: string): Json {
  if (isObject(json) && Object.hasOwn(json, path)) return withoutMember(json, path);
  const dot = path.lastIndexOf('.');
  const holder = dot === -1 ? undefined : readPath(json, path.slice(0, dot));
  const key = path.slice(dot + 1);
  if (!isObject(holder) || !Object.hasOwn(holder, key)) return json;
  return writePath(json, path.slice(0, dot), withoutMember(holder, key));
}

function member(value: Json, part: string): Json | undefined {
  if (isList(value)) return /^\d+$/.test(part) ? value[Number(part)] : undefined;
  return isObject(value) && Object.hasOwn(value, part) ? value[part] : undefined;
}

function writeParts(json: Json | undefined, [part = '', ...rest]: readonly string[], value: Json): Json {
  const inner = (current: Json | undefined) => (rest.length === 0 ? value : writeParts(current, rest, value));
  if (isList(json) && /^\d+$/.test(part))
    return Number(part) < json.length ? json.with(Number(part), inner(json[Number(part)])) : [...json, inner(undefined)];
  return withMember(
    isObject(json) ? json : {},
    part,
    inner(isObject(json) && Object.hasOwn(json, part) ? json[part] : undefined),
  );
}

function withMember(json: Json, key: string, value: Json): Json {
  const copy = { ...(json as { [key: string]: Json }) }; // the callers have checked that it is an object
  setKey(copy, key, value);
  return copy;
}

function withoutMember(json: Json, key: string): Json {
  return Object.fromEntries(Object.entries(json as { [key: string]: Json }).filter(([name]) => name !== key)); // as above
}
