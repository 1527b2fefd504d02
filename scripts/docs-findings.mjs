// The pages of findings, by family.
import { block, page, plain, table } from './docs-markdown.mjs';
import { FINDING_SAMPLES, REFUSAL_SAMPLES, RUN_FINDING_SAMPLES } from './docs-samples.mjs';

/** The families of findings: page, heading, module and table of messages, and what they have in common. */
const FAMILIES = [
  [
    'yaml',
    'The text as YAML',
    'findings-yaml.js',
    'YAML_MESSAGES',
    'The criteria file is one plain YAML 1.2 document. What makes a text mean different things to different readers is refused.',
  ],
  [
    'keys',
    'Keys and values',
    'findings-keys.js',
    'KEY_MESSAGES',
    'Every key has one form. What is not known is an error, with the nearest known key where there is one.',
  ],
  [
    'targets',
    'Targets and alerts',
    'findings-targets.js',
    'TARGET_MESSAGES',
    'A target says the worst level that the team would launch with; an alert fires near it, on its bad side, within 48 hours.',
  ],
  [
    'references',
    'What refers to what',
    'findings-targets.js',
    'REFERENCE_MESSAGES',
    'Sources, metrics and the keys of a file format are named, and every name must lead somewhere.',
  ],
  [
    'sources',
    'Sources on other hosts',
    'findings-sources.js',
    'SOURCE_MESSAGES',
    'A source on another host is asked with credentials, so that what could leak one, or let somebody else answer, is refused before anything is asked. An alert is verified where it runs.',
  ],
  [
    'launch',
    'The launch and its exceptions',
    'findings-launch.js',
    'LAUNCH_MESSAGES',
    'What a launch needs at the least, and which exceptions the file may make.',
  ],
  [
    'catalogue',
    'What the catalogue knows of a metric',
    'findings-catalogue.js',
    'CATALOGUE_MESSAGES',
    'The [catalogue](../catalogue.md) knows how well-known metrics mislead: on which layer they stand, which direction is good, what they are read together with. Names that it does not know are left as declared.',
  ],
  [
    'alert-delay',
    'How soon an alert speaks',
    'findings-alert-delay.js',
    'ALERT_DELAY_MESSAGES',
    'At least one leading indicator must alert within 48 hours of a quality regression. From the declared parts of an alert the gate computes the worst case, with the arithmetic that it also uses for [verified alerts](../alerts.md).',
  ],
  [
    'odds',
    'Odds before there is data',
    'findings-odds.js',
    'ODDS_MESSAGES',
    'With a confidence and a least number of samples it is known before any data how often a good system would pass.',
  ],
  [
    'preconditions',
    'Preconditions, judges and provisions',
    'findings-preconditions.js',
    'PRECONDITION_MESSAGES',
    'A metric whose preconditions do not hold proves nothing, and neither does a judge that nobody compared with people.',
  ],
  [
    'pins',
    'Pinned files',
    'findings-pins.js',
    'PINS_MESSAGES',
    'With `bind: pins` the evidence must carry the digest of the files that make the feature, as they are at the commit under test.',
  ],
  [
    'north-star',
    'The north star',
    'findings-north-star.js',
    'NORTH_STAR_MESSAGES',
    'One metric that stands for value delivered: reported, never gated; its counter-metrics are.',
  ],
  [
    'lints',
    'Levels that the criteria set',
    'findings-lints.js',
    'LINT_MESSAGES',
    'A criteria file may raise a lint, or lower one with a written reason that reviewers see.',
  ],
  [
    'evidence',
    'What the evidence says about itself',
    'evidence-findings.js',
    'EVIDENCE_FINDING_MESSAGES',
    'Green numbers can lie. What one look at the evidence shows of it is said beside the metric, with the next step of a diagnosis.',
  ],
  [
    'north-star-evidence',
    'The north star and its counter-metrics',
    'north-star-findings.js',
    'NORTH_STAR_FINDING_MESSAGES',
    'What the evidence says of the north star. None of it gates: its counter-metrics do, by their own targets.',
  ],
  [
    'pins-evidence',
    'Pinned files that are not known',
    'pins-findings.js',
    'PINS_FINDING_MESSAGES',
    'What keeps the gate from knowing the pinned files at the commit under test.',
  ],
  [
    'results',
    'Results without criteria',
    'results-findings.js',
    'RESULTS_FINDING_MESSAGES',
    'What `launch-gate check results.json` says where there are no criteria yet. It is never a go.',
  ],
  [
    'run',
    'The run',
    'start-findings.js',
    'START_FINDING_MESSAGES',
    'What the gate says of a run whose inputs or criteria do not let it judge as it was asked for.',
  ],
  [
    'github',
    'The event and GitHub',
    'platform-findings.js',
    'PLATFORM_FINDING_MESSAGES',
    'What the gate says where the event, the pull request or an answer of GitHub does not let it judge.',
  ],
  [
    'changes',
    'What the pull request changes about its own judge',
    'change-findings.js',
    'CHANGE_FINDING_MESSAGES',
    'Criteria that are weakened and a workflow that is changed block like a failing metric, until somebody overrides: the verdict is at least `fail`. Each single change of the criteria is listed in [criteria changes](criteria-changes.md).',
  ],
];

/** What the gate says, with its full stop. Keys keep their letters. */
export const sentence = (text) => plain(text).replace(/([^.?])$/, '$1.');

/** One section per code; every section has the same sub-headings. */
export function section({ code, title, lead, says, why, todo, example }) {
  return [
    `## ${code}`,
    `**${plain(title)}**${lead}`,
    '### What it means',
    says,
    '### Why it matters',
    plain(why),
    '### What to do',
    todo,
    '### Example',
    example,
  ].join('\n\n');
}

