export const pins = {
  'action.pin': 'Ausgabe des Schritts anheften',
  'action.unpin': 'Ausgabe des Schritts lösen',
  'action.editPin': 'Bearbeiten, was der Schritt ausgibt',
  'action.noNode': 'Zuerst einen Knoten auswählen',
  'edit.pin': '{{what}} anheften',
  'edit.unpin': '{{what}} lösen',
  'pin.badge': 'Angeheftet: Läufe von hier geben das Angeheftete aus und führen den Schritt nicht aus',
  'pin.pinned': 'Angeheftet',
  'pin.pinnedHelp':
    'Das Angeheftete steht in Läufen aus dem Editor für diesen Schritt. Läufe, die ein Trigger startet, sehen es nie.',
  'pin.earlier': 'Aus einem früheren Lauf',
  'pin.earlierHelp': 'Der gezeigte Lauf hat diesen Schritt nicht ausgeführt; das hier stammt aus einem früheren.',
  'pin.disabled': '{{title}}: {{reason}}',
  'pin.pin': 'Anheften',
  'pin.close': 'Schließen, ohne anzuheften',
  'pin.title': 'Was {{what}} ausgibt',
  'pin.items': 'Elemente',
  'pin.itemsHelp':
    'Das JSON der Elemente: eine Liste für mehrere, jeder andere Wert für eines. Läufe aus dem Editor geben es aus, statt den Schritt auszuführen.',
  'pin.refused': '{{what}} wurde nicht angeheftet',
  'pin.problem.none': 'Es gibt nichts anzuheften.',
  'pin.problem.files': 'Die Elemente tragen Dateien, und Dateien lassen sich nicht anheften.',
  'pin.problem.failed': 'Einige Elemente sind fehlgeschlagen. Die Ausgabe bearbeiten und anheften, was sie hätte sein sollen.',
  'pin.problem.large':
    'Das ist größer als {{limit}}, das Meiste, was angeheftet wird. Wenige Elemente, die jeden Fall zeigen, genügen: eine bearbeitete Ausgabe anheften.',
};
