/** Der Dialog, in dem ein ganzer Workflow eingerichtet wird, und was die Palette mit ihm tut. */
export const workflowSettings = {
  'edit.workflowSetting': '„{{what}}“ des Workflows ändern',
  'workflowSettings.title': 'Einstellungen des Workflows',
  'workflowSettings.close': 'Einstellungen des Workflows schließen',
  'workflowSettings.name': 'Name',
  'workflowSettings.noName': 'Ein Workflow braucht einen Namen.',
  'workflowSettings.description': 'Wozu er da ist',
  'workflowSettings.timeoutMs': 'Zeitgrenze',
  'workflowSettings.timeoutMs.help':
    'So lange darf eine Ausführung von Anfang bis Ende höchstens dauern, Wartezeiten eingeschlossen. Ohne Angabe dauert sie, so lange sie braucht.',
  'workflowSettings.errorWorkflow': 'Workflow für Fehlschläge',
  'workflowSettings.errorWorkflow.help':
    'Wird gestartet, wenn eine Ausführung dieses Workflows fehlschlägt, mit executionId, workflowId und error.',
  'workflowSettings.limit': 'Ausführungen zugleich',
  'workflowSettings.limit.help':
    'Wie viele zur selben Zeit laufen dürfen; die anderen warten, bis sie an der Reihe sind. Leer: so viele, wie kommen.',
  'workflowSettings.key': 'Jede mit eigener Grenze',
  'workflowSettings.key.help':
    'Ausführungen mit demselben Wert teilen sich die Grenze, zum Beispiel eine zur Zeit je Kunde: {{example}}',
  'workflowSettings.vars': 'Variablen',
  'workflowSettings.vars.help':
    'Werte, die jeder Knoten als $vars.name liest. Sie stehen für alle lesbar im Workflow: Passwörter gehören in die Secrets.',
  'workflowSettings.var': 'Wert',
  'workflowSettings.isGuarded': 'Nur aufgeführte Effekte erlauben',
  'workflowSettings.isGuarded.help':
    'Aus: Der Workflow darf, wozu seine Knoten gemacht sind. An: nur, was die Liste darunter erlaubt.',
  'workflowSettings.effects': 'Erlaubte Effekte',
  'workflowSettings.effects.help':
    'Eine je Zeile: ein Verb und ein Ort, etwa get https://api.example.com/* oder * kv:*. Eine leere Liste erlaubt keine.',
  'workflowSettings.id': 'Kennung, für Kommandozeile und API:',
  'workflowSettings.copyId': 'Kennung kopieren',
  'action.fileWorkflow': 'Ordner und Schlagwörter des Workflows',
  'action.duplicateWorkflow': 'Workflow duplizieren',
  'action.exportWorkflow': 'Workflow exportieren',
  'action.archiveWorkflow': 'Workflow archivieren',
  'action.restoreWorkflow': 'Workflow aus dem Archiv holen',
};