/** What loading criteria says of a sample. */
async function argsOf(code, sample, loadCriteria) {
  if (sample === undefined) throw new Error(`docs-samples.mjs has no sample of the finding ${code}`);
  if (sample.args !== undefined) return sample.args;
  const { findings } = await loadCriteria(sample.text, 'launch-gate.yml');
  const found = findings.find((finding) => finding.code === code);
  if (found === undefined) throw new Error(`the sample of ${code} gives ${findings.map((one) => one.code).join(', ')}`);
  return found.args;
}

async function findingSection(code, message, level, loadCriteria) {
  const isRun = Object.hasOwn(RUN_FINDING_SAMPLES, code);
  const sample = FINDING_SAMPLES[code];
  const args = isRun ? RUN_FINDING_SAMPLES[code] : await argsOf(code, sample, loadCriteria);
  const right = block('yaml fragment', message.example);
  const example = isRun ? right : `For this:\n\n${block('yaml fragment', sample.shown)}\n\nwrite such as:\n\n${right}`;
  return section({
    ...{ code, title: message.title, lead: ` · ${level}`, why: message.why, example },
    says: `> ${sentence(message.says(args))}`,
    todo: sentence(message.fix(args)),
  });
}

const LEVELS = {
  error:
    'the gate cannot judge: verdict `error`, no-go, exit code 2; of what a [pull request changes](changes.md), it blocks with verdict `fail`',
  warning: 'shown to reviewers; does not change the verdict by itself',
  info: 'a note',
};

/** The pages of findings and their index. */
export async function findingPages({ built }) {
  const { loadCriteria } = await built('criteria/load-criteria.js');
  const { FINDING_LEVELS } = await built('core/finding-codes.js');
  const { RUN_FINDING_LEVELS } = await built('core/run-finding-codes.js');
  const levels = { ...FINDING_LEVELS, ...RUN_FINDING_LEVELS };
  const pages = [];
  const index = [];
  for (const [name, heading, module, list, says] of FAMILIES) {
    const messages = (await built(`report/messages/${module}`))[list];
    const sections = [];
    const rows = [];
    for (const [code, message] of Object.entries(messages)) {
      sections.push(await findingSection(code, message, levels[code], loadCriteria));
      rows.push([`[\`${code}\`](${name}.md#${code})`, levels[code], plain(message.title)]);
    }
    pages.push([
      `docs/findings/${name}.md`,
      page(`# Findings: ${heading}`, says, `All families: [index](README.md).`, ...sections),
    ]);
    index.push(`## ${heading}`, says, table(['code', 'level', 'what it is'], rows));
  }
  const intro = [
    '# Findings',
    'What the gate finds wrong, or worth knowing, before it judges anything. All findings of a file are reported at once, each with its path, line and column, a code that stays the same, what is wrong and what to do.',
    table(['level', 'effect'], Object.entries(LEVELS)),
    'Problems of the evidence are not findings: they are the status of a metric, see [statuses](../statuses.md).',
  ];
  const more = [
    '## Overrides and criteria changes',
    'Why a label does not override: [refused overrides](refusals.md). What may change in the criteria, and how it counts: [criteria changes](criteria-changes.md).',
  ];
  return [['docs/findings/README.md', page(...intro, ...index, ...more)], ...pages];
}

/** The page of why a label does not override. */
export async function refusalPages({ built }) {
  const { REFUSAL_CODES } = await built('core/override.js');
  const { REFUSAL_MESSAGES } = await built('report/messages/refusals.js');
  const rows = REFUSAL_CODES.map((code) => [`[\`${code}\`](#${code})`, plain(REFUSAL_MESSAGES[code].title)]);
  const sections = REFUSAL_CODES.map((code) => {
    const message = REFUSAL_MESSAGES[code];
    const args = REFUSAL_SAMPLES[code];
    if (args === undefined) throw new Error(`docs-samples.mjs has no sample of the refusal ${code}`);
    return section({
      ...{ code, title: message.title, lead: '', why: message.why, example: block('text', message.example) },
      ...{ says: `> ${sentence(message.says(args))}`, todo: sentence(message.fix(args)) },
    });
  });
  const intro = [
    '# Refused overrides',
    'A label overrides the gate only with proof of who applied it, when, on what and why. Where one condition fails, or cannot be told, the label is refused, the gate decides as if it were not there, and the first lines of the comment say which condition it was and what to do. In the JSON report the code stands in `override.refusal.code`.',
    table(['code', 'what it is'], rows),
  ];
  return [['docs/findings/refusals.md', page(...intro, ...sections)]];
}

/** The page of what a pull request may change in the criteria. */
export async function changePages({ built }) {
  const { CRITERIA_CHANGE_CODES } = await built('core/criteria-change-codes.js');
  const { CRITERIA_CHANGE_MESSAGES } = await built('report/messages/criteria-changes.js');
  const rows = CRITERIA_CHANGE_CODES.map((code) => {
    const { title, why, example } = CRITERIA_CHANGE_MESSAGES[code];
    return [`\`${code}\``, plain(title), plain(why), `\`${example.split('\n')[0].replaceAll('|', '\\|')}\``];
  });
  return [
    [
      'docs/findings/criteria-changes.md',
      page(
        '# Criteria changes',
        'A pull request is judged by the criteria of the base branch. Its own copy is compared with the point where its branch began, and every difference is listed: a *weakening* could turn a no-go into a go and blocks until somebody overrides, a *strengthening* is good news, anything else is named. In the JSON report they stand in `criteria.changes` with the code, the metric, the kind and the line.',
        table(['code', 'what it is', 'why it is told', 'example'], rows),
      ),
    ],
  ];
}
