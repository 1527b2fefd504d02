// What `launch-gate explain` says of codes, read from the generated pages, so that both say the same.
import { changePages, findingPages, refusalPages } from './docs-findings.mjs';
import { alertPages, diagnosisPages, statusPages } from './docs-judgement.mjs';

/** The pages that hold a section per code, by what their codes are. */
const PAGES = [
  ['finding', findingPages],
  ['reason', statusPages],
  ['alert', alertPages],
  ['diagnosis', diagnosisPages],
  ['refusal', refusalPages],
];

/** The text that stands behind what `plain` made Markdown of. */
const unescaped = (markdown) =>
  markdown
    .replace(/\\([\\*_<>|`[\]])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>');

/** Text without quotation signs and bold; what stands in a fence is indented. */
function text(markdown) {
  const parts = markdown.trim().split(/^```.*$/m);
  return parts
    .map((part, index) =>
      index % 2 === 1
        ? part.trim().replace(/^/gm, '  ')
        : unescaped(
            part
              .trim()
              .replace(/^> /gm, '')
              .replace(/(?<!\\)\*\*/g, ''),
          ),
    )
    .filter((part) => part !== '')
    .join('\n');
}

/** The first line below a code: its title, and a level, status or state. */
function titleAndLevel(line) {
  const [, title, level = ''] = /^\*\*(.*)\*\*(?: · (.*))?$/.exec(line) ?? [];
  return title === undefined ? null : [unescaped(title), level.replaceAll('`', '') || null];
}

/** Texts by heading. */
function parts(body) {
  return new Map(
    body.map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end).trim(), text(part.slice(end))];
    }),
  );
}

function explanation(kind, path, section) {
  const [head, ...body] = section.split(/^### /m);
  const [code, , line = ''] = head.split('\n');
  const titled = titleAndLevel(line.trim());
  if (titled === null) return [];
  const [title, level] = titled;
  const page = `${path}#${code}`;
  const of = (heading) => parts(body).get(heading) ?? '';
  if (kind === 'diagnosis') {
    const todo = `${of('What to do')}\nOn Monday: ${of('What to do on Monday')}`;
    return [
      {
        code,
        kind,
        title,
        level: null,
        means: of('What it means'),
        why: '',
        todo,
        example: of('What the report says'),
        page,
      },
    ];
  }
  const [means, why, todo] = ['What it means', 'Why it matters', 'What to do'].map(of);
  return [{ code, kind, title, level, means, why, todo, example: of('Example'), page }];
}

/** Changes of the criteria have a table and no sections. */
async function changes({ built }) {
  const { CRITERIA_CHANGE_CODES } = await built('core/criteria-change-codes.js');
  const { CRITERIA_CHANGE_MESSAGES } = await built('report/messages/criteria-changes.js');
  const [[path]] = await changePages({ built });
  return CRITERIA_CHANGE_CODES.map((code) => {
    const { title, why, example } = CRITERIA_CHANGE_MESSAGES[code];
    const todo =
      'A weakening blocks until somebody overrides: take it back, or have it agreed. A strengthening and what is only named need nothing.';
    const shown = example.replace(/^/gm, '  ');
    return { code, kind: 'change', title, level: null, means: why, why: '', todo, example: shown, page: path };
  });
}

/** Every code that must be explained, by kind. */
async function codes({ built }) {
  const { FINDING_LEVELS } = await built('core/finding-codes.js');
  const { RUN_FINDING_LEVELS } = await built('core/run-finding-codes.js');
  const { REASON_CODES } = await built('core/reason-codes.js');
  const { ALERT_REASON_CODES } = await built('core/alert-reason-codes.js');
  const { DIAGNOSIS_CODES } = await built('core/diagnosis.js');
  const { REFUSAL_CODES } = await built('core/override.js');
  return {
    finding: Object.keys({ ...FINDING_LEVELS, ...RUN_FINDING_LEVELS }),
    ...{ reason: REASON_CODES, alert: ALERT_REASON_CODES, diagnosis: DIAGNOSIS_CODES, refusal: REFUSAL_CODES },
  };
}

/** A generator: the module of explanations that `explain` loads. */
export async function explanations(context) {
  const wanted = await codes(context);
  const all = [];
  for (const [kind, pages] of PAGES) {
    const sections = (await pages(context)).flatMap(([path, content]) =>
      content
        .split(/^## /m)
        .slice(1)
        .map((section) => [path, section]),
    );
    const found = sections.flatMap(([path, section]) => explanation(kind, path, section));
    const missing = wanted[kind].filter((code) => !found.some((one) => one.code === code));
    const surplus = found.filter(({ code }) => !wanted[kind].includes(code)).map(({ code }) => code);
    if (missing.length > 0 || surplus.length > 0)
      throw new Error(`explanations, ${kind}: missing ${missing}; not a code: ${surplus}`);
    for (const one of found)
      if (one.means === '' || one.todo === '') throw new Error(`explanations: ${one.code} does not say what to do`);
    all.push(...found);
  }
  all.push(...(await changes(context)));
  const source = [
    '// Made from the pages of the docs by `npm run build`; do not edit.',
    "import type { Explanation } from './explanation.ts';",
    '',
    '/** Every code that the gate prints, explained. */',
    'export const EXPLANATIONS: readonly Explanation[] = [',
    ...all.map((one) => `  ${JSON.stringify(one)},`),
    '];',
    '',
  ].join('\n');
  return [['src/command-line/explanations.generated.ts', source]];
}
