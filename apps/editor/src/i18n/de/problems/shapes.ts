import type { Sentences } from '../../problems/problem-texts.ts';

/** Why a value does not fit a schema: zod's sentences, and those of protocol's schemas. */
export const shapes: Sentences = {
  'must be JSON': 'muss JSON sein',
  'must be a JSON object': 'muss ein JSON-Objekt sein',
  'must not be called __proto__': 'darf nicht __proto__ heißen',
  'a node id is a letter or _ followed by at most 63 of A-Z a-z 0-9 _ -':
    'die Id eines Knotens ist ein Buchstabe oder _, danach höchstens 63 aus A-Z a-z 0-9 _ -',
  'a node type is named module.name@major': 'ein Knotentyp heißt modul.name@hauptversion',
  'an edge end is written node.port': 'das Ende einer Verbindung heißt knoten.port',

  'Invalid input': 'ungültige Angabe',
  'Invalid input: expected {expected}, received {received}': 'ungültige Angabe: erwartet {expected}, erhalten {received}',
  'Invalid input: expected {expected}': 'ungültige Angabe: erwartet {expected}',
  'Invalid option: expected one of {options}': 'ungültige Angabe: erwartet eines von {options}',
  'Too small: expected {what} to have >={least} {unit}': 'zu kurz: mindestens {least} ({what}, {unit})',
  'Too small: expected {what} to be >={least}': 'zu klein: mindestens {least} ({what})',
  'Too small: expected {what} to be >{bound}': 'zu klein: mehr als {bound} ({what})',
  'Too big: expected {what} to have <={most} {unit}': 'zu lang: höchstens {most} ({what}, {unit})',
  'Too big: expected {what} to be <={most}': 'zu groß: höchstens {most} ({what})',
  'Too big: expected {what} to be <{bound}': 'zu groß: weniger als {bound} ({what})',
  'Invalid string: must match pattern {pattern}': 'der Text passt nicht zum Muster {pattern}',
  'Invalid string: must start with "{start}"': 'der Text muss mit „{start}“ beginnen',
  'Invalid string: must end with "{end}"': 'der Text muss mit „{end}“ enden',
  'Invalid ISO datetime': 'kein Zeitpunkt nach ISO 8601',
  'Invalid URL': 'keine gültige URL',
  'Invalid UUID': 'keine gültige UUID',
  'Unrecognized key: {keys}': 'unbekanntes Feld: {keys}',
  'Unrecognized keys: {keys}': 'unbekannte Felder: {keys}',
  'Invalid key in {what}': 'ungültiger Name in {what}',
};
