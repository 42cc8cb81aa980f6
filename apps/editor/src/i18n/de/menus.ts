/** In der Palette und den Menüs neben den Seiten. */
export const menus = {
  'scheme.auto': 'Wie das System',
  'scheme.light': 'Hell',
  'scheme.dark': 'Dunkel',
  'identity.copyDid': 'Öffentlichen Schlüssel kopieren',
  'identity.keys': 'Schlüssel und Rollen',
  'identity.signOut': 'In diesem Browser abmelden',
  'identity.signOutText':
    'Der Schlüssel wird aus diesem Browser entfernt. Es gibt ihn weiterhin, doch nur die 24 Wörter bringen ihn zurück: Ohne sie kann es niemand, auch diese Engine nicht.',
  'identity.another': 'Mit einem anderen Schlüssel anmelden',
  'palette.label': 'Befehlspalette',
  'palette.search': 'Zu einer Seite oder einem Workflow gehen, oder etwas tun',
  'palette.nothing': 'Nichts passt',
  'palette.pages': 'Seiten',
  'palette.workflows': 'Workflows',
  'palette.executions': 'Ausführungen',
  'palette.recent': 'Zuletzt verwendet',
  'palette.count_one': '{{count}} gefunden',
  'palette.count_other': '{{count}} gefunden',
  'palette.goToExecution': 'Zur Ausführung {{id}}',
  'palette.goToWorkflow': 'Zum Workflow {{id}}',
  'palette.scheme': 'Darstellung: {{scheme}}',
};
