import type { Json } from '@sluice/protocol';

/** What a caller of a webhook must prove. */
export type HookProtection =
  | { readonly kind: 'none' }
  /** `secret` is a secret's name. */
  | { readonly kind: 'bearer' | 'standard-webhooks'; readonly secret: string }
  /** The principals who may call; empty: every key that is registered here. */
  | { readonly kind: 'signed'; readonly allow: readonly string[] };

/** A webhook trigger's parameters, read. */
export interface HookTrigger {
  /** Whether the caller waits for the result or hears at once that the call was accepted. */
  readonly respond: 'result' | 'accepted';
  readonly protection: HookProtection;
}

const read = new WeakMap<object, HookTrigger>();

/** Reads the parameters of a webhook node (`PlanNode.params`), once per plan. */
export function hookTriggerOf(params: { readonly [name: string]: Json }): HookTrigger {
  const known = read.get(params);
  if (known !== undefined) return known;
  const trigger: HookTrigger = {
    respond: params['respond'] === 'accepted' ? 'accepted' : 'result',
    protection: protectionOf(params),
  };
  read.set(params, trigger);
  return trigger;
}

/** The method that a webhook is registered under: upper case, or `*` for any. */
export function hookMethod(param: Json | undefined): string {
  const method = typeof param === 'string' ? param.toUpperCase() : 'POST';
  return method === 'ANY' ? '*' : method;
}

const MAX_PATH_LENGTH = 200;

/** Letters, digits and `- _ .`, in segments parted by `/`; no leading slash, no segment of dots alone. */
export function isHookPath(path: Json): path is string {
  if (typeof path !== 'string' || path.length > MAX_PATH_LENGTH || !/^[A-Za-z0-9._-]+(\/[A-Za-z0-9._-]+)*$/.test(path))
    return false;
  return !path.split('/').some((segment) => /^\.+$/.test(segment));
}

/** What is not known to be weaker is refused: an unknown kind lets nobody in. */
function protectionOf(params: { readonly [name: string]: Json }): HookProtection {
  const { protection = 'none', secret, allow } = params;
  switch (protection) {
    case 'none':
      return { kind: 'none' };
    case 'bearer':
    case 'standard-webhooks':
      return { kind: protection, secret: typeof secret === 'string' ? secret : '' };
    case 'signed':
      return { kind: 'signed', allow: Array.isArray(allow) ? allow.filter((key) => typeof key === 'string') : [] };
    default:
      return { kind: 'signed', allow: ['nobody'] };
  }
}
