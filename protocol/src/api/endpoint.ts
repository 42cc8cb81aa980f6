import type { z } from 'zod';

/** Roles from least to most; each may do what those before it may. */
export const roles = ['viewer', 'operator', 'builder', 'admin', 'owner'] as const;
export type Role = (typeof roles)[number];

export function hasRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
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
