import { createWorkflow, listWorkflows } from '@sluice/protocol';
import { api } from '../../app/services.ts';
import { fetchTemplates } from '../../queries/use-templates.ts';

/** On an empty engine the first sample becomes a workflow, so that there is something to run. Gives its id; undefined when there already are workflows. */
export async function openFirstSample(): Promise<string | undefined> {
  const [workflows, templates] = await Promise.all([api(listWorkflows, { query: { limit: 1 } }), fetchTemplates()]);
  const [sample] = templates.items;
  if (workflows.items.length > 0 || sample === undefined) return undefined;
  return (await api(createWorkflow, { body: { document: sample.document } })).id;
}
