/**
 * Every stable code, with its HTTP status (where it can reach a caller), its title and what to try. One table, so that a code
 * means one thing everywhere: API, journal, CLI, editor, docs. Add to it; never give a code a new meaning.
 */
export interface CodeEntry {
  readonly status: number;
  readonly title: string;
  readonly hint: string;
}

const entry = (status: number, title: string, hint: string): CodeEntry => ({ status, title, hint });

export const codes = {
  // bodies and requests
  json_malformed: entry(400, 'The body is not JSON', 'Send one JSON value, UTF-8 encoded (RFC 8259).'),
  json_duplicate_key: entry(
    400,
    'An object has the same key twice',
    'Give each key once; which of two was meant cannot be known.',
  ),
  json_too_deep: entry(400, 'The JSON is nested too deeply', 'Flatten the value; 200 levels are the most.'),
  json_not_canonical: entry(
    422,
    'The value has no canonical JSON form',
    'Use finite numbers, well-formed Unicode and plain objects (RFC 8785).',
  ),
  body_too_large: entry(413, 'The body is too large', 'Send less, or upload it as a blob and pass the reference.'),
  content_type_unsupported: entry(415, 'The content type is not supported here', 'Send application/json.'),
  request_invalid: entry(
    400,
    'The request does not fit the contract',
    'Compare it with /v1/openapi.json; the message names the field.',
  ),
  request_malformed: entry(
    400,
    'The request is not good HTTP',
    'Send it by an HTTP library; the message says what this server stumbled over (RFC 9112).',
  ),
  headers_too_large: entry(
    431,
    'The request line and headers are too large',
    'Send fewer or shorter headers; 16 KiB are the most.',
  ),
  request_timeout: entry(408, 'The request took too long to arrive', 'Send it again, without pauses in between.'),
  not_found: entry(404, 'There is nothing at this address', 'Check the path and the id.'),
  method_not_allowed: entry(405, 'The method is not allowed here', 'See the Allow header.'),
  conflict: entry(409, 'Somebody else changed it first', 'Load the newest revision and apply your change to it.'),
  draft_changed: entry(
    409,
    'The draft was changed meanwhile',
    'Nothing was published. Fetch the draft, look at what is new in it, and publish that revision.',
  ),
  idempotency_conflict: entry(422, 'The idempotency key was used for another request', 'Use a new key for a new request.'),
  rate_limited: entry(429, 'Too many requests', 'Wait for the time in Retry-After.'),
  internal: entry(500, 'Something broke on our side', 'Look at the log under the request id, and report it.'),
  engine_unreachable: entry(
    503,
    'The core engine does not answer',
    "Look at the engine's log; `sluice doctor` checks the connection.",
  ),
  offline: entry(503, 'You are offline', 'Try again when the line is back.'),
  shutting_down: entry(503, 'The server is stopping', 'Try again in a moment.'),
  overloaded: entry(503, 'The engine has too much to do right now', 'Try again after the time in Retry-After, or add workers.'),

  // signatures and identity
  signature_missing: entry(401, 'The request is not signed', 'Sign it per RFC 9421 as the Accept-Signature header says.'),
  signature_malformed: entry(
    401,
    'The signature headers cannot be read',
    'Send one Signature-Input and one Signature, as structured fields (RFC 9651).',
  ),
  signature_label: entry(401, 'There must be exactly one signature, labelled sluice', 'Remove every other label.'),
  signature_components: entry(
    401,
    'The covered components are not exactly those of the profile',
    'Cover the components of Accept-Signature, in that order, each once.',
  ),
  signature_parameters: entry(
    401,
    'The signature parameters are not exactly those of the profile',
    'Send created, expires, nonce, keyid and tag="sluice/1"; no alg.',
  ),
  signature_expired: entry(401, 'The signature has expired', 'Sign again; set your clock by the Date header of this answer.'),
  signature_future: entry(401, 'The signature is from the future', 'Set your clock by the Date header of this answer.'),
  signature_lifetime: entry(401, 'The signature lives too long', 'Set expires at most 60 seconds after created.'),
  signature_replayed: entry(401, 'This nonce was used before', 'Make a new nonce of at least 128 random bits for each request.'),
  signature_digest: entry(
    401,
    'The body does not fit its digest',
    'Send Content-Digest with sha-256 over the bytes of the body (RFC 9530).',
  ),
  signature_invalid: entry(
    401,
    'The signature is wrong',
    'Sign the signature base of RFC 9421 section 2.5 with the key that keyid names.',
  ),
  accept_signature_unsupported: entry(
    400,
    'This Accept-Signature is not understood',
    'Leave it out, or send exactly the value that docs/signing.md gives for signed responses.',
  ),
  response_too_large_to_sign: entry(
    400,
    'The response is too large to be signed',
    'Ask for it without Accept-Signature, or for less at a time.',
  ),
  response_untrusted: entry(
    502,
    "The response is not signed by the gateway's key",
    "Somebody else answers at this address, or the gateway has a new key: then remove the old one from SLUICE_HOME's known-gateways.json.",
  ),
  statement_invalid: entry(
    400,
    'A signed statement does not hold',
    'Sign the canonical JSON (RFC 8785) of the statement as docs/signing.md says, and send it before it expires.',
  ),
  key_unknown: entry(401, 'This key is not registered here', 'Ask an owner to add the key, or use a claim or invitation link.'),
  key_invalid: entry(
    400,
    'This is not an acceptable Ed25519 key',
    'Use a did:key of a canonical Ed25519 public key that is not of small order.',
  ),
  key_revoked: entry(401, 'This key was revoked', 'Sign with another of your keys.'),
  grant_unsupported: entry(
    403,
    'This version does not take grants',
    'Send the request without Sluice-Grant, signed by a registered key.',
  ),
  claim_invalid: entry(403, 'The claim link is not valid', 'Restart with no owner to get a new one; each works once.'),
  role_insufficient: entry(403, 'Your role may not do this', 'Ask an owner or admin for a higher role.'),
  not_shared: entry(
    404,
    'This is not shared with your key',
    'Ask somebody who builds here to share the workflow with your key; `sluice keys show` names it.',
  ),
  share_insufficient: entry(
    403,
    'Your share of this workflow does not allow this',
    'Ask who shared it for a share with the right that the message names.',
  ),
  share_ended: entry(403, 'This share has ended', 'Ask who shared it to share it again.'),
  share_link_invalid: entry(403, 'There is no such share link', 'Copy the whole link again, or ask for a new one.'),
  share_link_used_up: entry(403, 'The share link was used as often as it may be', 'Ask who shared it for a new link.'),
  last_owner: entry(409, 'This is the last owner', 'Make somebody else an owner first.'),
  gateway_untrusted: entry(
    401,
    'The engine does not trust this gateway',
    "Add the gateway's key to the engine's trusted gateways.",
  ),
  session_unknown: entry(
    401,
    'The engine does not know this session',
    'The gateway makes a new one by itself; if this stays, look at both logs.',
  ),
  session_invalid: entry(
    401,
    'The session between gateway and engine is not right',
    "Check that each has the other one's key: SLUICE_ENGINE_DID, trusted gateways.",
  ),
  session_replayed: entry(
    401,
    'The engine has seen this call before',
    'Look for somebody between gateway and engine; the call was not carried out again.',
  ),
  channel_invalid: entry(
    401,
    'The channel between gateway and engine is not right',
    'It is opened again by itself; if this stays, check that both run the same version, and what is between them.',
  ),
  ticket_invalid: entry(
    401,
    'The ticket is unknown, used or expired',
    'Get a new one with POST /v1/tickets; it lives 30 seconds and works once.',
  ),
  origin_refused: entry(
    403,
    'This origin may not open a stream',
    "Open the page from the gateway's own address, or add the origin to SLUICE_PUBLIC_URL.",
  ),

  // documents
  document_invalid: entry(422, 'The workflow document is not valid', 'Each problem names its node, place and fix.'),
  document_format_newer: entry(
    422,
    'The document is of a newer format',
    'Update Sluice, or export the workflow in format sluice/1.',
  ),
  node_type_unknown: entry(
    422,
    'No installed module provides this node type',
    'Install the module; until then the node is kept as a stub and cannot run.',
  ),
  port_unknown: entry(422, 'The node has no such port', 'Connect the edge to one of the ports that the message lists.'),
  node_unknown: entry(422, 'There is no node with this id', 'Fix the id, or remove the edge or reference.'),
  edge_duplicate: entry(422, 'The same edge is there twice', 'Remove one.'),
  cycle_illegal: entry(422, 'The edges form a cycle outside a loop', 'Close the cycle at the next port of a core.loop node.'),
  loop_body_escape: entry(422, 'An edge leaves a loop body other than by next', "Bring the items out by the loop's done port."),
  loop_body_entry: entry(
    422,
    'An edge enters a loop body other than by each',
    "Bring the items in by the loop node's own input.",
  ),
  node_unreachable: entry(422, 'The node can never fire', 'Connect it to a trigger, or remove it.'),
  trigger_missing: entry(422, 'The workflow has no trigger', 'Add a trigger node, such as "Manual start" (core.manual@1).'),
  param_unknown: entry(422, 'The node type has no such parameter', 'Remove it, or fix its name.'),
  param_missing: entry(422, 'A required parameter is missing', 'Fill it in.'),
  param_invalid: entry(422, 'A parameter has the wrong kind of value', 'Give a value of the kind that the message names.'),
  template_syntax: entry(422, 'A template does not compile', 'Fix the JavaScript between {{ and }} at the place that is named.'),
  code_syntax: entry(422, 'The code does not compile', 'Fix the JavaScript at the line and column that are named.'),
  node_reference_not_upstream: entry(
    422,
    '$node names a node that does not run before this one',
    'Refer to a node that leads to this one.',
  ),
  webhook_path_taken: entry(
    409,
    'Another active workflow has this webhook path',
    'Choose another path, or deactivate the other workflow.',
  ),
  webhook_path_invalid: entry(
    422,
    'The webhook path cannot be used',
    'Use letters, digits, - _ . and / with no leading slash; ~ is reserved.',
  ),
  schedule_invalid: entry(422, 'The schedule cannot be read', 'Use five or six cron fields and an IANA time zone.'),

  // runs
  template_failed: entry(500, 'A template failed', 'Check that the value is there for every item; `?.` and `??` help.'),
  code_failed: entry(500, "The node's code threw an error", "The message and line are the code's own."),
  step_timeout: entry(
    500,
    'The step took longer than its limit',
    'Make the code cheaper, give it fewer items, or raise timeoutMs.',
  ),
  step_memory: entry(500, 'The step needed more memory than it may have', 'Work on fewer items at a time.'),
  step_stack: entry(500, 'The step nested too deeply', 'Use a loop in place of recursion, and flatter data.'),
  step_output_invalid: entry(
    500,
    'The node gave out something that is not JSON',
    'Return plain objects, arrays, strings, numbers, booleans and null.',
  ),
  step_output_too_large: entry(500, 'The node gave out more than it may', 'Give out fewer items, or write the data to a blob.'),
  step_output_too_deep: entry(
    500,
    'The node gave out JSON that is nested too deeply',
    'Flatten the value; 200 levels are the most.',
  ),
  step_effect_limit: entry(
    500,
    'The step asked for more effects than it may',
    'Give it fewer items at a time, for example by core.for-each; 10,000 effects are the most.',
  ),
  step_crashed: entry(
    500,
    'The sandbox broke while running this step',
    'Only this attempt was lost. Retry; report it if it comes again.',
  ),
  step_port_unknown: entry(
    500,
    'The node gave out items on a port that it does not have',
    'Use one of the ports of its node type.',
  ),
  effect_unknown: entry(500, 'There is no such effect', 'Use a scheme and verb from the effects reference.'),
  effect_denied: entry(403, 'The gate refused the effect', 'Allow it in the module or workflow, or change the address.'),
  effect_not_in_manifest: entry(403, 'The node type may not request this effect', 'Use a node type whose module declares it.'),
  effect_not_in_workflow: entry(403, "The workflow's allow-list does not name this effect", 'Add it under settings.effects.'),
  egress_private: entry(403, 'The address is private or link-local', 'Allow it with SLUICE_EGRESS_ALLOW if it is yours.'),
  secret_unknown: entry(404, 'There is no secret of this name', 'Add it under Secrets, or fix the name.'),
  secret_not_bound: entry(403, 'The secret may not be sent to this host', "Add the host to the secret's bindings."),
  secret_key_missing: entry(
    500,
    'The key file of the secrets is missing',
    'Put secret.key back into SLUICE_HOME, or delete the secrets.',
  ),
  secret_key_wrong: entry(
    500,
    'The key file does not open the stored secrets',
    'Put the secret.key back that they were stored with.',
  ),
  http_status: entry(502, 'The far side answered with an error status', 'See the status and body; retry if it is temporary.'),
  http_failed: entry(502, 'The request did not get an answer', 'Check the address and that the far side is up.'),
  http_timeout: entry(504, 'The far side took too long', "Raise the request's timeoutMs, or retry."),
  http_too_large: entry(502, 'The answer is larger than it may be', 'Ask for less, or raise the limit.'),
  effect_args_invalid: entry(400, "The effect's arguments are wrong", 'The message names the argument and what it takes.'),
  kv_conflict: entry(409, 'The stored value is not of the right kind', 'Store a number before incrementing it.'),
  blob_unknown: entry(404, 'There is no blob with this hash', 'It may have passed its retention; run the workflow again.'),
  blob_corrupt: entry(
    500,
    'The bytes of a blob do not fit its hash',
    'The disk or the writer changed them; run `sluice doctor` and restore the file from a backup.',
  ),
  effect_failed: entry(500, 'The effect failed', 'See the message.'),
  effect_in_doubt: entry(
    500,
    'It is not known whether the effect was done',
    'Look at the far side, then say retry, done or fail.',
  ),
  execution_timeout: entry(504, 'The execution took longer than its limit', 'Raise settings.timeoutMs, or find the slow step.'),
  execution_cancelled: entry(500, 'The execution was cancelled', 'Start it again, if it should still be done.'),
  execution_final: entry(409, 'The execution has already ended', 'Start a new one.'),
  execution_not_final: entry(409, 'The execution has not ended', 'Cancel it first, or wait until it has ended.'),
  execution_queued: entry(
    409,
    'The execution has not begun',
    'Other executions of the workflow hold all its places; cancel it, or raise settings.concurrency.limit.',
  ),
  execution_not_waiting: entry(409, 'The execution does not wait for this', 'The link was used, or the wait is over.'),
  execution_blocked: entry(
    409,
    'The execution cannot go on',
    'Mend what the message names and start the engine again; the execution then goes on by itself. Or cancel it.',
  ),
  pin_invalid: entry(
    422,
    'What is pinned to the node cannot be given out',
    'Unpin the node in the editor, or pin an output of it anew.',
  ),
  pin_too_large: entry(
    422,
    'What is pinned to the node is too large',
    'Pin fewer items: a few that show every case are enough. 250 kB of JSON are the most.',
  ),
  workflow_unknown: entry(404, 'There is no such workflow', 'Check the id; it may have been archived.'),
  workflow_not_published: entry(409, 'The workflow has no published version', 'Publish it first.'),
  workflow_depth: entry(
    500,
    'Sub-workflows are nested too deeply',
    'Look for a workflow that calls itself; 16 levels are the most.',
  ),
  item_invalid: entry(
    500,
    'An item does not have the shape that the node needs',
    'Look at the items that come in; a set or code node before this one can shape them.',
  ),
  parse_failed: entry(
    500,
    'The text could not be read',
    'The message names the place in the text; check that it is of the format that the node expects.',
  ),
  stopped: entry(500, 'The workflow stopped itself', "The message is the workflow's own."),
  journal_invalid: entry(
    500,
    'The journal does not fit the workflow version',
    'Report it, with the execution: nothing was changed.',
  ),
  replay_diverged: entry(
    500,
    'The replay differs from the record',
    "Report it: either the engine or the node's code is not deterministic.",
  ),
  hook_unknown: entry(404, 'No active workflow listens here', 'Publish and activate the workflow; check path and method.'),
  hook_unauthorized: entry(
    401,
    'The hook is protected and the proof is missing or wrong',
    "Send what the trigger's protection asks for.",
  ),
  loop_limit: entry(500, 'The loop went round more often than it may', 'Raise its maximum, or fix its condition.'),

  // operation
  disk_full: entry(507, 'The disk is full', 'Free some space; nothing that was acknowledged is lost.'),
  database_failed: entry(503, 'The database refused to write', 'See the log; nothing that was acknowledged is lost.'),
  database_corrupt: entry(
    500,
    'The database file is damaged',
    'Run `sluice doctor`; restore a backup, or recover with the sqlite3 command.',
  ),
  database_newer: entry(
    500,
    'The database is from a newer version of Sluice',
    'Start that version, or restore the backup from before the update.',
  ),
  port_in_use: entry(500, 'The port is in use', 'Stop the other program, or set SLUICE_PORT.'),
  setting_invalid: entry(500, 'A setting has a bad value', 'Fix the setting that is named.'),
  home_locked: entry(500, 'Another engine uses this SLUICE_HOME', 'Stop it, or choose another SLUICE_HOME.'),
  start_failed: entry(
    500,
    'A process ended while it was starting',
    'Its own last lines say why; `sluice doctor` checks the rest.',
  ),

  // command line
  usage: entry(400, 'The command is not written right', 'See `sluice help`.'),
  file_unreadable: entry(400, 'The file cannot be read', 'Check its path and permissions.'),
  passphrase_wrong: entry(400, 'The passphrase does not fit', 'Try again; there is no other way to open what it protects.'),
  file_malformed: entry(400, 'The file does not hold what it should', 'The message names the place and what is expected.'),
  gateway_unreachable: entry(503, 'No gateway answers', 'Start it with `npm start`, or name another one with --url.'),
} as const satisfies Record<string, CodeEntry>;

export type ErrorCode = keyof typeof codes;

export function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(codes, code);
}
