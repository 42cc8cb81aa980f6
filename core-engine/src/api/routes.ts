import { activateWorkflowRoute } from './activate-workflow.ts';
import { archiveWorkflowRoute } from './archive-workflow.ts';
import { cancelExecutionRoute } from './cancel-execution.ts';
import { changeDraftRoute } from './change-draft.ts';
import { createShareRoute } from './create-share.ts';
import { createWorkflowRoute } from './create-workflow.ts';
import { deactivateWorkflowRoute } from './deactivate-workflow.ts';
import { deleteExecutionRoute } from './delete-execution.ts';
import { deleteSecretRoute } from './delete-secret.ts';
import { findPeopleInSightRoute } from './find-people-in-sight.ts';
import { getEngineInfoRoute } from './get-engine-info.ts';
import { getEngineSettingsRoute } from './get-engine-settings.ts';
import { getExecutionRoute } from './get-execution.ts';
import { getExecutionDocumentRoute } from './get-execution-document.ts';
import { getExecutionEventsRoute } from './get-execution-events.ts';
import { getExecutionStateRoute } from './get-execution-state.ts';
import { getStepItemsRoute } from './get-step-items.ts';
import { getVersionRoute } from './get-version.ts';
import { getWorkflowRoute } from './get-workflow.ts';
import { handOverSharesRoute } from './hand-over-shares.ts';
import { listExecutionsRoute } from './list-executions.ts';
import { listFoldersRoute } from './list-folders.ts';
import { listModulesRoute } from './list-modules.ts';
import { listSecretUsesRoute } from './list-secret-uses.ts';
import { listSecretsRoute } from './list-secrets.ts';
import { listSharedWithMeRoute } from './list-shared-with-me.ts';
import { listSharesRoute } from './list-shares.ts';
import { listTemplatesRoute } from './list-templates.ts';
import { listVersionsRoute } from './list-versions.ts';
import { listWorkflowsRoute } from './list-workflows.ts';
import { moveFolderRoute } from './move-folder.ts';
import { organizeWorkflowRoute } from './organize-workflow.ts';
import { pauseExecutionRoute } from './pause-execution.ts';
import { publishWorkflowRoute } from './publish-workflow.ts';
import { putSecretRoute } from './put-secret.ts';
import { readBlobRoute } from './read-blob.ts';
import { redeemShareLinkRoute } from './redeem-share-link.ts';
import { replayExecutionRoute } from './replay-execution.ts';
import { resolveDoubtRoute } from './resolve-doubt.ts';
import { restoreWorkflowRoute } from './restore-workflow.ts';
import { resumeExecutionRoute } from './resume-execution.ts';
import { retryExecutionRoute } from './retry-execution.ts';
import { revokeShareRoute } from './revoke-share.ts';
import type { Route } from './route.ts';
import { runDocumentRoute } from './run-document.ts';
import { runWorkflowRoute } from './run-workflow.ts';
import { saveDraftRoute } from './save-draft.ts';
import { validateDocumentRoute } from './validate-document.ts';

/** Every endpoint that the engine answers, one file each. */
export const routes: readonly Route[] = [
  activateWorkflowRoute,
  archiveWorkflowRoute,
  cancelExecutionRoute,
  changeDraftRoute,
  createWorkflowRoute,
  deactivateWorkflowRoute,
  deleteExecutionRoute,
  deleteSecretRoute,
  findPeopleInSightRoute,
  getEngineInfoRoute,
  getEngineSettingsRoute,
  getExecutionDocumentRoute,
  getExecutionEventsRoute,
  getExecutionStateRoute,
  getExecutionRoute,
  getStepItemsRoute,
  getVersionRoute,
  getWorkflowRoute,
  listExecutionsRoute,
  listFoldersRoute,
  listModulesRoute,
  listSecretsRoute,
  listSecretUsesRoute,
  listTemplatesRoute,
  listVersionsRoute,
  listWorkflowsRoute,
  moveFolderRoute,
  organizeWorkflowRoute,
  pauseExecutionRoute,
  publishWorkflowRoute,
  putSecretRoute,
  readBlobRoute,
  replayExecutionRoute,
  resolveDoubtRoute,
  restoreWorkflowRoute,
  retryExecutionRoute,
  resumeExecutionRoute,
  runDocumentRoute,
  runWorkflowRoute,
  saveDraftRoute,
  validateDocumentRoute,
  createShareRoute,
  handOverSharesRoute,
  listSharesRoute,
  revokeShareRoute,
  listSharedWithMeRoute,
  redeemShareLinkRoute,
];
