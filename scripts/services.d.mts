/** A service that runs for the tests; `stop` ends it, unless it was given from outside. */
export interface Service {
  readonly url: string;
  stop(): Promise<void>;
}

export function findChromium(options: { readonly mayInstall: boolean }): string | undefined;
export function startRedis(): Promise<Service | undefined>;
export function startPostgres(): Promise<Service | undefined>;
