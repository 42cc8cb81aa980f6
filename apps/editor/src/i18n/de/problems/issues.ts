import type { IssueTexts } from '../../problems/problem-texts.ts';

/** What the kernel finds wrong with a document, by the names of its sentences (`kernel/src/graph/issue-texts.ts`). */
export const issues: IssueTexts = {
  node_type_unknown: 'Kein installiertes Modul kennt „{type}“, den Typ des Knotens „{id}“.',

  param_unknown: 'Der Knotentyp {type} hat keinen Parameter „{name}“. Er hat: {names}.',
  param_unknown_within: 'Der Parameter „{path}“ hat keinen Parameter „{name}“. Er hat: {names}.',
  param_missing: 'Der Parameter „{path}“ ({title}) hat keinen Wert.',
  param_not_boolean: 'Der Parameter „{path}“ ({title}) muss true oder false sein.',
  param_not_number: 'Der Parameter „{path}“ ({title}) muss eine Zahl sein.',
  param_number_least: 'Der Parameter „{path}“ ({title}) muss eine Zahl sein, mindestens {least}.',
  param_number_most: 'Der Parameter „{path}“ ({title}) muss eine Zahl sein, höchstens {most}.',
  param_not_integer: 'Der Parameter „{path}“ ({title}) muss eine ganze Zahl sein.',
  param_integer_least: 'Der Parameter „{path}“ ({title}) muss eine ganze Zahl sein, mindestens {least}.',
  param_integer_most: 'Der Parameter „{path}“ ({title}) muss eine ganze Zahl sein, höchstens {most}.',
  param_not_duration: 'Der Parameter „{path}“ ({title}) muss eine Anzahl Millisekunden sein.',
  param_duration_least: 'Der Parameter „{path}“ ({title}) muss eine Anzahl Millisekunden sein, mindestens {least}.',
  param_duration_most: 'Der Parameter „{path}“ ({title}) muss eine Anzahl Millisekunden sein, höchstens {most}.',
  param_not_option: 'Der Parameter „{path}“ ({title}) muss eines davon sein: {names}.',
  param_not_list: 'Der Parameter „{path}“ ({title}) muss eine Liste sein.',
  param_not_object: 'Der Parameter „{path}“ ({title}) muss ein Objekt sein.',
  param_not_text: 'Der Parameter „{path}“ ({title}) muss ein Text sein.',
  param_not_code: 'Der Parameter „{path}“ muss JavaScript-Code als Text sein.',
  port_name_invalid:
    '„{name}“ kann kein Port heißen: Es muss ein Buchstabe oder _ sein, danach höchstens 63 aus A-Z a-z 0-9 _ -.',
  webhook_path_invalid: 'Der Webhook-Pfad „{path}“ des Knotens „{id}“ ist nicht möglich.',
  webhook_path_twice:
    'Die Knoten „{other}“ und „{id}“ lauschen am selben Pfad und auf dieselbe Methode. Einem von ihnen einen anderen Pfad geben.',

  template_syntax: 'Der Ausdruck in „{path}“ ist kein gültiges JavaScript: {reason} (Zeile {line}, Spalte {column}).',
  code_syntax: 'Der Code in „{path}“ ist kein gültiges JavaScript: {reason} (Zeile {line}, Spalte {column}).',
  concurrency_key_syntax:
    'Der Schlüssel für gleichzeitige Ausführungen ist kein gültiges JavaScript: {reason} (Zeile {line}, Spalte {column}).',
  reference_unknown: "$node('{other}') nennt einen Knoten, den es im Workflow nicht gibt.",
  reference_not_upstream:
    "$node('{other}') steht in „{id}“, doch „{other}“ führt nicht zu „{id}“ und muss bis dahin nicht gelaufen sein.",
  reference_in_loop:
    "$node('{other}') steht in „{id}“, doch „{other}“ läuft viele Male, im Rumpf der Schleife „{loop}“. Auf „{loop}“ verweisen, oder ihren Port „done“ hierher führen.",

  edge_twice: 'Die Verbindung von {from} zu {to} gibt es zweimal.',
  edge_node_unknown: 'Die Verbindung nennt den Knoten „{id}“, den es im Workflow nicht gibt.',
  port_error_unrouted: 'Der Knoten „{id}“ hat einen Port „error“ nur mit onError „route“. Seine Ausgänge: {names}.',
  port_none_in: 'Der Knoten „{id}“ ({type}) nimmt keine Elemente entgegen: Er hat keine Eingänge.',
  port_unknown_in: 'Der Knoten „{id}“ ({type}) hat keinen Eingang „{port}“. Er hat: {names}.',
  port_unknown_out: 'Der Knoten „{id}“ ({type}) hat keinen Ausgang „{port}“. Er hat: {names}.',

  cycle_illegal: 'Diese Verbindungen bilden einen Kreis, den keine Schleife schließt: {way}.',
  loop_left:
    'Die Verbindung von {from} zu {to} verlässt den Rumpf der Schleife „{loop}“. Die Elemente zu {loop}.next führen, und von {loop}.done aus weiter.',
  loop_entered:
    "Die Verbindung von {from} zu {to} führt von außen in den Rumpf der Schleife „{loop}“. Die Elemente zu {loop}.main führen; im Rumpf liest sie auch $node('{source}').",
  loop_closed_outside:
    'Die Verbindung von {from} kommt von außerhalb des Rumpfs der Schleife „{loop}“ zu {loop}.next. Sie zu {loop}.main führen.',
  trigger_missing: 'Nichts startet diesen Workflow: Kein Knoten ist ein Trigger.',
  node_waits_for_dead: 'Der Knoten „{id}“ wartet auf {names}, und das kann nie ausgeführt werden.',
  loop_without_start:
    'Die Schleife „{id}“ kann nie beginnen: Verbindungen führen nur zu ihrem Port „next“. Elemente zu {id}.main führen.',
  node_unconnected: 'Nichts führt zum Knoten „{id}“; so wird er nie ausgeführt.',
};
