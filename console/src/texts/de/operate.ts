import type { OperateTexts } from '../operate-texts.ts'

const some = (n: number, one: string, many: string) => (n === 1 ? one : many)

/** What only an open lane and the lower half of the overview say. */
export const operate: OperateTexts = {
  lanes: {
    pauseAsks: 'Pausieren…',
    pauseOf: (name) => `${name} pausieren`,
    why: 'Warum',
    whyHint: 'Das liest, wer sie angehalten findet. Was läuft, läuft weiter.',
    probeNow: 'Jetzt proben',
    breaks: (after, time) =>
      `${some(after, 'Ein Fehler öffnet', `${after} Fehler hintereinander öffnen`)} den Schutzschalter für ${time}; dann wird ein Befehl durchgelassen.`,
    nextProbe: (at) => `Der nächste geht um ${at}.`,
    breakerHour: 'Schutzschalter, letzte Stunde',
    breakerSaid: (open, probes) =>
      open === 0
        ? 'Die ganze Stunde geschlossen'
        : `Offen in ${open} von 60 Minuten, mit ${probes} ${some(probes, 'Probe', 'Proben')}`,
    openedAt: (at) => `${at} geöffnet`,
    nowWord: 'jetzt',
    whatWaits: 'Was wartet',
    nothingWaits: 'Nichts wartet.',
    firstOf: (n, of) => `die ersten ${n} von ${of}`,
    brake: 'Bremse',
    thisHour: 'diese Stunde',
    harm: 'Sperrungen und Beendigungen',
    ofLimit: (limit) => `von ${limit}`,
    braked: (limit, held) =>
      `Ab ${limit} wartet der Rest auf eine Freigabe. ${held === 0 ? 'Jetzt wartet nichts.' : `${held} ${some(held, 'wartet', 'warten')} jetzt.`}`,
    approve: (n) => `${n} freigeben…`,
    approveNow: (n) => `${n} freigeben`,
    approveOf: (n, name) => `${n} von ${name} freigeben`,
    approved: (n) => `${n} laufen im Takt der Spur weiter.`,
    typeNumber: (n) => `Geben Sie ${n} ein`,
    limits: 'Grenzen',
    change: 'Ändern…',
    limitsOf: (name) => `Grenzen von ${name}`,
    atOnce: 'Zugleich',
    rate: 'Takt',
    rateField: 'Starts pro Sekunde',
    perSecond: (n) => `${n}/s`,
    noLimit: 'keine Grenze',
    breaker: 'Schutzschalter',
    breakerIs: (after, time) => `nach ${after}, für ${time}`,
    neverBreaks: 'öffnet nie',
    breakAfter: 'Fehler hintereinander, die den Schutzschalter öffnen',
    breakFor: 'Sekunden, die er offen bleibt',
    emptyIsNoLimit: 'Leer ist keine Grenze',
    emptyIsNever: 'Leer ist nie',
    emptyAt: 'Leer um',
    from: 'Ab',
    fromHint: 'Leer ist jetzt. Zu einer Zeit ändert sich nur der Takt.',
    set: 'Setzen',
    isSet: (name) => `Die Grenzen von ${name} sind gesetzt.`,
    isPlanned: (name, at) => `${name} ändert den Takt um ${at}.`,
    planned: 'Geplante Änderungen',
    pace: (rate, atOnce) =>
      [rate !== undefined && `${rate ?? '∞'}/s`, atOnce !== undefined && `${atOnce ?? '∞'} zugleich`]
        .filter(Boolean)
        .join(', '),
    takeBack: 'Zurücknehmen',
    takenBack: 'Das ist zurückgenommen.',
    wouldBeEmpty: (at) => `Leer um ${at}.`,
    neverEmpty: 'Wann sie leer ist, ist nicht bekannt.',
    limitedBy: {
      rate: 'Der Takt hält sie auf.',
      concurrency: 'Die Plätze halten sie auf.',
      share: 'Andere wechseln sich mit ihr ab.',
      window: 'Die Anrufzeit hält sie auf.',
      worker: 'Wer ihre Arbeit nimmt, ist nicht schneller.',
    },
    needs: (n, mean) => `Braucht ${n} zugleich, je ${mean}.`,
  },
  overview: {
    services: 'Dienste',
    statuses: {
      Pending: 'Ausstehend',
      Active: 'Aktiv',
      Completed: 'Abgeschlossen',
      Suspended: 'Gesperrt',
      Terminated: 'Beendet',
      Cancelled: 'Storniert',
      Fraud: 'Betrug',
    },
    over: {
      '1h': 'Die letzte Stunde',
      '6h': 'Die letzten 6 Stunden',
      '24h': 'Die letzten 24 Stunden',
      '7d': 'Die letzten 7 Tage',
    },
    ranges: { '1h': '1 h', '6h': '6 h', '24h': '24 h', '7d': '7 d' },
    zoomed: 'Gewählt',
    plots: {
      inLanes: 'Wartet in Modulspuren',
      waiting: 'wartet',
      waits: (n) => `${n} warten jetzt`,
      aMinute: 'Befehle pro Minute',
      settled: 'erledigt',
      failed: 'gescheitert',
      turns: (settled, failed) => `${settled} erledigt und ${failed} gescheitert in der letzten Minute`,
      toSettle: 'Zeit bis zur Erledigung',
      took: (p50, p95) => `Die Hälfte ist nach ${p50} erledigt, 95 von 100 nach ${p95}`,
      module: 'Modul',
      allModules: 'Alle Module',
    },
  },
}
