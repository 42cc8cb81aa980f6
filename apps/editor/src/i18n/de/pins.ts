export const pins = {
  'action.pin': 'Ausgabe des Schritts anheften',
  'action.unpin': 'Ausgabe des Schritts lösen',
  'action.editPin': 'Bearbeiten, was der Schritt ausgibt',
  'action.noNode': 'Zuerst einen Knoten auswählen',
  'edit.pin': '{{what}} anheften',
  'edit.unpin': '{{what}} lösen',
  'pin.badge': 'Angeheftet: Läufe von hier geben das Angeheftete aus und führen den Schritt nicht aus',
  'pin.pinned': 'Angeheftet',
  'pin.title': 'Was {{what}} ausgibt',
  'pin.refused': '{{what}} wurde nicht angeheftet',
  'pin.problem.none': 'Es gibt nichts anzuheften.',
  'pin.problem.files': 'Die Elemente tragen Dateien, und Dateien lassen sich nicht anheften.',
  'pin.problem.failed': 'Einige Elemente sind fehlgeschlagen. Die Ausgabe bearbeiten und anheften, was sie hätte sein sollen.',
  'pin.problem.large':
    'Das ist größer als {{limit}}, das Meiste, was angeheftet wird. Wenige Elemente, die jeden Fall zeigen, genügen: eine bearbeitete Ausgabe anheften.',
};
