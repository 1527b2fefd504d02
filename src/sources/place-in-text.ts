/** A place of a text; both count from 1, columns by whole characters. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
}

/** Line and column of the character at an index of a text. */
export function placeInText(text: string, at: number): TextPlace {
  const lines = text.slice(0, at).split('\n');
  return { line: lines.length, column: [...(lines.at(-1) ?? '')].length + 1 };
}
