import type { AlertReasonCode } from '../../core/alert-reason-codes.ts';
import type { TextArgs } from '../../core/finding.ts';
import { delayParts, longestPart, partsIn } from '../delay-parts.ts';
import { formatDelay } from '../durations.ts';
import { arg, type Message } from './message.ts';
import { numeric } from './reason-numbers.ts';

const QUESTION_WORDS: Readonly<Record<string, string>> = {
  exists: 'whether the rule exists',
  enabled: 'whether it is switched on',
  evaluating: 'whether it is evaluated',
  muted: 'whether it is silenced',
  notifies: 'whether somebody is notified',
  watches: 'whether it watches this metric',
  state: 'whether it fires',
  fires: 'at which value it fires',
  delay: 'how long it takes',
};

/** Questions about an alert as what is not known of it; those without words are left out. */
export function questionWords(questions: readonly string[]): string {
  return questions.flatMap((one) => (Object.hasOwn(QUESTION_WORDS, one) ? [QUESTION_WORDS[one]] : [])).join(', ');
}

/** `the rule X` with where it was asked, as far as both are known. */
function ruleOf(args: TextArgs): string {
  const [rule, where] = [arg(args, 'rule'), arg(args, 'where')];
  const named = rule === '' ? 'the rule' : `the rule “${rule}”`;
  return where === '' ? named : `${named} at ${where}`;
}

/** The same at the beginning of a sentence. */
function theRule(args: TextArgs): string {
  return `T${ruleOf(args).slice(1)}`;
}

/** The sentence, then what the system's answer says in particular. */
function withEvidence(text: string, args: TextArgs): string {
  const detail = arg(args, 'detail').trim();
  return detail === '' ? `${text}.` : `${text}: ${detail}`;
}

function delayOf(args: TextArgs, name: string): string {
  const seconds = numeric(args, name);
  return seconds === null ? 'an unknown time' : formatDelay(seconds);
}

/** Whose parts the arguments carry. */
function whose(args: TextArgs): 'system' | 'criteria' {
  return arg(args, 'partsOf') === 'criteria' ? 'criteria' : 'system';
}

/** `The rule X may take 50.1 h to reach somebody, more than 48 h: 24 h window + …`, as far as the parts are known. */
function slow(args: TextArgs, most: string): string {
  const parts = partsIn(args);
  const shown = parts === null ? [] : delayParts(parts, whose(args));
  const sum = shown.length < 2 ? '' : `: ${shown.join(' + ')}`;
  const who = whose(args) === 'criteria' ? 'By its declared parts the alert' : theRule(args);
  return `${who} may take ${delayOf(args, 'seconds')} to reach somebody, more than ${most}${sum}.`;
}

/** What to shorten first: the longest part. */
function shorten(args: TextArgs): string {
  const parts = partsIn(args);
  const longest = parts === null ? null : longestPart(parts, whose(args));
  if (longest === null) return 'Shorten the window, the interval, the hold or the routing';
  return `Shorten ${whose(args) === 'criteria' ? '' : 'the '}${longest} first`;
}

function questions(args: TextArgs, name: string): string {
  const given = args[name];
  const names: readonly string[] = Array.isArray(given) ? given : [arg(args, name)];
  return questionWords(names) || 'whether it works';
}

/** True where the rule compares otherwise than the criteria promise. */
function isOtherwise(args: TextArgs): boolean {
  return arg(args, 'fires') !== '' && arg(args, 'when') !== '';
}

/** `fires at > 0.99, the criteria promise > 0.15`. */
function otherwise(args: TextArgs): string {
  return `fires at ${arg(args, 'fires')}, the criteria promise ${arg(args, 'when')}`;
}

/** True where nothing is left that is not known. */
function isTold(args: TextArgs): boolean {
  return Array.isArray(args['unknown']) && args['unknown'].length === 0;
}

const SILENT = 'Between launch and the next person who looks, nobody would be told that users suffer.';
const NOT_KNOWN = 'What is not known of an alert is never taken for good.';
const DECLARED = 'alert: { when: "> 0.15", within: 24h, notifies: "#oncall", verify: { source: prom, rule: High } }';

