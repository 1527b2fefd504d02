import type { Break, Diagnosis, LayerColours } from '../core/diagnosis.ts';
import { isOnStack, LAYERS, type Layer } from '../core/layer.ts';
import { colourLayers } from '../core/layer-colours.ts';
import type { MetricResult, SamplesNeeded, Status } from '../core/result.ts';
import { listed } from './listed.ts';
import { DIAGNOSIS_MESSAGES, type DiagnosisArgs, repairFirst } from './messages/diagnosis.ts';
import { DIAGNOSIS_NOTES, graphNoteText } from './messages/diagnosis-notes.ts';
import { isSourceFailure } from './source-failure.ts';

/** A diagnosis in words: plain text in which metrics' titles are foreign and still to be neutralised. */
export interface DiagnosisText {
  /** One line without a full stop. */
  readonly headline: string;
  /** Two sentences: where the stack diverges and what is inherited; what to change and which metric proves it. */
  readonly sentences: readonly string[];
  /** What a product manager does on Monday. */
  readonly monday: string;
  /** Further lines, most important first: other breaks, mixed layers, blind and undecided layers, notes, the graph. */
  readonly extra: readonly string[];
}

const DECIDED: readonly Status[] = ['pass', 'fail', 'pending'];
const MOST_GRAPH_LINES = 12;

/** A metric in a sentence: its quoted title, or its id. */
function nameOf({ criterion }: MetricResult): string {
  return criterion.title === null ? criterion.id : `“${criterion.title}”`;
}

function namesOf(results: readonly MetricResult[], layers: readonly Layer[], statuses: readonly Status[]): string[] {
  return results
    .filter(({ criterion, status }) => layers.some((layer) => layer === criterion.layer) && statuses.includes(status))
    .map(nameOf);
}

/** The layers whose undecided metrics a diagnosis waits for. */
function awaitedLayers(diagnosis: Diagnosis): readonly Layer[] {
  return diagnosis.code === 'unresolved' ? diagnosis.measure : diagnosis.unknown;
}

function argsOf(
  diagnosis: Diagnosis,
  required: readonly MetricResult[],
  colours: LayerColours,
  repairs: readonly string[],
): DiagnosisArgs {
  const { from, to, inherited } = diagnosis;
  const awaited = awaitedLayers(diagnosis);
  const undecided = required.filter(({ status, criterion }) => {
    return awaited.some((layer) => layer === criterion.layer) && !DECIDED.includes(status);
  });
  const above = to === null ? [] : LAYERS.slice(LAYERS.indexOf(to) + 1);
  const due = diagnosis.notes.find(({ code }) => code === 'business-pending')?.args['due'];
  return {
    from,
    to,
    proxies: from === null ? [] : namesOf(required, [from], ['pass']),
    proof: to === null ? [] : namesOf(required, [to], ['fail']),
    inherited,
    next: namesOf(required, inherited.slice(0, 1), ['fail']),
    above: above.find((layer) => colours[layer] === 'green') ?? null,
    measure: diagnosis.measure,
    blind: diagnosis.blind,
    unknown: diagnosis.unknown,
    undecided: undecided.map(wanting),
    unanswered: undecided.filter((result) => !isSourceFailure(result)).map(wanting),
    repairs,
    due: typeof due === 'string' ? due : null,
  };
}

function wanting(result: MetricResult): string {
  return `${nameOf(result)} (${wantOf(result)})`;
}

/** What an undecided metric wants, in a few words. */
function wantOf({ status, samplesNeeded, reason }: MetricResult): string {
  switch (status) {
    case 'inconclusive':
      return samplesNeeded === null ? 'inconclusive' : moreSamples(samplesNeeded);
    case 'stale':
      return 'stale: measure again';
    case 'missing':
      return reason.args['failed'] === 'yes' ? `${sourceOf(reason)} did not answer` : 'not in its source';
    case 'error':
      return reason.code === 'evidence-in-change' ? 'written by the change itself' : `${sourceOf(reason)} failed`;
    case 'unmeasured':
      return 'not measured';
    case 'pending':
      return 'too early';
    case 'pass':
      return 'passes';
    case 'fail':
      return 'fails';
    default:
      status satisfies never;
      return 'unknown';
  }
}

/** The numbers that the metric's own row says. */
function moreSamples({ least, likely }: SamplesNeeded): string {
  const even = least === likely ? '' : `, about even odds with ${least}`;
  return `about ${likely} more sample${likely === 1 ? '' : 's'}${even}`;
}

function sourceOf({ args }: MetricResult['reason']): string {
  const source = args['source'];
  return typeof source === 'string' && source !== '' ? `its source ${source}` : 'its source';
}

function secondaryText({ code, from, to }: Break): string {
  const edge = from === null ? (to ?? 'an unknown place') : `${from} → ${to ?? 'above'}`;
  if (code === 'contained') return `Also, contained by a passing layer above: ${edge}.`;
  if (code === 'unresolved')
    return `Also, not yet placed: a break between ${from ?? 'nothing known'} and ${to ?? 'above'}.`;
  return `Also, a break of its own: ${edge}.`;
}

/** Red layers of which only some metrics fail, so that a mixed layer is seen as such. */
function mixedLines(required: readonly MetricResult[]): readonly string[] {
  return LAYERS.flatMap((layer) => {
    const all = required.filter(({ criterion }) => criterion.layer === layer);
    const red = all.filter(({ status }) => status === 'fail');
    if (red.length === 0 || red.length === all.length) return [];
    return [`${red.length} of ${all.length} required ${layer} metrics ${red.length === 1 ? 'fails' : 'fail'}.`];
  });
}

