import type { WorkflowDocument } from '@sluice/protocol';
import { use } from 'react';
import { fetchPart } from '../parts/fetch-part.ts';
import type { LayOut } from './lay-out.ts';
import { needsLayOut } from './positions-of.ts';

let loading: Promise<LayOut> | undefined;

/** The automatic layout, for a document that needs it; suspends while it is loaded. Most documents have a layout and never load it. */
export function useLayOut(document: WorkflowDocument): LayOut | undefined {
  if (!needsLayOut(document)) return undefined;
  loading ??= fetchPart(() => import('./lay-out.ts')).then((module) => module.layOut);
  return use(loading);
}
