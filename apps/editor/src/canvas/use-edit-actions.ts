import type { Action } from '../actions/action-store.ts';
import { useActions } from '../actions/use-actions.ts';

/** Actions that change the workflow. Where nobody may, `lack` says why: it is what they are off for. */
export function useEditActions(lack: string | undefined, actions: readonly Action[]): void {
  useActions(actions.map((action) => ({ ...action, lack })));
}
