import { createStore } from 'zustand/vanilla';
import type { CanvasDesk } from './canvas-desk.ts';

/** The desk of the canvas that is being edited, for what stands beside it: the outline, the clipboard. */
export const deskStore = createStore<{ readonly desk: CanvasDesk | undefined }>()(() => ({ desk: undefined }));
