import type { DiagnosisCode } from '../../core/diagnosis.ts';
import type { Layer } from '../../core/layer.ts';
import { listed } from '../listed.ts';

/** What fills the texts of a diagnosis. Names of metrics are foreign text, neutralised by the renderer. */
export interface DiagnosisArgs {
  readonly from: Layer | null;
  readonly to: Layer | null;
  /** Passing metrics of `from`: the proxies that did not see the break. */
  readonly proxies: readonly string[];
  /** Failing metrics of `to`: what a repair is judged by. */
  readonly proof: readonly string[];
  readonly inherited: readonly Layer[];
  /** Failing metrics of the lowest inherited layer: where a repair is verified next. */
  readonly next: readonly string[];
  /** The passing layer above a contained break. */
  readonly above: Layer | null;
  readonly measure: readonly Layer[];
  readonly blind: readonly Layer[];
  readonly unknown: readonly Layer[];
  /** Undecided metrics of the layers that matter. */
  readonly undecided: readonly string[];
  /** Those of them whose source did not fail: that is, for which somebody can bring evidence. */
  readonly unanswered: readonly string[];
  /** What to do about each source that failed. */
  readonly repairs: readonly string[];
  /** The first date on which business evidence is due, as written. */
  readonly due: string | null;
}

/** The texts of one diagnosis code: plain sentences without Markdown, for the reviewer and for the docs. */
export interface DiagnosisMessage {
  /** A short heading for the docs. */
  readonly title: string;
  /** The diagnosis in one line, without a full stop. */
  readonly headline: (args: DiagnosisArgs) => string;
  /** Where the stack diverges, and what is inherited. */
  readonly says: (args: DiagnosisArgs) => string;
  /** What to change, and which metric proves it. */
  readonly fix: (args: DiagnosisArgs) => string;
  /** What a product manager does on Monday. */
  readonly monday: (args: DiagnosisArgs) => string;
  /** Docs: why it matters. */
  readonly why: string;
  /** Docs: the pattern of layers, from model to business. */
  readonly example: string;
}

const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);
const layers = (list: readonly Layer[]): string => listed(list);
const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);
const layerNoun = (list: readonly Layer[]): string => `the ${layers(list)} ${plural(list.length, 'layer', 'layers')}`;
const named = (list: readonly string[], fallback: string): string => (list.length === 0 ? fallback : listed(list));

/** "Product and business inherit it.", or that nothing else does. */
function inherits(args: DiagnosisArgs): string {
  const { inherited } = args;
  if (inherited.length === 0) return '';
  const text = `${layers(inherited)} ${plural(inherited.length, 'inherits', 'inherit')} it`;
  return `; ${text}`;
}

/** ", then upward: …", where something above waits for the same repair. */
function thenUpward(args: DiagnosisArgs): string {
  return args.inherited.length === 0 ? '' : `, then upward through ${layers(args.inherited)}`;
}

/** What to do about sources that failed, before anything can be said of the metrics that they hold. */
export function repairFirst(repairs: readonly string[]): string {
  return `${capital(repairs.join('; '))}; then run the gate again.`;
}

/** The metrics that prove a repair, or the layer where none can be named. */
function proofOf(args: DiagnosisArgs): string {
  return named(args.proof, `the ${args.to ?? 'failing'} metrics`);
}

const healthy: DiagnosisMessage = {
  title: 'All layers agree',
  headline: ({ due }) => (due === null ? 'All four layers agree' : `All layers agree; business is first due ${due}`),
  says: ({ due }) =>
    due === null
      ? 'Model, task, product and business pass together: the stack does not diverge.'
      : `Model, task and product pass together, so the stack does not diverge so far; business is first due ${due}.`,
  fix: () =>
    'Nothing is to be repaired; that layers are green together does not prove that they move together, so keep watching the higher ones.',
  monday: ({ due }) =>
    due === null
      ? 'Launch to the stage that the gate allows, and check that somebody receives the alert of the leading indicator.'
      : `Launch to the stage that the gate allows, check that somebody receives the alert, and put ${due} in the calendar with a name beside it: business evidence is owed by then.`,
  why: 'Every layer that is measured passes, and none is missing. It is a snapshot: a lower metric may stop predicting the one above it later.',
  example: 'green green green green, or business pending before its due date',
};

