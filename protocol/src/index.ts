export * from './api/decide-access.ts';
export * from './api/drafts.ts';
export * from './api/endpoint.ts';
export * from './api/engine.ts';
export * from './api/executions.ts';
export * from './api/folders.ts';
export * from './api/identity.ts';
export { endpoints } from './api/index.ts';
export * from './api/page.ts';
export * from './api/people.ts';
export * from './api/shares.ts';
export * from './api/stream.ts';
export * from './api/workflows.ts';
export * from './canonical-json.ts';
export {
  applyChanges,
  type Change,
  change,
  diffDocuments,
  diffReversibly,
  edgeKeys,
  readCell,
  settleChanges,
} from './document/document-changes.ts';
export { foreignProduct } from './document/foreign-product.ts';
export { isSame, mergeValues } from './document/merge-values.ts';
export * from './document/node-pin.ts';
export * from './document/sample-items.ts';
export { unreadFormat } from './document/unread-format.ts';
export * from './document/workflow-document.ts';
export * from './document/workflow-export.ts';
export * from './errors/codes.ts';
export { issueText } from './errors/issue-text.ts';
export * from './errors/problem.ts';
export { scriptHint } from './errors/script-hint.ts';
export * from './errors/sluice-error.ts';
export * from './json.ts';
export * from './keys/derive-signing-seed.ts';
export * from './module/module-manifest.ts';
export * from './run/effect.ts';
export * from './run/event.ts';
export * from './run/item.ts';
export * from './run/run-error.ts';
export * from './run/status.ts';
export * from './strict-json.ts';
