import { createContext, useContext } from 'react';
import type { ExpressionData } from './expression-data.ts';

/** What expressions are written against: the data of a step, and which of its items is looked at. */
export interface ExpressionScope {
  readonly data: ExpressionData;
  /** The index of the item that is `$json`. */
  readonly item: number;
  readonly setItem: (item: number) => void;
  /** The data with what these nodes gave out in it, as far as there is anything. */
  readonly withNodes: (ids: readonly string[]) => Promise<ExpressionData>;
}

const ScopeContext = createContext<ExpressionScope | undefined>(undefined);

export const ExpressionScopeProvider = ScopeContext.Provider;

/** Undefined where there is no data: expressions are then completed by the names of the language alone, and not previewed. */
export function useExpressionScope(): ExpressionScope | undefined {
  return useContext(ScopeContext);
}
