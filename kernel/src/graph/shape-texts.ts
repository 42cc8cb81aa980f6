/** What is wrong with how a document hangs together (see `issue-texts.ts`). Apart from the others: a canvas needs these from its first moment. */
export const shapeTexts = {
  edge_twice: 'The edge from {from} to {to} is there twice.',
  edge_node_unknown: 'The edge names the node "{id}", which is not in the workflow.',
  port_error_unrouted: 'The node "{id}" has a port "error" only with onError "route". Its output ports: {names}.',
  port_none_in: 'The node "{id}" ({type}) takes no items in: it has no input ports.',
  port_unknown_in: 'The node "{id}" ({type}) has no input port "{port}". It has: {names}.',
  port_name_invalid: '"{name}" cannot be the name of a port: it must be a letter or _ followed by at most 63 of A-Z a-z 0-9 _ -.',
  port_unknown_out: 'The node "{id}" ({type}) has no output port "{port}". It has: {names}.',

  cycle_illegal: 'These edges form a cycle that no loop node closes: {way}.',
  loop_left:
    'The edge from {from} to {to} leaves the body of the loop "{loop}". Lead the items to {loop}.next, and on from {loop}.done.',
  loop_entered:
    'The edge from {from} to {to} enters the body of the loop "{loop}" from outside. Lead the items to {loop}.main; in the body, $node(\'{source}\') reads them too.',
  loop_closed_outside:
    'The edge from {from} comes to {loop}.next from outside the body of the loop "{loop}". Lead it to {loop}.main.',
} as const satisfies Record<string, string>;
