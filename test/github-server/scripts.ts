import type { Model } from './model.ts';

/** A request as the server saw it. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** The token alone; empty where none came. */
  readonly authorization: string;
}

/** An answer as it is sent, unchecked: a text body goes out as it is, anything else as JSON. */
export interface ScriptedAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A departure from what the model would answer. */
export interface Rule {
  readonly method?: string;
  /** Held against the path with its query. */
  readonly path: RegExp;
  /** How many requests it answers; without it, all. */
  readonly times?: number;
  /** How many matching requests it lets pass before. */
  readonly after?: number;
  /**
   * `never`: no answer; `reset`: the connection breaks. A function may change the model and answer nothing, so that the
   * usual answer follows, made from the changed model.
   */
  readonly answer:
    | ScriptedAnswer
    | 'never'
    | 'reset'
    // biome-ignore lint/suspicious/noConfusingVoidType: a function that only changes the model returns nothing
    | ((request: SeenRequest, model: Model) => ScriptedAnswer | 'never' | 'reset' | void);
}

/** The scripted answer for each request in turn. */
export interface Scripts {
  add(rule: Rule): void;
  answer(request: SeenRequest, address: string, model: Model): ScriptedAnswer | 'never' | 'reset' | null;
}

/** Rules in the order given; each request counts for every rule that it matches, and the first that answers wins. */
export function scripts(): Scripts {
  const rules: { readonly rule: Rule; seen: number }[] = [];
  return {
    add(rule) {
      rules.push({ rule, seen: 0 });
    },
    answer(request, address, model) {
      const due = rules.filter(({ rule }) => {
        return (rule.method ?? request.method) === request.method && rule.path.test(address);
      });
      for (const one of due) one.seen += 1;
      for (const { rule, seen } of due) {
        const { after = 0, times = Number.POSITIVE_INFINITY, answer } = rule;
        if (seen <= after || seen > after + times) continue;
        const said = typeof answer === 'function' ? answer(request, model) : answer;
        if (said !== undefined) return said;
      }
      return null;
    },
  };
}
