import type { z } from 'zod';

/** Roles from least to most; each may do what those before it may. A `guest` has what was shared with it, and nothing else. */
export const roles = ['guest', 'viewer', 'operator', 'builder', 'admin', 'owner'] as const;
export type Role = (typeof roles)[number];

export function hasRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

/** Rights on one workflow from least to most; each includes those before it. */
export const shareRights = ['view', 'run', 'edit'] as const;
export type ShareRight = (typeof shareRights)[number];

export function includesRight(has: ShareRight, needed: ShareRight): boolean {
  return shareRights.indexOf(has) >= shareRights.indexOf(needed);
}

/**
 * What of an endpoint a share opens to callers whose role is not enough: with `right` on the workflow that the path names, on that
 * of the execution that it names (`own-execution`: which the caller has started, too), on that of an execution that refers to
 * the blob, on any workflow at all; or a list, of which they get what is shared with them.
 */
export interface SharedAccess {
  readonly right: ShareRight;
  readonly of: 'workflow' | 'execution' | 'own-execution' | 'blob' | 'any' | 'list';
}

/**
 * One endpoint of the contract, served at the gateway under `path` (OpenAPI style, `{id}`). `server` says who answers: the
 * gateway itself, or the engine to whom the gateway forwards the same method and path. `access` is the least role, or `public`.
 */
export interface Endpoint {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly server: 'gateway' | 'engine';
  readonly access: Role | 'public' | 'any-key';
  /** Between gateway and engine: the gateway calls it by itself, for the caller of another endpoint. From outside it is not there. */
  readonly internal?: true;
  /** Absent: a share opens nothing of it. */
  readonly shared?: SharedAccess;
  readonly summary: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** By default 1 MiB. */
  readonly bodyLimitBytes?: number;
  readonly status?: 200 | 201 | 202 | 204;
  readonly response?: z.ZodType;
  /** The answer is bytes or a stream of this media type instead of JSON. */
  readonly responseType?: string;
}

export function endpoint<const T extends Endpoint>(definition: T): T {
  return definition;
}

export type ParamsOf<T extends Endpoint> = T['params'] extends z.ZodType ? z.output<T['params']> : undefined;
export type QueryOf<T extends Endpoint> = T['query'] extends z.ZodType ? z.output<T['query']> : undefined;
export type BodyOf<T extends Endpoint> = T['body'] extends z.ZodType ? z.output<T['body']> : undefined;
export type ResponseOf<T extends Endpoint> = T['response'] extends z.ZodType ? z.output<T['response']> : undefined;
