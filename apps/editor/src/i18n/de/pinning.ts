export const pinning = {
  'pin.pinnedHelp':
    'Das Angeheftete steht in Läufen aus dem Editor für diesen Schritt. Läufe, die ein Trigger startet, sehen es nie.',
  'pin.earlier': 'Aus einem früheren Lauf',
  'pin.earlierHelp': 'Der gezeigte Lauf hat diesen Schritt nicht ausgeführt; das hier stammt aus einem früheren.',
  'pin.disabled': '{{title}}: {{reason}}',
  'pin.pin': 'Anheften',
  'pin.close': 'Schließen, ohne anzuheften',
  'pin.items': 'Elemente',
  'pin.itemsHelp':
    'Das JSON der Elemente: eine Liste für mehrere, jeder andere Wert für eines. Läufe aus dem Editor geben es aus, statt den Schritt auszuführen.',
};
