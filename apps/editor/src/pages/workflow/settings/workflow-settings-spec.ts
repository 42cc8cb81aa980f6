import type { Json, NodeType, WorkflowDocument } from '@sluice/protocol';
import type { TFunction } from 'i18next';
import { setWorkflowSetting } from '../../../draft/edits/workflow-fields.ts';

/** What holds for a whole workflow, as the parameters of a form: the one that nodes have, too. Its lines of effects have a field of their own. */
export function workflowSettingsSpec(t: TFunction): Pick<NodeType, 'params'> {
  const about = (name: Setting) => ({ title: t(`workflowSettings.${name}`), help: t(`workflowSettings.${name}.help`) });
  return {
    params: {
      timeoutMs: { kind: 'duration', ...about('timeoutMs'), min: 1, max: 31_536_000_000, template: false },
      errorWorkflow: { kind: 'workflow', ...about('errorWorkflow'), template: false },
      limit: { kind: 'integer', ...about('limit'), min: 1, max: 10_000, template: false },
      key: { kind: 'string', title: t('workflowSettings.key'), help: t('workflowSettings.key.help', { example: EXAMPLE }) },
      vars: {
        kind: 'map',
        ...about('vars'),
        of: { kind: 'json', title: t('workflowSettings.var'), template: false },
        template: false,
      },
      isGuarded: { kind: 'boolean', ...about('isGuarded'), default: false, template: false },
    },
  };
}
type Setting = 'timeoutMs' | 'errorWorkflow' | 'limit' | 'vars' | 'isGuarded';

const EXAMPLE = '={{ $json.customerId }}';

/** A workflow's settings as the form's values. */
export function workflowSettingsValues({ settings }: WorkflowDocument): { readonly [name: string]: Json } {
  const { timeoutMs, errorWorkflow, concurrency, vars, effects } = settings;
  const values = { timeoutMs, errorWorkflow, ...concurrency, vars, isGuarded: effects === undefined ? undefined : true };
  return JSON.parse(JSON.stringify(values)) as { [name: string]: Json };
}

/** What the form changed, in the document. */
export function withWorkflowSetting(document: WorkflowDocument, name: string, value: Json | undefined): WorkflowDocument {
  const { limit, key } = document.settings.concurrency ?? {};
  switch (name) {
    case 'timeoutMs':
      return setWorkflowSetting(document, 'timeoutMs', typeof value === 'number' ? value : undefined);
    case 'errorWorkflow':
      return setWorkflowSetting(document, 'errorWorkflow', typeof value === 'string' ? value : undefined);
    case 'limit':
      return setWorkflowSetting(
        document,
        'concurrency',
        typeof value === 'number' ? { limit: value, ...(key === undefined ? {} : { key }) } : undefined,
      );
    case 'key': {
      // Without a limit there is nothing to share: one at a time is what is meant.
      const isKey = typeof value === 'string' && value !== '';
      const shared = isKey ? { limit: limit ?? 1, key: value } : limit === undefined ? undefined : { limit };
      return setWorkflowSetting(document, 'concurrency', shared);
    }
    case 'vars':
      return setWorkflowSetting(document, 'vars', isFilled(value) ? value : undefined);
    case 'isGuarded':
      return setWorkflowSetting(document, 'effects', value === true ? (document.settings.effects ?? []) : undefined);
    default:
      return document;
  }
}

/** The allow-list as it is written: a line for each effect that may happen. */
export function effectLines(text: string): readonly string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function isFilled(value: Json | undefined): value is { [name: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}
