// Runs the whole comparison and prints one table. `tests/oracle/run` prepares and calls it.
//
// node run.mjs --palpate FILE --definitions FILE --suite DIR --rules DIR --notes FILE --out DIR
//   [--seed N] [--count N] [--records N]
//
// Exit 1: a disagreement that no class of rules.mjs holds, a class without a heading in
// adjudicated.md, or too few random expressions that yield a value.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { answer, runRandom } from './random.mjs';
import { classify, rules } from './rules.mjs';
import { runRuleSet } from './rulesets.mjs';
import { runSuite } from './suite.mjs';
import { runUnits } from './units.mjs';

/** Fewer random expressions than this that are neither null nor an error are not worth comparing. */
const LEAST_SHARE = 0.7;

const { values: options } = parseArgs({
  options: {
    palpate: { type: 'string' },
    definitions: { type: 'string' },
    suite: { type: 'string' },
    rules: { type: 'string' },
    notes: { type: 'string' },
    out: { type: 'string' },
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '5000' },
    records: { type: 'string', default: '60' },
  },
});

const lines = [];
const problems = [];
const classes = new Map();
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;
const row = (part, compared, other, same) =>
  lines.push(
    [
      part.padEnd(34),
      String(compared).padStart(7),
      other.padEnd(24),
      String(same).padStart(7),
    ].join('  '),
  );

const progressOf = (what) => (done) => {
  if (process.stderr.isTTY) process.stderr.write(`\r${what}: ${done}   `);
};

function save(name, content) {
  writeFileSync(`${options.out}/${name}.json`, `${JSON.stringify(content, null, 1)}\n`);
}

function adjudicate(part, disagreements) {
  for (const d of disagreements) {
    d.class = classify(d);
    if (d.class) classes.set(d.class, (classes.get(d.class) ?? 0) + 1);
    else
      problems.push(
        `${part}: ${d.engine} on ${d.cause}: ours ${answer(d.ours)}, theirs ${answer(d.theirs)}`,
      );
  }
  return disagreements;
}

const NAMES = { reference: '@cqframework/cql', execution: 'cql-execution' };

async function suite() {
  if (!existsSync(options.suite)) {
    lines.push(`public suite: SKIPPED, there is no ${options.suite}`);
    return;
  }
  const cases = await runSuite({
    binary: options.palpate,
    folder: options.suite,
    progress: progressOf('public suite'),
  });
  save(
    'suite',
    cases.map(({ id, invalid, expression, outputs, palpate, reference, execution }) => ({
      id,
      invalid,
      expression,
      outputs,
      ...Object.fromEntries(
        Object.entries({ palpate, reference, execution }).map(
          ([name, { answer: text, passes }]) => [name, { answer: text, passes }],
        ),
      ),
    })),
  );
  for (const [engine, name] of [['palpate', 'palpate'], ...Object.entries(NAMES)]) {
    row(
      'public suite, cases passed',
      cases.length,
      name,
      cases.filter((test) => test[engine].passes).length,
    );
  }
}

async function randomExpressions() {
  const result = await runRandom({
    binary: options.palpate,
    seed: Number(options.seed),
    count: Number(options.count),
    progress: progressOf('random expressions'),
  });
  for (const [engine, name] of Object.entries(NAMES))
    row('random expressions, same answer', result.count, name, result.agreements[engine]);
  const share = result.shares.value / result.count;
  row(
    'random expressions, a value',
    result.count,
    `${percent(result.shares.value, result.count)} (at least 70 %)`,
    result.shares.value,
  );
  if (share < LEAST_SHARE)
    problems.push(
      `only ${percent(result.shares.value, result.count)} of the random expressions yield a value`,
    );
  save('random', adjudicate('random expressions', result.disagreements));
}

async function ruleSets() {
  for (const id of readdirSync(options.rules).sort()) {
    const versions = readdirSync(`${options.rules}/${id}`, { withFileTypes: true });
    for (const version of versions.filter((entry) => entry.isDirectory())) {
      const result = await runRuleSet({
        binary: options.definitions,
        directory: `${options.rules}/${id}/${version.name}`,
        seed: Number(options.seed),
        count: Number(options.records),
        progress: progressOf(`${id}@${version.name}`),
      });
      for (const [engine, name] of Object.entries(NAMES)) {
        row(`${id}@${version.name}, definitions`, result.compared, name, result.agreements[engine]);
      }
      row(
        `${id}@${version.name}, a value`,
        result.compared,
        percent(result.known, result.compared),
        result.known,
      );
      save(`${id}-${version.name}`, adjudicate(`${id}@${version.name}`, result.disagreements));
    }
  }
}

function units() {
  const result = runUnits({ binary: options.palpate });
  row(
    'unit conversions, same answer',
    result.count,
    '@lhncbc/ucum-lhc',
    result.count - result.disagreements.length,
  );
  save('units', adjudicate('units', result.disagreements));
}

function checkNotes() {
  const headings = new Set(
    [...readFileSync(options.notes, 'utf8').matchAll(/^### (\S+)/gm)].map((match) => match[1]),
  );
  const ids = new Set(rules.map((rule) => rule.id));
  for (const id of ids)
    if (!headings.has(id)) problems.push(`class ${id} is not written up in adjudicated.md`);
  for (const id of headings)
    if (!ids.has(id)) problems.push(`adjudicated.md writes up ${id}, which no rule has`);
}

mkdirSync(options.out, { recursive: true });
checkNotes();
units();
await suite();
await ruleSets();
await randomExpressions();
if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');

console.log(
  `${'what'.padEnd(34)}  ${'of'.padStart(7)}  ${'with'.padEnd(24)}  ${'count'.padStart(7)}`,
);
for (const line of lines) console.log(line);
console.log('\ndisagreements by class (adjudicated.md)');
for (const [id, count] of [...classes].sort()) console.log(`${String(count).padStart(7)}  ${id}`);
const total = [...classes.values()].reduce((sum, count) => sum + count, 0);
console.log(`${String(total).padStart(7)}  in all; not adjudicated: ${problems.length}`);
for (const problem of problems.slice(0, 40)) console.log(`oracle: ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
