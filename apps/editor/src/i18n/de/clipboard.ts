export const clipboard = {
  'action.copy': 'Kopieren',
  'action.cut': 'Ausschneiden',
  'action.paste': 'Knoten, einen curl-Befehl, Daten oder Text einfügen',
  'edit.cutNodes_one': '{{what}} ausschneiden',
  'edit.cutNodes_other': '{{count}} Knoten ausschneiden',
  'edit.paste_one': '{{what}} einfügen',
  'edit.paste_other': '{{count}} Knoten einfügen',
  'clipboard.copied_one': '{{what}} kopiert',
  'clipboard.copied_other': '{{count}} Knoten kopiert',
  'clipboard.note': 'eine Notiz',
  'clipboard.nothing': 'Zuerst Knoten auswählen',
  'clipboard.notWritten':
    'Der Browser lässt diese Seite nicht in die Zwischenablage schreiben. Stattdessen auf der Arbeitsfläche Strg+C drücken.',
  'clipboard.notRead':
    'Der Browser lässt diese Seite die Zwischenablage nicht lesen. Neben der Adresse erlauben, oder auf der Arbeitsfläche Strg+V drücken: Das braucht keine Erlaubnis.',
  'clipboard.empty': 'In der Zwischenablage ist nichts, was sich hier einfügen ließe.',
  'clipboard.tooLarge':
    'Dieser Text ist {{size}} groß; höchstens {{most}} lassen sich einfügen. Ein großer Workflow wird auf der Seite der Workflows als Datei importiert.',
  'clipboard.dataTooLarge':
    'Diese Daten sind {{size}} groß; ein Knoten fasst höchstens {{most}}. Ein Knoten kann sie abrufen, oder sie werden dem Lauf als Eingabe gegeben.',
  'clipboard.textTooLong': 'Dieser Text ist länger, als eine Notiz sein darf ({{most}} Zeichen).',
  'clipboard.newerFormat':
    'Das wurde aus einem neueren Sluice kopiert: Sein Format ist {{format}}, dieses hier kennt sluice/1. Zuerst dieses aktualisieren.',
  'clipboard.malformed': 'Das ist kein lesbarer Workflow. Bei {{place}}: {{problem}}',
  'clipboard.several': 'Das sind {{count}} Workflows. Auf der Seite der Workflows lassen sie sich als Datei importieren.',
  'clipboard.foreign':
    'Das ist ein Workflow von {{product}}. Seine Knoten bedeuten hier nichts; einzelne Anfragen lassen sich als curl-Befehl kopieren.',
  'clipboard.stripped': 'Nicht im kopierten Text: {{what}}. Wird er anderswo eingefügt, dort neu setzen.',
  'clipboard.settings': 'Die Einstellungen des eingefügten Workflows wurden weggelassen: Dieser Workflow behält seine eigenen.',
  'clipboard.curl.noAddress': 'Dieser curl-Befehl hat keine Adresse, die er aufruft.',
  'clipboard.curl.secret': 'Womit angemeldet wird ({{what}}), steht nicht im Knoten: als Secret „{{secret}}“ hinterlegen.',
  'clipboard.curl.dropped': 'Weggelassen, denn eine Anfrage meldet sich nur auf eine Weise an: {{what}}.',
  'clipboard.curl.file': 'Der Inhalt von {{file}} gehört nicht zum Befehl: mit dem Element übergeben.',
  'clipboard.curl.options': 'Nicht übernommen: {{options}}.',
};
