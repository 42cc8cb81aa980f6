import type { WorkflowDocument, WorkflowSettings } from '@sluice/protocol';

/** Gives the workflow a name. It always has one: an empty one leaves it as it is. */
export function renameWorkflow(document: WorkflowDocument, name: string): WorkflowDocument {
  const trimmed = name.trim().slice(0, 200);
  return trimmed === '' ? document : { ...document, name: trimmed };
}

/** Says what the workflow is for; an empty text takes that away. */
export function describeWorkflow(document: WorkflowDocument, text: string): WorkflowDocument {
  const { description: _, ...rest } = document;
  return text === '' ? rest : { ...rest, description: text.slice(0, 10_000) };
}

/** Sets what holds for the whole workflow; undefined puts it back to what it is by default. */
export function setWorkflowSetting<Name extends keyof WorkflowSettings>(
  document: WorkflowDocument,
  name: Name,
  value: WorkflowSettings[Name] | undefined,
): WorkflowDocument {
  const { [name]: _, ...settings } = document.settings;
  return { ...document, settings: value === undefined ? settings : { ...settings, [name]: value } };
}