const undetermined: DiagnosisMessage = {
  title: 'Nothing fails, not everything is decided',
  headline: ({ unknown }) =>
    `No layer fails, but ${layers(unknown)} ${plural(unknown.length, 'is', 'are')} not decided`,
  says: ({ unknown, undecided }) =>
    `No layer fails, but the evidence does not decide ${layerNoun(unknown)}: ${named(undecided, 'no usable evidence')}.`,
  fix: ({ unknown }) =>
    `Change nothing in the system yet: get fresh and sufficient evidence for ${layers(unknown)}, and let those same metrics decide.`,
  monday: ({ unanswered, repairs }) => {
    const ask = `Ask whoever runs the evaluation for the evidence that is missing, with a name and a day for each: ${named(unanswered, 'the undecided metrics')}.`;
    if (repairs.length === 0) return ask;
    return unanswered.length === 0 ? repairFirst(repairs) : `${repairFirst(repairs)} ${ask}`;
  },
  why: 'Not failing is not passing. Evidence that is too thin, too old or absent says nothing in either direction.',
  example: 'green unknown green green',
};

const blind: DiagnosisMessage = {
  title: 'Flying blind',
  headline: (args) => `Flying blind at ${layers(args.blind)}`,
  says: (args) =>
    args.blind.length === 4
      ? 'Nothing is measured at any layer: whether the feature works is a matter of opinion.'
      : `No layer that is measured fails, but nothing is measured at ${layerNoun(args.blind)}: green elsewhere cannot speak for ${plural(args.blind.length, 'it', 'them')}.`,
  fix: (args) =>
    args.blind.includes('product')
      ? 'Instrument product first, with one metric of whether users got what they needed, because a launch without it is blind; that metric decides what comes next.'
      : `Instrument ${layers(args.blind)} before changing the system; the first metric there shows whether the green ones can be believed.`,
  monday: (args) => {
    const first = args.repairs.length === 0 ? '' : `${repairFirst(args.repairs)} `;
    return `${first}Put the instrumentation of ${layers(args.blind)} at the top of this sprint, above any tuning: for each, one metric with a target, an owner and a source.`;
  },
  why: 'A layer without a metric is where a feature fails unseen. The layers below are only proxies of it, and the layers above come too late.',
  example: 'green green unmeasured unmeasured',
};

const contained: DiagnosisMessage = {
  title: 'A failure that the layer above does not feel',
  headline: ({ to, above }) => `${capital(to ?? 'a layer')} fails, but ${above ?? 'the layer above'} passes: contained`,
  says: (args) =>
    `${proofOf(args)} ${plural(args.proof.length, 'fails', 'fail')} at ${args.to ?? 'a lower'} level while ${args.above ?? 'the layer above'} passes, and the higher layer is the truth${inherits(args)}.`,
  fix: (args) =>
    `If the window of the ${args.above ?? 'higher'} metrics ended before the drop, it is an early warning: repair ${args.to === 'model' ? 'what the model layer does' : `the system below ${args.to ?? 'it'}`} and judge by ${proofOf(args)}; otherwise the target does not predict users, so derive it anew from the ${args.above ?? 'higher'} evidence and do not optimise it.`,
  monday: (args) =>
    `Compare the dates: when did ${args.to ?? 'the lower layer'} move, and when did the ${args.above ?? 'higher'} evidence end? Then either start the repair or set a new target in a reviewed change; a required metric that fails blocks until then.`,
  why: 'A red layer under a green task or product layer did no harm that users feel yet. Either it has not reached them, or the target is too strict or measures the wrong thing.',
  example: 'red green green green, or green red green green',
};

const modelFault: DiagnosisMessage = {
  title: 'The failure starts in the model layer',
  headline: () => 'The failure starts in the model layer',
  says: (args) => `The failure starts in the model layer, with ${proofOf(args)}${inherits(args)}.`,
  fix: (args) =>
    `Repair what the model layer does (retrieval, prompt, model or its inputs) first; ${proofOf(args)} must recover, and ${named(args.next, 'the task layer')} must follow, which is the proof that counts.`,
  monday: (args) =>
    `Hand the failing cases behind ${proofOf(args)} to the people who own retrieval and model, and start no work on ${args.inherited.length === 0 ? 'the layers above' : layers(args.inherited)} until they are repaired.`,
  why: 'The lowest layer fails and what stands above it fails with it. Work higher up treats symptoms.',
  example: 'red red red red',
};

