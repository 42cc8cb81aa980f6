import type { Json, ParamSpec } from '@sluice/protocol';

export type ParamPath = readonly (string | number)[];

/** What every control of the form takes. `id` is that of what has the focus; the label points to it. */
export interface ControlProps {
  readonly id: string;
  readonly spec: ParamSpec;
  readonly path: ParamPath;
  /** As it stands in the document, or the default; never a template. */
  readonly value: Json | undefined;
  readonly isReadOnly: boolean;
  readonly isInvalid: boolean;
  /** The id of what describes it: its help, its problems. */
  readonly describedBy: string | undefined;
  /** Its name, where no label points to it. */
  readonly ariaLabel?: string | undefined;
  /** Undefined takes the value away, so that the default counts. */
  readonly onChange: (value: Json | undefined) => void;
}

export function pathText(path: ParamPath): string {
  return path.join('.');
}
