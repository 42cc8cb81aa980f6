export const unsaved = {
  'unsaved.refused': 'Nicht gespeichert: {{reason}}',
  'unsaved.refusedTitle': 'Warum nicht gespeichert ist',
  'unsaved.keptHere': 'Die Änderungen liegen in diesem Browser: Nichts geht verloren, auch nicht beim Schließen der Seite.',
  'unsaved.download': 'Herunterladen, was hier ist',
  'unsaved.saveUnreadable': 'Diese Änderungen als Datei speichern',
  'unsaved.goOnWithout': 'Ohne sie weitermachen',
  'unsaved.goOnWithoutText':
    'Die Änderungen an {{name}}, die dieser Browser aufhebt, werden gelöscht; geöffnet wird der Entwurf, wie ihn die Engine hat. Werden sie vielleicht noch gebraucht: zuerst als Datei speichern.',
  'unsaved.goOnWithoutDo': 'Löschen',
  'unsaved.refusedViewOnly': 'Nur Ansicht: Änderungen hier sind nicht gespeichert',
  'unsaved.notInWorkflow':
    'Hier stehen Änderungen, die nicht im Workflow sind. {{reason}} Sie werden gespeichert, sobald das Bearbeiten wieder erlaubt ist.',
};
