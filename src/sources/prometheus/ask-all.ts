import type { ExpressionType } from '../promql/read-promql.ts';
import { type QueryAnswer, type QueryFailed, queryFailed, type Series } from './query-answer.ts';
import type { QueryServer } from './query-server.ts';

/** PromQL that was read and gives one number or a vector. */
export interface Question {
  readonly text: string;
  readonly type: Extract<ExpressionType, 'vector' | 'scalar'>;
}

/** As many requests as a host takes at the same time. */
const AT_ONCE = 4;
const MOST_TOGETHER = 40;
const MOST_CHARACTERS = 40_000;

/** Tells apart the answers to questions that are asked together. */
const LABEL = 'launch_gate_question';

/** Failures that may be those of one question among many; the others are the server's. */
const MAY_BE_ONE: ReadonlySet<QueryFailed['code']> = new Set([
  'config',
  'timeout',
  'server',
  'too-large',
  'bad-response',
  'partial',
  'wrong-type',
]);

/** Asks a server, question by question or many together, and remembers that it does not answer at all. */
export interface Asker {
  /** Answers by the text of the question. Never rejects. */
  ask(questions: readonly Question[]): Promise<ReadonlyMap<string, QueryAnswer>>;
}

/**
 * An asker that puts many questions into one request where there are more than a server takes at the same time. Where
 * such a request fails, or is answered with anything unexpected, its questions are asked one by one, so that each is
 * judged by its own answer.
 */
export function startAsking(server: QueryServer): Asker {
  let silent: QueryFailed | null = null;
  const singly = async (questions: readonly Question[]): Promise<[string, QueryAnswer][]> => {
    const answers: [string, QueryAnswer][] = [];
    for (let from = 0; from < questions.length; from += AT_ONCE) {
      const wave = questions.slice(from, from + AT_ONCE);
      const given = await Promise.all(
        wave.map(async ({ text }): Promise<[string, QueryAnswer]> => [text, silent ?? (await server.query(text))]),
      );
      answers.push(...given);
      silent ??= silence(given.map(([, answer]) => answer));
    }
    return answers;
  };
  const together = async (questions: readonly Question[]): Promise<[string, QueryAnswer][]> => {
    if (questions.length === 1) return singly(questions);
    const answer = await server.query(union(questions));
    if (!answer.ok && !MAY_BE_ONE.has(answer.code)) return questions.map(({ text }) => [text, answer]);
    return (answer.ok ? divide(questions, answer.series) : null) ?? singly(questions);
  };
  return {
    async ask(questions) {
      const distinct = [...new Map(questions.map((question) => [question.text, question])).values()];
      const answers = await Promise.all(batches(distinct).map(together));
      return new Map(answers.flat());
    },
  };
}

/** Where several questions in a row get no answer, asking hundreds more would only take the time of the others. */
function silence(answers: readonly QueryAnswer[]): QueryFailed | null {
  const [first] = answers;
  const isSilent = (answer: QueryAnswer) => !answer.ok && (answer.code === 'timeout' || answer.code === 'server');
  return answers.length === AT_ONCE && answers.every(isSilent) && first?.ok === false ? first : null;
}

/** Even shares: few questions are asked each by itself. */
function batches(questions: readonly Question[]): readonly (readonly Question[])[] {
  const count = Math.max(AT_ONCE, Math.ceil(questions.length / MOST_TOGETHER));
  const size = Math.ceil(questions.length / count);
  const found: Question[][] = [];
  let characters = 0;
  for (const question of questions) {
    const current = found.at(-1);
    characters += question.text.length;
    if (current !== undefined && current.length < size && characters <= MOST_CHARACTERS) current.push(question);
    else {
      found.push([question]);
      characters = question.text.length;
    }
  }
  return found;
}

/** One query whose series carry the number of the question that they answer. */
function union(questions: readonly Question[]): string {
  return questions
    .map(({ text, type }, index) => {
      // The line feed ends a comment that the question may end with.
      const vector = type === 'scalar' ? `vector(${text}\n)` : `(${text}\n)`;
      return `label_replace(${vector},"${LABEL}","${index}","","")`;
    })
    .join(' or ');
}

/** The answers by question; `null` where a series does not say which it belongs to. */
function divide(questions: readonly Question[], series: readonly Series[]): [string, QueryAnswer][] | null {
  const found = questions.map((): Series[] => []);
  for (const one of series) {
    const label = one.labels[LABEL];
    const owner = typeof label === 'string' && /^\d{1,4}$/.test(label) ? found[Number(label)] : undefined;
    if (owner === undefined) return null;
    owner.push(one);
  }
  return questions.map(({ text }, index) => [text, { ok: true, series: found[index] ?? [] }]);
}

/** The one number that an answer gives; `null` where it gives no series. */
export function oneNumber(
  answer: QueryAnswer,
): { readonly ok: true; readonly series: NumberSeries | null } | QueryFailed {
  if (!answer.ok) return answer;
  const [one, ...more] = answer.series;
  if (one === undefined) return { ok: true, series: null };
  if (more.length > 0)
    return queryFailed(
      'ambiguous',
      `the query gives ${answer.series.length} series where one is needed: aggregate it, for example with sum(…) or max(…)`,
    );
  const { value, evaluatedMs } = one;
  if (value === 'histogram')
    return queryFailed(
      'wrong-type',
      'the query gives a histogram: take a number out of it, as histogram_quantile does',
    );
  if (value === 'broken') return queryFailed('bad-response', 'the answer holds a value that is not a plain number');
  if (value === 'nan')
    return queryFailed('not-a-number', 'the query gives NaN or infinity, as a division by zero does');
  return { ok: true, series: { value, evaluatedMs } };
}

/** A series with a finite number. */
export interface NumberSeries {
  readonly value: number;
  readonly evaluatedMs: number;
}
