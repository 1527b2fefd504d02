import { parser } from '@prometheus-io/lezer-promql';
import { placeInText, type TextPlace } from '../place-in-text.ts';
import type { Node } from './syntax-tree.ts';

/** Where a text stops being PromQL, and the name that is called there as a function and is none. */
export interface PromqlSlip extends TextPlace {
  readonly notFunction: string | null;
}

/** The first slip of a text; `null` where the grammar for editors takes it, so that what is wrong is not in one place. */
export function promqlSlip(text: string): PromqlSlip | null {
  let first: Node | null = null;
  parser.parse(text).iterate({
    enter: (node) => {
      if (first === null && node.type.isError) first = node.node;
      return first === null;
    },
  });
  return first === null ? null : slipAt(first, text);
}

function slipAt(error: Node, text: string): PromqlSlip {
  const called = error.prevSibling;
  const isCall = called?.name === 'Identifier' && text.slice(error.from).startsWith('(');
  const notFunction = isCall ? text.slice(called.from, called.to) : null;
  return { ...placeInText(text, isCall ? called.from : error.from), notFunction };
}
