// Our side: many expressions through one process.
import { spawnSync } from 'node:child_process';
import { NOW } from './engines.mjs';
import { parseLiteral } from './literal.mjs';

const MEGABYTES_256 = 256 * 1024 * 1024;

function outcome(line) {
  if (line.startsWith('error: ')) return { error: line.slice('error: '.length) };
  return { value: parseLiteral(line), literal: line };
}

/** The lines that a process prints for the expressions, or nothing when it does not end well. */
function linesOf(binary, expressions) {
  const input = expressions.map((text) => `${text}\n`).join('');
  const options = { input, encoding: 'utf8', maxBuffer: MEGABYTES_256 };
  const result = spawnSync(binary, ['eval', '--lines', '--now', NOW], options);
  const lines = (result.stdout ?? '').split('\n');
  lines.pop();
  return result.signal === null && lines.length === expressions.length ? lines : null;
}

/** One outcome for each expression, in order; an expression has to be one line. */
export function evaluateOurs(binary, expressions) {
  if (expressions.length === 0) return [];
  const lines = linesOf(binary, expressions);
  if (lines) return lines.map(outcome);
  if (expressions.length === 1) return [{ error: 'the process crashed', crash: true }];
  const middle = expressions.length >> 1;
  return [
    ...evaluateOurs(binary, expressions.slice(0, middle)),
    ...evaluateOurs(binary, expressions.slice(middle)),
  ];
}
