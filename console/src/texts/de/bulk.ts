import type { BulkTexts } from '../bulk-texts.ts'

export const bulk: BulkTexts = {
  one: (id) => `Sammelaktion ${id}`,
  began: (at) => `begann ${at}`,
  endsAt: (at, left) => `endet um ${at}, in ${left}`,
  endedAt: (at, took) => `endete ${at}, dauerte ${took}`,
  succeeded: 'Erledigt',
  failedAgain: 'Fehlgeschlagen',
  skipped: 'Nichts zu tun',
  waiting: 'Wartend',
  quarter: (percent) => `${percent} % erledigt`,
  stopSays: (waiting) => `Was begonnen hat, läuft weiter; die ${waiting} wartenden bleiben, wie sie sind.`,
  failures: 'Was fehlschlug',
  stayed: 'Sie sind, wie sie waren',
  open: 'Öffnen',
  first: (n, of) => `Die ersten ${n} von ${of}`,
  undoneBy: 'Sie wurde rückgängig gemacht:',
  undoOf: 'Sie macht rückgängig:',
  unknown: 'Diese Sammelaktion ist nicht mehr vorhanden.',
  more: 'Alle Sammelaktionen',
}
