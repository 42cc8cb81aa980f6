/** In the palette and the menus beside the pages. */
export const menus = {
  'scheme.auto': 'As the system',
  'scheme.light': 'Light',
  'scheme.dark': 'Dark',
  'identity.copyDid': 'Copy the public key',
  'identity.keys': 'Keys and roles',
  'identity.signOut': 'Sign out of this browser',
  'identity.signOutText':
    'Your key is removed from this browser. It goes on existing, but only your 24 words bring it back: without them nobody can, not even this engine.',
  'identity.another': 'Sign in with another key',
  'palette.label': 'Command palette',
  'palette.search': 'Go to a page, a workflow or a node, or do something',
  'palette.nothing': 'Nothing fits',
  'palette.pages': 'Pages',
  'palette.workflows': 'Workflows',
  'palette.executions': 'Executions',
  'palette.recent': 'Used lately',
  'palette.count_one': '{{count}} found',
  'palette.count_other': '{{count}} found',
  'palette.goToExecution': 'Go to the execution {{id}}',
  'palette.goToWorkflow': 'Go to the workflow {{id}}',
  'palette.scheme': 'Appearance: {{scheme}}',
};
