import type { ErrorCode } from '@sluice/protocol';

/**
 * What one button does about an error:
 * - `field` goes to the field at fault; when the error names none, to the first of `params` that the node type has;
 * - `secret` goes to the field that names the secret, `bind` to the secrets' page;
 * - `allow` adds the line that the hint names to the workflow's allow-list;
 * - `egress` copies the setting that lets the engine reach the address;
 * - `retry` has the step tried three times; where it is tried already, runs again;
 * - `status` does what the status calls for (RFC 9110, section 15): the address or the secret is wrong, or it may be better later;
 * - `time` doubles the time that the step may take;
 * - `route` sends items that fail out by a port of their own;
 * - `doubt` goes to the setting for effects in doubt;
 * - `again` runs the workflow again.
 */
export type ErrorFix =
  | { readonly fix: 'field'; readonly params?: readonly string[] }
  | { readonly fix: 'secret' | 'bind' | 'allow' | 'egress' | 'retry' | 'time' | 'route' | 'doubt' | 'again' }
  | { readonly fix: 'status' }
  /** Nothing in the editor can help, for this reason. */
  | { readonly fix: 'none'; readonly because: 'items' | 'module' | 'server' | 'policy' | 'purpose' | 'report' | 'setting' };

const field = (...params: readonly string[]): ErrorFix => ({ fix: 'field', ...(params.length === 0 ? {} : { params }) });
const none = (because: Extract<ErrorFix, { fix: 'none' }>['because']): ErrorFix => ({ fix: 'none', because });

/** Every code that a step or its execution can end with, and its one fix or the reason why there is none. */
export const errorFixes: { readonly [code in ErrorCode]?: ErrorFix } = {
  // The parameters, or what they make of the items.
  template_failed: field(),
  template_syntax: field(),
  code_failed: field('code'),
  code_syntax: field('code'),
  param_missing: field(),
  param_invalid: field(),
  param_unknown: field(),
  step_stack: field('code'),
  step_output_invalid: field('code'),
  step_output_too_deep: field('code'),
  effect_unknown: field('code', 'url'),
  effect_args_invalid: field(),
  kv_conflict: field(),
  parse_failed: field(),
  loop_limit: field('maximum', 'max', 'limit'),
  node_reference_not_upstream: field(),
  workflow_unknown: field('workflow'),
  workflow_not_published: field('workflow'),
  workflow_depth: field('workflow'),
  http_too_large: field('url'),
  http_timeout: field('timeoutMs'),
  item_invalid: { fix: 'route' },

  // Limits.
  step_timeout: { fix: 'time' },
  step_memory: none('items'),
  step_output_too_large: none('items'),
  step_effect_limit: none('items'),
  execution_timeout: none('setting'),

  // The far side, and what may be reached.
  http_status: { fix: 'status' },
  http_failed: { fix: 'retry' },
  effect_failed: { fix: 'retry' },
  step_crashed: { fix: 'retry' },
  effect_not_in_workflow: { fix: 'allow' },
  egress_private: { fix: 'egress' },
  effect_denied: none('policy'),
  effect_not_in_manifest: none('module'),
  step_port_unknown: none('module'),
  node_type_unknown: none('module'),
  secret_unknown: { fix: 'secret' },
  secret_not_bound: { fix: 'bind' },
  secret_key_missing: none('server'),
  secret_key_wrong: none('server'),
  effect_in_doubt: { fix: 'doubt' },

  // What is over, or was meant so.
  blob_unknown: { fix: 'again' },
  execution_cancelled: { fix: 'again' },
  overloaded: { fix: 'again' },
  shutting_down: { fix: 'again' },
  stopped: none('purpose'),

  // Faults of the engine or its machine.
  blob_corrupt: none('server'),
  disk_full: none('server'),
  database_failed: none('server'),
  database_corrupt: none('server'),
  internal: none('report'),
  journal_invalid: none('report'),
  replay_diverged: none('report'),
};
