import type { Descriptor, EngineInfo } from '../../queries/use-health.ts';

interface ReportParts {
  readonly readiness: { readonly database: boolean; readonly engine: boolean } | null | undefined;
  readonly engine: EngineInfo | undefined;
  readonly descriptor: Descriptor | undefined;
}

/** Versions and health as lines of text for whoever is asked for help; English, and nothing that is secret or names a person. */
export function reportOf({ readiness, engine, descriptor }: ReportParts): string {
  const said = (isWell: boolean | undefined) => (isWell === undefined ? 'unknown' : isWell ? 'answers' : 'does not answer');
  return [
    `Sluice gateway ${descriptor?.versions.sluice ?? '?'}, engine ${engine?.version ?? '?'}, Node ${engine?.nodeVersion ?? '?'}`,
    `Gateway ${said(readiness === undefined ? undefined : readiness !== null)}, its database ${said(readiness?.database)}, engine ${said(readiness?.engine)}`,
    ...(engine === undefined
      ? []
      : [`Storage ${engine.storage}, workers ${engine.workers}, up for ${Math.round(engine.uptimeMs / 1000)} s`]),
    `Browser ${navigator.userAgent}`,
  ].join('\n');
}
