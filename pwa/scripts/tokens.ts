/**
 * Writes src/styles/tokens.css from themes.ts; with --check it only compares, and either way it
 * fails when a pair of colours has too little contrast.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { PAIRS, THEMES, type Theme } from './themes.ts';

const FILE = new URL('../src/styles/tokens.css', import.meta.url);

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** The contrast of two colours as WCAG defines it, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function block(selector: string, theme: Theme, scheme: 'light' | 'dark', indent = ''): string {
  const lines = Object.entries(theme).map(
    ([name, value]) => `  --${name}: ${value.toLowerCase()};`
  );
  const body = [`  color-scheme: ${scheme};`, ...lines].map((line) => indent + line).join('\n');
  return `${indent}${selector} {\n${body}\n${indent}}`;
}

function css(): string {
  const free = ':root:not([data-theme])';
  const { light, dark, contrast: high, 'contrast-dark': highDark } = THEMES;
  const media = (query: string, theme: Theme, scheme: 'light' | 'dark'): string =>
    `@media ${query} {\n${block(free, theme, scheme, '  ')}\n}`;
  return [
    '/* Made by scripts/tokens.ts from scripts/themes.ts. */',
    block(':root', light, 'light'),
    media('(prefers-color-scheme: dark)', dark, 'dark'),
    media('(prefers-contrast: more)', high, 'light'),
    media('(prefers-contrast: more) and (prefers-color-scheme: dark)', highDark, 'dark'),
    block("[data-theme='dark']", dark, 'dark'),
    block("[data-theme='contrast']", high, 'light'),
    block("[data-theme='contrast-dark']", highDark, 'dark'),
    ''
  ].join('\n\n');
}

const tooLow = Object.entries(THEMES).flatMap(([name, theme]) =>
  PAIRS.filter(([front, back, least]) => contrast(theme[front], theme[back]) < least).map(
    ([front, back, least]) => `${name}: ${front} on ${back} is below ${least}:1`
  )
);
if (tooLow.length > 0) {
  console.error(tooLow.join('\n'));
  process.exit(1);
}
const wanted = css().trimEnd() + '\n';
if (!process.argv.includes('--check')) writeFileSync(FILE, wanted);
else if (readFileSync(FILE, 'utf8') !== wanted) {
  console.error('src/styles/tokens.css does not fit scripts/themes.ts: run `npm run tokens`.');
  process.exit(1);
}
console.log(`${PAIRS.length} pairs x ${Object.keys(THEMES).length} themes: contrast is enough.`);
