/** The dialog in which a whole workflow is set up, and what the palette does with it. */
export const workflowSettings = {
  'edit.workflowSetting': 'Change “{{what}}” of the workflow',
  'workflowSettings.title': 'Settings of the workflow',
  'workflowSettings.close': 'Close the settings of the workflow',
  'workflowSettings.name': 'Name',
  'workflowSettings.noName': 'A workflow needs a name.',
  'workflowSettings.description': 'What it is for',
  'workflowSettings.timeoutMs': 'Time limit',
  'workflowSettings.timeoutMs.help':
    'The longest an execution may take from start to end, waits included. Without one it may take as long as it needs.',
  'workflowSettings.errorWorkflow': 'Workflow for failures',
  'workflowSettings.errorWorkflow.help':
    'Started when an execution of this workflow fails, with executionId, workflowId and error.',
  'workflowSettings.limit': 'Executions at once',
  'workflowSettings.limit.help': 'How many may run at the same time; the others wait for their turn. Empty: as many as come.',
  'workflowSettings.key': 'Each with its own limit',
  'workflowSettings.key.help':
    'Executions with the same value share the limit, for example one at a time per customer: {{example}}',
  'workflowSettings.vars': 'Variables',
  'workflowSettings.vars.help':
    'Values that every node reads as $vars.name. They stand in the workflow for all to read: passwords belong into secrets.',
  'workflowSettings.var': 'Value',
  'workflowSettings.isGuarded': 'Allow only listed effects',
  'workflowSettings.isGuarded.help': 'Off: the workflow may do what its nodes are made for. On: only what the list below allows.',
  'workflowSettings.effects': 'Allowed effects',
  'workflowSettings.effects.help':
    'One on each line: a verb and a place, such as get https://api.example.com/* or * kv:*. An empty list allows none.',
  'workflowSettings.id': 'Id, for the command line and the API:',
  'workflowSettings.copyId': 'Copy the id',
  'action.fileWorkflow': 'Folder and tags of the workflow',
  'action.duplicateWorkflow': 'Duplicate the workflow',
  'action.exportWorkflow': 'Export the workflow',
  'action.archiveWorkflow': 'Archive the workflow',
  'action.restoreWorkflow': 'Take the workflow out of the archive',
};
