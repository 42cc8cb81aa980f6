// What runs a guest, for whoever has a thread to run it in: the engine's workers, and the editor's preview.

export { checkCode } from '../graph/parse-code.ts';
export { isTemplate, parseTemplate, templateSource } from '../graph/parse-template.ts';
export type { Plan, PlanNode } from '../graph/plan.ts';
export { ScriptSyntaxError } from '../graph/script-syntax-error.ts';
export type { GuestItem, StepOutcome, StepRequest } from './contract.ts';
export { buildGuestSource, type GuestChunk, guestBase } from './guest-source.ts';
export { codeNames, templateNames } from './language.ts';
export { guestWalls, instantiateQuickjs, layout, type Pointer, type QuickjsExports } from './machine/quickjs.ts';
export { jsonCheckSource } from './prelude/prelude.ts';
