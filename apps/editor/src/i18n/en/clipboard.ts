export const clipboard = {
  'action.copy': 'Copy',
  'action.cut': 'Cut',
  'action.paste': 'Paste nodes, a curl command, data or a text',
  'edit.cutNodes_one': 'Cut {{what}}',
  'edit.cutNodes_other': 'Cut {{count}} nodes',
  'edit.paste_one': 'Paste {{what}}',
  'edit.paste_other': 'Paste {{count}} nodes',
  'clipboard.copied_one': 'Copied {{what}}',
  'clipboard.copied_other': 'Copied {{count}} nodes',
  'clipboard.note': 'a note',
  'clipboard.nothing': 'Select nodes first',
  'clipboard.notWritten': 'The browser does not let this page write to the clipboard. Press Ctrl+C on the canvas instead.',
  'clipboard.notRead':
    'The browser does not let this page read the clipboard. Allow it beside the address, or press Ctrl+V on the canvas: that needs no permission.',
  'clipboard.empty': 'There is nothing on the clipboard that could be pasted here.',
  'clipboard.tooLarge':
    'This is a text of {{size}}; at most {{most}} can be pasted. A large workflow is imported as a file on the page of workflows.',
  'clipboard.dataTooLarge':
    'This is data of {{size}}; a node can hold at most {{most}}. Let a node fetch it, or give it to the run as its input.',
  'clipboard.textTooLong': 'This text is longer than a note can be ({{most}} characters).',
  'clipboard.newerFormat':
    'This was copied from a newer Sluice: its format is {{format}}, and this one knows sluice/1. Update this one first.',
  'clipboard.malformed': 'This is no workflow that can be read. At {{place}}: {{problem}}',
  'clipboard.several': 'These are {{count}} workflows. Import them as a file on the page of workflows.',
  'clipboard.foreign':
    'This is a workflow of {{product}}. Its nodes mean nothing here; copy single requests as curl commands instead.',
  'clipboard.stripped': 'Not in the copied text: {{what}}. Where you paste it elsewhere, set it again.',
  'clipboard.settings': 'The settings of the pasted workflow were left out: this workflow keeps its own.',
  'clipboard.curl.noAddress': 'This curl command has no address to call.',
  'clipboard.curl.secret': 'What signs in ({{what}}) was left out of the node: keep it as the secret “{{secret}}”.',
  'clipboard.curl.dropped': 'Left out, as a request signs in in one way: {{what}}.',
  'clipboard.curl.file': 'The content of {{file}} is not part of the command: hand it in with the item.',
  'clipboard.curl.options': 'Not taken over: {{options}}.',
};
