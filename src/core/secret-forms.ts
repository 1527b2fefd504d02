import { type Form, secretParts } from './secret-parts.ts';

/** Fewest characters of a secret: shorter ones stand in ordinary text by chance. */
export const SHORTEST_SECRET = 6;

/**
 * The ways in which texts hold a secret without any escaping: itself, each of its lines and each text of its JSON, the
 * password of an address, as base64 at any place of what was encoded, and as hexadecimal digits. Each at least six
 * characters long.
 */
export function formsOf(secrets: readonly string[]): readonly Form[] {
  const forms = secrets.flatMap(partsOf).flatMap(({ text, openLength }) => {
    const open = writtenForms(text.slice(0, openLength));
    return writtenForms(text).map((form, index) => ({ text: form, openLength: open[index]?.length ?? 0 }));
  });
  // A text that is a form of two secrets is as secret as it is of either.
  const distinct = new Map<string, Form>();
  for (const form of forms) {
    const known = distinct.get(form.text);
    if (form.text.length < SHORTEST_SECRET || (known !== undefined && known.openLength <= form.openLength)) continue;
    distinct.set(form.text, form);
  }
  return [...distinct.values()];
}

/** The same number of forms for every text, in the same order. */
function writtenForms(part: string): readonly string[] {
  const bytes = new TextEncoder().encode(part);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  const base64 = encodedAnywhere(bytes);
  return [
    part,
    part.normalize('NFC'),
    part.normalize('NFD'),
    // A space in a form that a browser sends.
    part.replaceAll(' ', '+'),
    hex,
    hex.toUpperCase(),
    ...base64,
    ...base64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

/**
 * A secret with and without the space around it, its lines, the texts inside it where it is JSON, and of each that is an
 * address what is secret in it.
 */
function partsOf(secret: string): readonly Form[] {
  const lines = secret.split(/\r\n|[\r\n\u2028\u2029]/).map((line) => line.trim());
  const parts = [secret, secret.trim(), ...lines, ...textsOfJson(secret)].flatMap(secretParts);
  return parts.filter(({ text }) => text.trim().length >= SHORTEST_SECRET);
}

function textsOfJson(secret: string): readonly string[] {
  if (!/^\s*[{[]/.test(secret)) return [];
  try {
    return textsWithin(JSON.parse(secret));
  } catch {
    // Then it is text like any other.
    return [];
  }
}

function textsWithin(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value, ...value.split(/[\r\n]+/).map((line) => line.trim())];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsWithin);
}

/**
 * The characters of base64 that stand for the bytes wherever they stand in what was encoded: base64 encodes three
 * bytes as four characters, so that there are three ways, of which only what no neighbour has a part in is the same.
 */
function encodedAnywhere(bytes: Uint8Array): readonly string[] {
  return [0, 1, 2].flatMap((before) => {
    const shifted = new Uint8Array(before + bytes.length);
    shifted.set(bytes, before);
    const encoded = base64Of(shifted);
    const first = Math.ceil((before * 8) / 6);
    const whole = Math.floor((shifted.length * 8) / 6);
    const unpadded = encoded.replace(/=+$/, '');
    // With nothing behind the secret its last bits and the padding are its own, too.
    return [encoded.slice(first, whole), unpadded.slice(first), encoded.slice(first)];
  });
}

function base64Of(bytes: Uint8Array): string {
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