function unmeasuredLines({ code, unverified, blind, unknown }: Diagnosis): readonly string[] {
  const lines: string[] = [];
  if (unverified.length > 0) {
    lines.push(`That ${listed(unverified)} inherits the failure is not verified: a layer between is not known.`);
  }
  if (code !== 'blind' && blind.length > 0) lines.push(`Nothing is measured at ${listed(blind)}: flying blind there.`);
  if (code !== 'undetermined' && unknown.length > 0) lines.push(`Not decided: ${listed(unknown)}.`);
  return lines;
}

/** What the declared graph adds; assumed edges only repeat the layers, and say nothing that is worth a line. */
function graphLines({ graph }: Diagnosis, required: readonly MetricResult[]): readonly string[] {
  const names = new Map(required.map((result) => [result.criterion.id, nameOf(result)]));
  const name = (id: string): string => names.get(id) ?? id;
  const declared = new Set(required.flatMap(({ criterion }) => (criterion.drives.length > 0 ? [criterion.id] : [])));
  if (declared.size === 0) return [];
  // What is inherited stands in the diagnosis already, layer by layer; the JSON report has it metric by metric.
  const lines = graph
    .filter(({ assumed, kind }) => !assumed && kind !== 'inherited')
    .map(({ kind, metric, drivers }) => graphNoteText(kind, name(metric), drivers.map(name)));
  if (lines.length <= MOST_GRAPH_LINES) return lines;
  return [...lines.slice(0, MOST_GRAPH_LINES), `${lines.length - MOST_GRAPH_LINES} more such relations.`];
}

function advisoryLines(results: readonly MetricResult[]): readonly string[] {
  const failing = results.filter(({ criterion, status }) => !criterion.required && status === 'fail').map(nameOf);
  return failing.length === 0
    ? []
    : [`Advisory, outside the diagnosis: ${listed(failing)} ${failing.length === 1 ? 'fails' : 'fail'}.`];
}

const NOTHING_JUDGED = {
  headline: 'Nothing could be judged, so nothing can be said of the stack',
  sentences: [
    'No required metric has a value that could be compared with its target, so where the stack diverges cannot be told.',
    'Bring the evidence to the gate first; the reasons below say what is missing for each metric.',
  ],
  monday: ({ repairs }: DiagnosisArgs) =>
    repairs.length > 0
      ? repairFirst(repairs)
      : 'Find out with an engineer why the results did not reach the gate, and run it again.',
} as const;

/** The words for a diagnosis of these results; `repairs` say what mends the sources that failed. */
export function describeDiagnosis(
  diagnosis: Diagnosis,
  results: readonly MetricResult[],
  repairs: readonly string[] = [],
): DiagnosisText {
  const required = results.filter(({ criterion }) => criterion.required && isOnStack(criterion.layer));
  const message = DIAGNOSIS_MESSAGES[diagnosis.code];
  const args = argsOf(diagnosis, required, colourLayers(required), repairs);
  const notes = diagnosis.notes.flatMap(({ code, args: noteArgs }) => {
    if (code === 'business-pending' && diagnosis.code === 'healthy') return [];
    const text = Object.hasOwn(DIAGNOSIS_NOTES, code) ? DIAGNOSIS_NOTES[code]?.(noteArgs) : undefined;
    return text === undefined ? [] : [text];
  });
  // Metrics that are declared and could not be judged are no sign of a blind team, but of evidence that did not arrive.
  const arrived = required.length === 0 || required.some(({ compared, status }) => compared || status === 'pending');
  return {
    headline: arrived ? message.headline(args) : NOTHING_JUDGED.headline,
    sentences: arrived ? [message.says(args), message.fix(args)] : NOTHING_JUDGED.sentences,
    monday: arrived ? message.monday(args) : NOTHING_JUDGED.monday(args),
    extra: [
      ...diagnosis.secondary.map(secondaryText),
      ...unmeasuredLines(diagnosis),
      ...mixedLines(required),
      ...notes,
      ...graphLines(diagnosis, required),
      ...advisoryLines(results),
    ],
  };
}

/** One sentence for the leaning diagnosis: what the point values would say, and that they prove nothing. */
export function describeLeaning(leaning: Diagnosis, diagnosis: Diagnosis): string {
  const leaners = listed(diagnosis.unknown);
  const proof = `${leaners} ${diagnosis.unknown.length === 1 ? 'is' : 'are'} taken by point values, which prove nothing`;
  switch (leaning.code) {
    case 'diverges-model-task':
    case 'diverges-task-product':
    case 'diverges-product-business':
      return `Probable divergence ${leaning.from ?? 'below'} → ${leaning.to ?? 'above'} (${proof}).`;
    case 'model-fault':
      return `Probably the failure starts in the model layer (${proof}).`;
    case 'contained':
      return `Probably a contained failure at ${leaning.to ?? 'a lower layer'} (${proof}).`;
    case 'unresolved':
      return `Probably a break somewhere below ${leaning.to ?? 'the failing layer'} (${proof}).`;
    case 'healthy':
      return `Leaning towards no divergence (${proof}).`;
    case 'undetermined':
    case 'blind':
      return `The point values do not show a divergence either (${proof}).`;
    default:
      leaning.code satisfies never;
      return '';
  }
}