/** What is said of an alert's state, keyed by the code of its reason. */
export const ALERT_REASON_MESSAGES = {
  'alert-verified': {
    title: 'Really wired',
    says: (args) =>
      arg(args, 'state') === 'pending'
        ? `${theRule(args)} exists, is evaluated, is not silenced and notifies; it is pending now.`
        : `${theRule(args)} exists, is evaluated, is not silenced and notifies.`,
    fix: (args) =>
      arg(args, 'state') === 'pending'
        ? 'Look at it before you launch: its condition holds, and it fires unless that ends.'
        : '',
    why: 'All that could be asked was asked, and every answer is good.',
    example: DECLARED,
  },
  'alert-partly-verified': {
    title: 'Wired, as far as can be asked',
    says: (args) =>
      isOtherwise(args)
        ? `${theRule(args)} ${otherwise(args)}${isTold(args) ? '' : `; not known: ${questions(args, 'unknown')}`}; all else that could be asked is good.`
        : `What could be asked of ${ruleOf(args)} is good; not known: ${questions(args, 'unknown')}.`,
    fix: (args) =>
      isOtherwise(args)
        ? `Let the rule fire at ${arg(args, 'when')}, or write in alert.when what it does${isTold(args) ? '' : ', and check by hand what the system cannot tell'}; this does not block.`
        : 'Check by hand what the system cannot tell; this does not block.',
    why: 'Some systems do not tell everything: what a managed service does behind its interface can only be looked at there. And a rule that fires later than the criteria promise leaves values that nobody is told of.',
    example: 'a managed Prometheus that does not show its Alertmanager',
  },
  'alert-missing': {
    title: 'No such rule',
    says: (args) => withEvidence(`${theRule(args)} was not found`, args),
    fix: () => 'Create the rule and let it be loaded, or correct verify.rule or verify.labels.',
    why: SILENT,
    example: 'verify: { source: prom, rule: RepeatQueryRateHigh }',
  },
  'alert-disabled': {
    title: 'Switched off',
    says: (args) => withEvidence(`${theRule(args)} is switched off`, args),
    fix: () => 'Switch the rule on.',
    why: SILENT,
    example: 'a rule that is paused',
  },
  'alert-not-evaluating': {
    title: 'Not evaluated',
    says: (args) => withEvidence(`${theRule(args)} is not evaluated`, args),
    fix: () => 'Repair what keeps the rule from being evaluated: its expression, or the system that runs it.',
    why: SILENT,
    example: 'a rule whose health is err',
  },
  'alert-unrouted': {
    title: 'Nobody is notified',
    says: (args) => withEvidence(`Nobody would be notified by ${ruleOf(args)}`, args),
    fix: () => 'Send the alert to an Alertmanager, and its labels to a receiver that reaches people.',
    why: SILENT,
    example: 'receivers: [{ name: "null" }]',
  },
  'alert-muted': {
    title: 'Silenced',
    says: (args) => withEvidence(`${theRule(args)} is silenced`, args),
    fix: () => 'End the silence, or launch when it has ended.',
    why: SILENT,
    example: 'a silence for alertname=RepeatQueryRateHigh',
  },
  'alert-watches-other': {
    title: 'Watches something else',
    says: (args) => withEvidence(`${theRule(args)} watches something else than this metric`, args),
    fix: () => 'Name the rule that reads the same series as the metric, or correct its expression.',
    why: 'An alert on another series stays silent when this metric goes bad.',
    example: 'the metric reads repeat_queries_total, the rule reads up',
  },
  'alert-other-direction': {
    title: 'Fires in the other direction',
    says: (args) =>
      isOtherwise(args)
        ? `${theRule(args)} fires in the other direction: it ${otherwise(args)}.`
        : `${theRule(args)} fires in the other direction than the criteria promise.`,
    fix: () => 'Turn the comparison of the rule around, or name the rule that fires where alert.when says.',
    why: 'An alert that fires while the metric is good stays silent when it goes bad.',
    example: 'alert: { when: "> 0.15" }    # and the rule says repeat_query_rate < 0.15',
  },
  'alert-firing': {
    title: 'Firing now',
    says: (args) => `${theRule(args)} fires now.`,
    fix: () => 'Find out what is wrong and mend it before the launch.',
    why: 'What the alert is there to notice has happened already.',
    example: 'state: firing',
  },
  'alert-over-limit': {
    title: 'Slower than 48 hours',
    says: (args) => slow(args, `the ${delayOf(args, 'limit')} that a launch allows`),
    fix: (args) => `${shorten(args)}, or alert on a metric that moves earlier.`,
    why: 'After two days most users have already met the fault.',
    example: 'expr: sum(rate(repeat_queries_total[72h])) > 0.15',
  },
  'alert-over-within': {
    title: 'Slower than declared',
    says: (args) => slow(args, `the ${delayOf(args, 'within')} that within declares`),
    fix: (args) => `${shorten(args)}, or let the team decide whether a longer within is good enough.`,
    why: 'What is declared is what people rely on.',
    example: 'within: 6h    # and the rule looks back over 24h',
  },
  'alert-not-asked': {
    title: 'Not asked yet',
    says: (args) =>
      `The pull request itself brings these criteria: whether ${ruleOf(args)} is wired is asked once they are merged.`,
    fix: () => 'Review what the criteria ask, and of whom, and merge them; from then on the alert is verified.',
    why: 'Criteria that nobody has agreed to could send credentials anywhere, or ask whoever says what is wanted.',
    example: 'the first pull request that adds .github/launch-gate.yml',
  },
  'alert-unanswered': {
    title: 'No answer about the alert',
    says: (args) => {
      const code = arg(args, 'code');
      return withEvidence(`Nothing is known of ${ruleOf(args)}${code === '' ? '' : ` (${code})`}`, args);
    },
    fix: () => 'Make the alerting system answer: its address, the credentials and their rights.',
    why: NOT_KNOWN,
    example: 'HTTP status 503',
  },
  'alert-ambiguous': {
    title: 'Several rules of that name',
    says: (args) => withEvidence(`Several rules have the name of ${ruleOf(args)}, and none is selected`, args),
    fix: () => 'Add verify.labels that exactly one of them has.',
    why: 'Taking the first of several would verify whatever happens to come first.',
    example: 'verify: { source: prom, rule: High, labels: { team: search } }',
  },
  'alert-unsure': {
    title: 'Not known whether it works',
    says: (args) => {
      const what = arg(args, 'because') === 'declared' ? 'the alert' : ruleOf(args);
      return withEvidence(`Of ${what} it is not known ${questions(args, 'question')}`, args);
    },
    fix: (args) =>
      arg(args, 'because') === 'no-series'
        ? 'Its expression selects no series: check the names in it, or see that the series arrive, then run the gate again.'
        : arg(args, 'because') === 'declared'
          ? 'Correct every, window, for, delay, routing or events-per-hour of the alert.'
          : 'Repair what keeps the system from answering, or end what may silence the alert, then run the gate again.',
    why: NOT_KNOWN,
    example: 'an Alertmanager that does not answer',
  },
} satisfies Record<AlertReasonCode, Message>;
