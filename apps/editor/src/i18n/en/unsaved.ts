export const unsaved = {
  'unsaved.refused': 'Not saved: {{reason}}',
  'unsaved.refusedTitle': 'Why it is not saved',
  'unsaved.keptHere': 'Your edits are kept in this browser: nothing is lost, also when you close this page.',
  'unsaved.download': 'Download what is here',
  'unsaved.saveUnreadable': 'Save these edits as a file',
  'unsaved.goOnWithout': 'Go on without them',
  'unsaved.goOnWithoutText':
    'The edits of {{name}} that this browser keeps are deleted; the draft is opened as the engine has it. Save them as a file first if you may need them.',
  'unsaved.goOnWithoutDo': 'Delete them',
  'unsaved.refusedViewOnly': 'View only: your edits here are not saved',
  'unsaved.notInWorkflow':
    'What you see here holds edits that are not in the workflow. {{reason}} They are saved when you may edit it again.',
};