const modelTask: DiagnosisMessage = {
  title: 'The stack diverges between model and task',
  headline: () => 'The stack diverges at model → task',
  says: (args) =>
    `The stack diverges at model → task: ${named(args.proxies, 'the model metrics')} ${plural(args.proxies.length, 'passes', 'pass')} and cannot see what ${proofOf(args)} ${plural(args.proof.length, 'sees', 'see')}${inherits(args)}.`,
  fix: (args) =>
    `Leave the model metrics alone: find what the system does right by them that makes the task wrong (such as retrieving text that is similar but outdated), change the system there, and judge the repair by ${proofOf(args)}${thenUpward(args)}.`,
  monday: (args) =>
    `Read twenty failing cases of ${proofOf(args)} with an engineer, name the cause that the model metrics miss, and plan one change of the system below the task; celebrate nothing until ${plural(args.proof.length, 'that metric moves', 'those metrics move')}.`,
  why: 'The output resembles the reference and the task is still wrong: the model metrics are proxies that no longer tell the truth about the layer above.',
  example: 'green red red red: the wiki assistant finds similar text, and cites outdated policy',
};

const taskProduct: DiagnosisMessage = {
  title: 'The stack diverges between task and product',
  headline: () => 'The stack diverges at task → product',
  says: (args) =>
    `The stack diverges at task → product: the task is done correctly by ${named(args.proxies, 'its metrics')}, and users still fail by ${proofOf(args)}${inherits(args)}.`,
  fix: (args) =>
    `Look at presentation, trust, time to a usable answer, and whether it is the right job at all, before the model: users are not using it wrong, so change that and judge the repair by ${proofOf(args)}${thenUpward(args)}.`,
  monday: (args) =>
    `Watch five users meet the feature, write down where a correct answer does not help them, and give the first fix to design and product engineering; ${proofOf(args)} ${plural(args.proof.length, 'decides', 'decide')} whether it worked.`,
  why: 'Answers are correct and do not help. A correct answer of 47 pages is a failure of the product, and no change of the model will show it.',
  example: 'green green red red',
};

const productBusiness: DiagnosisMessage = {
  title: 'The stack diverges between product and business',
  headline: () => 'It works for users, the business case fails: a question of strategy',
  says: (args) =>
    `The stack diverges at product → business: users get what they need by ${named(args.proxies, 'the product metrics')}, and ${proofOf(args)} ${plural(args.proof.length, 'fails', 'fail')} all the same.`,
  fix: (args) =>
    `This is strategy, not engineering: escalate to product leadership and do not improve the model; the candidates are a need without business value, an audience that is too small and a lag longer than expected, and ${proofOf(args)} ${plural(args.proof.length, 'judges', 'judge')} the answer.`,
  monday: () =>
    'Take this table to product leadership and ask for one decision: another need, a larger audience, or a later date for the business evidence; ask engineering for nothing.',
  why: 'The feature does what it was built for, and the organisation does not benefit. Engineering cannot repair that.',
  example: 'green green green red',
};

const unresolved: DiagnosisMessage = {
  title: 'The place of the break is not known',
  headline: ({ from, to }) =>
    from === null
      ? `${capital(to ?? 'a layer')} fails, and nothing below it is known to pass`
      : `${capital(to ?? 'a layer')} fails; the break is somewhere between ${from} and ${to ?? 'it'}`,
  says: (args) =>
    `${proofOf(args)} ${plural(args.proof.length, 'fails', 'fail')} at ${args.to ?? 'a higher'} level, and the break lies somewhere ${args.from === null ? 'at or below it' : `between ${args.from} and ${args.to ?? 'it'}`}${inherits(args)}.`,
  fix: (args) =>
    `Measure ${layers(args.measure)} first, that is ${named(args.undecided, 'a metric that is yet to be declared')}; a repair before that is a guess, and ${proofOf(args)} will prove it${thenUpward(args)}.`,
  monday: (args) => {
    const evidence = `Get decisive evidence for ${layers(args.measure)} this week, with an owner for each, before anybody is asked to repair something.`;
    return args.repairs.length === 0 ? evidence : `${repairFirst(args.repairs)} ${evidence}`;
  },
  why: 'A layer fails, and the layer below it is not measured or not decided, so that the lowest edge with green below and red above cannot be named.',
  example: 'green unmeasured red red',
};

/** The texts of every diagnosis code. */
export const DIAGNOSIS_MESSAGES: Readonly<Record<DiagnosisCode, DiagnosisMessage>> = {
  healthy,
  undetermined,
  blind,
  contained,
  'model-fault': modelFault,
  'diverges-model-task': modelTask,
  'diverges-task-product': taskProduct,
  'diverges-product-business': productBusiness,
  unresolved,
};
