/** What is wrong with a document's node types, parameters, templates and code, and what never runs (see `issue-texts.ts`). */
export const valueTexts = {
  node_type_unknown: 'No installed module provides "{type}", the type of the node "{id}".',

  // parameters
  param_unknown: 'The node type {type} has no parameter "{name}". It has: {names}.',
  param_unknown_within: 'The parameter "{path}" has no parameter "{name}". It has: {names}.',
  param_missing: 'The parameter "{path}" ({title}) has no value.',
  param_not_boolean: 'The parameter "{path}" ({title}) must be true or false.',
  param_not_number: 'The parameter "{path}" ({title}) must be a number.',
  param_number_least: 'The parameter "{path}" ({title}) must be a number of at least {least}.',
  param_number_most: 'The parameter "{path}" ({title}) must be a number of at most {most}.',
  param_not_integer: 'The parameter "{path}" ({title}) must be a whole number.',
  param_integer_least: 'The parameter "{path}" ({title}) must be a whole number of at least {least}.',
  param_integer_most: 'The parameter "{path}" ({title}) must be a whole number of at most {most}.',
  param_not_duration: 'The parameter "{path}" ({title}) must be a number of milliseconds.',
  param_duration_least: 'The parameter "{path}" ({title}) must be a number of milliseconds of at least {least}.',
  param_duration_most: 'The parameter "{path}" ({title}) must be a number of milliseconds of at most {most}.',
  param_not_option: 'The parameter "{path}" ({title}) must be one of {names}.',
  param_not_list: 'The parameter "{path}" ({title}) must be a list.',
  param_not_object: 'The parameter "{path}" ({title}) must be an object.',
  param_not_text: 'The parameter "{path}" ({title}) must be a text.',
  param_not_code: 'The parameter "{path}" must be JavaScript code as a text.',
  webhook_path_invalid: 'The webhook path "{path}" of the node "{id}" cannot be used.',
  webhook_path_twice: 'The nodes "{other}" and "{id}" listen at the same path and method. Give one of them another path.',

  // templates and code
  template_syntax: 'The template in "{path}" does not compile: {reason} (line {line}, column {column}).',
  code_syntax: 'The code in "{path}" does not compile: {reason} (line {line}, column {column}).',
  concurrency_key_syntax: 'The concurrency key does not compile: {reason} (line {line}, column {column}).',
  reference_unknown: "$node('{other}') names a node that is not in the workflow.",
  reference_not_upstream:
    '$node(\'{other}\') is used in "{id}", but "{other}" does not lead to "{id}", so it need not have run by then.',
  reference_in_loop:
    '$node(\'{other}\') is used in "{id}", but "{other}" runs many times, in the body of the loop "{loop}". Refer to "{loop}", or lead its done port here.',

  // reach
  trigger_missing: 'Nothing starts this workflow: no node is a trigger.',
  node_waits_for_dead: 'The node "{id}" waits for {names}, which can never fire.',
  loop_without_start: 'The loop "{id}" can never start: edges lead to its port "next" only. Lead items to {id}.main.',
  node_unconnected: 'Nothing leads to the node "{id}", so it never runs.',
} as const satisfies Record<string, string>;
