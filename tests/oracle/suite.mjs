// HL7's public suite: what we answer, and what both engines do.
import { createRequire } from 'node:module';
import { readdirSync, readFileSync } from 'node:fs';
import { same, show } from './compare.mjs';
import { evaluateAll } from './engines.mjs';
import { evaluateOurs } from './palpate.mjs';

const require = createRequire(import.meta.url);
const { SaxesParser } = require('saxes');

/** One line: a line break outside of literals and comments is a blank in CQL. */
const oneLine = (text) =>
  text
    .replace(/\/\/[^\n]*\n/g, '\n')
    .trim()
    .replace(/\s*\r?\n\s*/g, ' ');

function readFile(path, file) {
  const cases = [];
  const parser = new SaxesParser();
  let group = '';
  let test = null;
  let text = null;
  parser.on('opentag', ({ name, attributes }) => {
    if (name === 'group') group = attributes.name;
    if (name === 'test')
      test = { id: `${file}/${group}/${attributes.name}`, file, outputs: [], invalid: false };
    if (name === 'expression' || name === 'output') text = '';
    if (name === 'expression') test.invalid = (attributes.invalid ?? 'false') !== 'false';
  });
  parser.on('text', (part) => {
    if (text !== null) text += part;
  });
  parser.on('cdata', (part) => {
    if (text !== null) text += part;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'expression') test.expression = oneLine(text);
    if (name === 'output') test.outputs.push(oneLine(text));
    if (name === 'expression' || name === 'output') text = null;
    if (name === 'test') cases.push(test);
  });
  parser.write(readFileSync(path, 'utf8')).close();
  return cases;
}

export function readSuite(folder) {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.xml'))
    .sort();
  return files.flatMap((name) => readFile(`${folder}/${name}`, name.replace('.xml', '')));
}

const text = (outcome) => (outcome.error ? `error: ${outcome.error}` : show(outcome.value));

/** Dates as the DateTimes that they convert to: the suite writes the one for the other. */
function promoted(value) {
  if (value.kind === 'date') return { ...value, kind: 'dateTime' };
  if (value.kind === 'interval') {
    return { ...value, low: promoted(value.low), high: promoted(value.high) };
  }
  return value.kind === 'list' ? { ...value, items: value.items.map(promoted) } : value;
}

/** Whether an answer is what the suite wants, the output being evaluated by the same engine. */
function passes(test, answer, outputs, exact) {
  if (test.invalid) return answer.error !== undefined;
  if (answer.error) return false;
  return outputs.some(
    (output) => !output.error && same(promoted(answer.value), promoted(output.value), exact),
  );
}

/** One record for each case: {id, invalid, expression, outputs, and per engine {answer, passes}}. */
export async function runSuite({ binary, folder, progress }) {
  const cases = readSuite(folder);
  const expressions = cases.flatMap((test) => [test.expression, ...test.outputs]);
  const ours = evaluateOurs(binary, expressions);
  const theirs = await evaluateAll(expressions, progress);
  let at = 0;
  return cases.map((test) => {
    const index = at;
    at += 1 + test.outputs.length;
    const judge = (outcomeAt, exact) => {
      const outputs = test.outputs.map((_, i) => outcomeAt(index + 1 + i));
      const answer = outcomeAt(index);
      return {
        answer: text(answer),
        passes: passes(test, answer, outputs, exact),
        outcome: answer,
      };
    };
    return {
      ...test,
      palpate: judge((i) => ours[i], true),
      reference: judge((i) => theirs[i].reference, true),
      execution: judge((i) => theirs[i].execution, false),
    };
  });
}
