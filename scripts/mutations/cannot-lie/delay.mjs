import { within } from './within.mjs';

/** Guards of the 48-hour rule by declared parts. */
export const DELAY = [
  ...within(
    'core/detection-delay.ts',
    ['core/detection-delay'],
    [
      ...['lag', 'refresh', 'badShare * window', 'interval', 'held', 'recording', 'group'].map((part) => [
        `a delay has its part: ${part}`,
        ` ${part} + `,
        ' ',
      ]),
      ['holding is in whole intervals', 'Math.ceil(hold / interval) * interval', 'hold'],
      ['a delay has its part: route', ' + route;', ';'],
      ['a delay of negative parts is none', 'part >= 0);', 'part >= -1e9);'],
    ],
  ),
  ...within(
    'core/declared-delay.ts',
    ['core/declared-delay'],
    [
      [
        'a rule takes a minute where nothing is declared',
        'parts.everySeconds ?? USUAL_EVERY_SECONDS',
        'parts.everySeconds ?? 1',
      ],
      ['a declared delay waits for its group', 'group: USUAL_GROUP_SECONDS', 'group: 0'],
      ['a window is as long as the traffic needs', 'Math.max(window, needed)', 'window'],
      ['parts that cannot be computed have no delay', 'if (needed === null ||', 'if (needed === -1 ||'],
    ],
  ),
  ...within(
    'core/alert-delay.ts',
    ['core/judge-alert', 'core/declared-delay'],
    [
      [
        'declared parts take 48 hours at most',
        'if (seconds > DETECTION_LIMIT_SECONDS)',
        'if (seconds > DETECTION_LIMIT_SECONDS + 1)',
      ],
      [
        'declared parts take 48 hours, and not less',
        'if (seconds > DETECTION_LIMIT_SECONDS)',
        'if (seconds >= DETECTION_LIMIT_SECONDS)',
      ],
      ['an alert takes no longer than within', '!(seconds <= withinSeconds)', 'seconds > withinSeconds + 1'],
      ['what the system knows to be slow is not declared quick', '!(least <= declared.seconds)', 'least === -1'],
      [
        'parts that nobody can compute are unsure',
        'isSaid || alert.parts === null || alert.declaredDelay !== null',
        'isSaid || alert.parts !== undefined',
      ],
    ],
  ),
  ...within(
    'core/traffic-window.ts',
    ['core/traffic-window'],
    [
      ['traffic is counted in events per hour', '(samples / eventsPerHour) * 3600', '(samples / eventsPerHour) * 60'],
      ['traffic tells shares only', '!isOfShares(unit) || ', ''],
      ['no events tell nothing', 'eventsPerHour > 0 && Number.isFinite(seconds)', 'seconds !== null'],
    ],
  ),
  ...within(
    'criteria/alert-parts.ts',
    ['criteria/alert-delay'],
    [
      [
        'parts over their limit count for no launch',
        'return delay.seconds <= limit.seconds ? null : limit.text;',
        'return null;',
      ],
      [
        'parts are held to 48 hours whatever within says',
        'seconds === null || seconds > DETECTION_LIMIT_SECONDS',
        'seconds === null',
      ],
    ],
  ),
  ...within(
    'criteria/checks/alert-delay.ts',
    ['criteria/alert-delay'],
    [
      [
        'a rule that looks too seldom leaves gaps',
        '(parts.everySeconds ?? 0) > LOOKBACK_SECONDS',
        '(parts.everySeconds ?? 0) > LOOKBACK_SECONDS * 2',
      ],
      ['traffic that cannot be computed is said', 'if (window.ok) return;', 'if (window !== null) return;'],
      [
        'parts that are too slow are said',
        'if (delay.seconds <= limit.seconds) return;',
        'if (delay.seconds <= limit.seconds * 2) return;',
      ],
    ],
  ),
];

/** Guards of evidence that is bound to pinned files. */
export const PINS = [
  ...within(
    'core/pins-digest.ts',
    ['core/pins-digest'],
    [
      [
        'no file has no digest',
        "if (files.length === 0) return { ok: false, detail: 'the globs under subject.pins name no file' };",
        '',
      ],
      ['a file is pinned once', 'if (sorted[index - 1]?.path === path)', 'if (sorted[index - 1]?.path === null)'],
      ['a name does not pass for two files', '/[\\n\\0]/.test(path)', "path === '\\n'"],
      [
        'pinned files are in the order of bytes',
        '[a.codePointAt(index) ?? 0, b.codePointAt(index) ?? 0]',
        '[a.charCodeAt(index), b.charCodeAt(index)]',
      ],
      ['a pinned file has an object id', 'if (!OBJECT_ID.test(id))', "if (id === '')"],
    ],
  ),
  ...within(
    'core/freshness.ts',
    ['core/freshness', 'threats/time-of-evidence', 'core/judge'],
    [
      [
        'evidence of other pins is stale',
        'return isSameDigest(evidence, at.pins) ? null',
        'return evidence !== null ? null',
      ],
      [
        'an unknown digest equals nothing',
        'evidence !== null && evidence === tested && DIGEST.test(tested)',
        'evidence === tested',
      ],
    ],
  ),
  ...within(
    'sources/pinned-files.ts',
    ['sources/pinned-files', 'pins-under-test'],
    [
      [
        'a glob that names no file is said',
        'filter(({ matches }) => !names.some(matches))',
        'filter(({ matches }) => names.length === 0 && !names.some(matches))',
      ],
    ],
  ),
  ...within(
    'pins-under-test.ts',
    ['pins-under-test'],
    [
      [
        'pins that are not known have no digest',
        'if (!pinned.known) {',
        "if (!pinned.known && pinned.detail === '') {",
      ],
      ['pins without a file are said in the report', 'unmatched.length === 0 ? []', 'unmatched.length >= 0 ? []'],
    ],
  ),
  ...within(
    'criteria/checks/pins.ts',
    ['criteria/pins'],
    [['who binds to pins names files', "!isPlainMap(root) || !isWritten(root, 'subject')", '!isPlainMap(root)']],
  ),
];
