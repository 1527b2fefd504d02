/** Whether something holds, where it may not be known. */
export type TriState = 'yes' | 'no' | 'unknown';

/** True where it is certain, false where it is certainly not, else unknown. */
export function triState(holds: boolean): TriState {
  return holds ? 'yes' : 'no';
}

export function not(value: TriState): TriState {
  switch (value) {
    case 'yes':
      return 'no';
    case 'no':
      return 'yes';
    case 'unknown':
      return 'unknown';
    default:
      return value satisfies never;
  }
}

/** Whether all hold; asked one by one, until one does not. */
export function allHold<T>(items: readonly T[], holds: (item: T) => TriState): TriState {
  let result: TriState = 'yes';
  for (const item of items) {
    const found = holds(item);
    if (found === 'no') return 'no';
    if (found === 'unknown') result = 'unknown';
  }
  return result;
}
