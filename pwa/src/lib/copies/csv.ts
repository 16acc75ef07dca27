/** Notes as a spreadsheet: one line each, a column for each answer. Pure. */
import type { Entry } from '../sync/types.ts';

type Cell = string | number | boolean;

const FIRST = ['day', 'time', 'zone', 'type', 'section', 'by', 'id'] as const;
/** So that spreadsheets read it as UTF-8. */
const MARK = '\uFEFF';
/** What a spreadsheet would run as a formula. */
const FORMULA = /^[=+\-@\t\r\n]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** One cell: quoted, and never a formula, whoever wrote it. */
export function cell(value: Cell): string {
  const text = String(value);
  const safe = FORMULA.test(text) && !(typeof value === 'number' && NUMBER.test(text));
  return `"${(safe ? `'${text}` : text).replaceAll('"', '""')}"`;
}

function flat(value: unknown): Cell {
  if (Array.isArray(value)) return value.map(flat).join('; ');
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .map(([name, part]) => `${name} ${flat(part)}`)
      .join(', ');
  }
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value ?? '');
}

/** The whole file. Oldest first; an answer that no note has gets no column. */
export function spreadsheet(entries: readonly Entry[]): string {
  const kept = entries.filter(({ deleted }) => !deleted);
  const ordered = kept.toSorted((a, b) => Date.parse(a.occurred_at) - Date.parse(b.occurred_at));
  const answers = [...new Set(ordered.flatMap(({ body }) => Object.keys(body)))].sort();
  const rows = ordered.map((entry) => [
    ...[entry.local_date, entry.occurred_at.slice(11, 16), entry.tz, entry.type, entry.section],
    ...[entry.author_name ?? '', entry.id],
    ...answers.map((name) => flat(entry.body[name]))
  ]);
  const lines = [[...FIRST, ...answers], ...rows].map((row) => row.map(cell).join(','));
  return `${MARK}${lines.join('\r\n')}\r\n`;
}
