// Random well-typed expressions: ours against both engines, disagreements traced to their cause.
import { same, show } from './compare.mjs';
import { evaluateAll } from './engines.mjs';
import { generate, parts } from './generate.mjs';
import { evaluateOurs } from './palpate.mjs';

export const ENGINES = ['reference', 'execution'];

export const answer = (outcome) =>
  outcome.error ? `error: ${outcome.error}` : show(outcome.value);

/** Two errors agree; what they say is each engine's own affair. */
export function agree(ours, theirs, engine) {
  if (ours.error || theirs.error) return Boolean(ours.error) === Boolean(theirs.error);
  return same(ours.value, theirs.value, engine === 'reference');
}

/** What all three answer to each text, asked once for each. */
class Answers {
  constructor(binary) {
    this.binary = binary;
    this.known = new Map();
  }
  async ask(texts, progress) {
    const fresh = [...new Set(texts)].filter((text) => !this.known.has(text));
    const ours = evaluateOurs(this.binary, fresh);
    const theirs = await evaluateAll(fresh, progress);
    fresh.forEach((text, i) => this.known.set(text, { palpate: ours[i], ...theirs[i] }));
  }
  of(text) {
    return this.known.get(text);
  }
}

/** The smallest part on which the engine and we differ. */
function cause(tree, engine, answers) {
  return parts(tree).find((part) => {
    const known = answers.of(part.text);
    return !agree(known.palpate, known[engine], engine);
  });
}

/** One record for each expression and engine that differ: {text, cause, operator, engine, …}. */
function disagreements(trees, answers) {
  const found = [];
  for (const tree of trees) {
    for (const engine of ENGINES) {
      const known = answers.of(tree.text);
      if (agree(known.palpate, known[engine], engine)) continue;
      const part = cause(tree, engine, answers) ?? tree;
      found.push({ engine, text: tree.text, ...describe(part, engine, answers) });
    }
  }
  return found;
}

const closed = (operand) => operand.free.length === 0;

function describe(part, engine, answers) {
  const known = answers.of(part.text);
  const other = ENGINES.find((name) => name !== engine);
  return {
    cause: part.text,
    operator: part.operator,
    type: part.type,
    operandTypes: part.operands.map((operand) => operand.type),
    operands: part.operands.map((operand) =>
      closed(operand) ? (answers.of(operand.text)?.palpate.value ?? null) : null,
    ),
    ours: known.palpate,
    theirs: known[engine],
    third: known[other],
    thirdAgrees: agree(known.palpate, known[other], other),
  };
}

function shares(outcomes) {
  const count = { value: 0, null: 0, error: 0 };
  for (const outcome of outcomes) {
    count[outcome.error ? 'error' : outcome.value.kind === 'null' ? 'null' : 'value'] += 1;
  }
  return count;
}

export async function runRandom({ binary, seed, count, progress }) {
  const trees = generate(seed, count);
  const answers = new Answers(binary);
  await answers.ask(
    trees.map((tree) => tree.text),
    progress,
  );
  const differing = trees.filter((tree) =>
    ENGINES.some(
      (engine) => !agree(answers.of(tree.text).palpate, answers.of(tree.text)[engine], engine),
    ),
  );
  const smaller = differing.flatMap((tree) =>
    parts(tree).flatMap((part) => [part, ...part.operands.filter(closed)].map((node) => node.text)),
  );
  await answers.ask(smaller);
  const outcomes = trees.map((tree) => answers.of(tree.text));
  const agreements = Object.fromEntries(
    ENGINES.map((engine) => [
      engine,
      outcomes.filter((known) => agree(known.palpate, known[engine], engine)).length,
    ]),
  );
  return {
    count,
    shares: shares(outcomes.map((known) => known.palpate)),
    agreements,
    disagreements: disagreements(trees, answers),
  };
}
