/** An edge that closes a circle, and the ids around it, the first again at the end. */
export interface ClosingEdge {
  readonly from: string;
  readonly to: string;
  readonly cycle: readonly string[];
}

/** The edges that close a circle, found depth first with a stack of its own; `next` gives the ids that an id leads to. */
export function closingEdges(ids: Iterable<string>, next: (id: string) => readonly string[]): readonly ClosingEdge[] {
  const found: ClosingEdge[] = [];
  const done = new Set<string>();
  for (const start of ids) {
    const open: { readonly id: string; readonly rest: string[] }[] = [];
    const places = new Map<string, number>();
    const enter = (id: string) => {
      places.set(id, open.length);
      open.push({ id, rest: [...next(id)] });
    };
    if (!done.has(start)) enter(start);
    for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
      const to = top.rest.shift();
      if (to === undefined) {
        done.add(top.id);
        places.delete(top.id);
        open.pop();
        continue;
      }
      const place = places.get(to);
      if (place !== undefined) found.push({ from: top.id, to, cycle: [...open.slice(place).map(({ id }) => id), to] });
      else if (!done.has(to)) enter(to);
    }
  }
  return found;
}
