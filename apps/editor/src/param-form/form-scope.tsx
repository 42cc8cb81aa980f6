import type { Issue, Json } from '@sluice/protocol';
import { createContext, useContext } from 'react';

/** What every field of a form needs to know. */
export interface FormScope {
  /** Why nothing can be changed; undefined when it can. */
  readonly readOnlyReason: string | undefined;
  readonly issues: readonly Issue[];
  /** Values of the fields beside a field, by which `when` decides what is shown. */
  readonly siblings: { readonly [name: string]: Json };
}

const Scope = createContext<FormScope>({ readOnlyReason: undefined, issues: [], siblings: {} });

export const FormScopeProvider = Scope.Provider;

export function useFormScope(): FormScope {
  return useContext(Scope);
}
