import { arg, type Message } from './message.ts';

/** The words for an expression that cannot be read, or that may answer by itself. */
export const INVALID_EXPRESSION: Message = {
  title: 'Not a JMESPath expression',
  says: (args) => `${arg(args, 'key')} ${expressionProblem(args)}: "${arg(args, 'value')}".`,
  fix: (args) => {
    switch (args['problem']) {
      case 'literal':
        return 'Take the value out: what is missing in the answer must stay missing.';
      case 'too-long':
      case 'too-deep':
        return 'Shorten it, or let the source answer in a simpler form.';
      case 'built-in':
        return 'Name keys of the answer only.';
      default:
        return 'Correct it; put names that hold other characters than letters, digits and _ in double quotes.';
    }
  },
  why: 'An expression that cannot be read selects nothing, which is found here rather than at launch.',
  example: `value: 'results."answer relevancy".mean'`,
};

/** What is wrong with an expression. */
function expressionProblem(args: Parameters<Message['says']>[0]): string {
  switch (args['problem']) {
    case 'literal':
      return 'may answer with a value that is written in it, not read';
    case 'too-deep':
      return 'is nested too deeply';
    case 'too-long':
      return 'is too long';
    case 'built-in':
      return 'reads something that belongs to the language and not to the answer';
    default:
      return 'is not a JMESPath expression';
  }
}
