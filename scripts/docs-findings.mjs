// The pages of findings, by family.
import { block, page, plain, table } from './docs-markdown.mjs';
import { FINDING_SAMPLES, RUN_FINDING_SAMPLES } from './docs-samples.mjs';

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
    'launch',
    'The launch and its exceptions',
    'findings-launch.js',
    'LAUNCH_MESSAGES',
    'What a launch needs at the least, and which exceptions the file may make.',
  ],
  [
    'run',
    'The run',
    'run-findings.js',
    'RUN_FINDING_MESSAGES',
    'What the gate says of a run that cannot be judged as it was asked for.',
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
  error: 'the gate cannot judge: verdict `error`, no-go, exit code 2',
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
  return [['docs/findings/README.md', page(...intro, ...index)], ...pages];
}
