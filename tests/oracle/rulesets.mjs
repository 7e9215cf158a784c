// Every definition of a rule set over generated assessments: ours against both engines.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { Library, NOW, quietly } from './engines.mjs';
import { cutOffs, generateIntakes } from './intakes.mjs';
import { parseLiteral } from './literal.mjs';
import { ExecutionSource, MODEL_URI, modelInfo, referenceProvider } from './model.mjs';
import { agree } from './random.mjs';

const MEGABYTES_512 = 512 * 1024 * 1024;

const run = (binary, args, input = '') =>
  execFileSync(binary, args, { input, encoding: 'utf8', maxBuffer: MEGABYTES_512 });

const outcome = (text) =>
  text.startsWith('error: ')
    ? { error: text.slice('error: '.length) }
    : { value: parseLiteral(text) };

function readNames(lines) {
  const items = [];
  const definitions = [];
  for (const line of lines) {
    const [what, ...cells] = line.split('\t');
    if (what === 'definition') definitions.push({ library: cells[0], name: cells[1] });
    if (what === 'item') {
      const [id, type, unit, sided, min, max, options] = cells;
      items.push({
        id,
        type,
        unit,
        sided: sided !== '',
        min,
        max,
        options: options ? options.split(',') : [],
      });
    }
  }
  return { items, definitions };
}

const rows = (lines, what) =>
  lines
    .filter((line) => line.startsWith(`${what}\t`))
    .map((line) => line.split('\t').slice(1).map(outcome));

function logicTexts(directory) {
  const names = readdirSync(`${directory}/logic`).filter((name) => name.endsWith('.cql'));
  return Object.fromEntries(
    names.map((name) => [
      name.replace('.cql', ''),
      readFileSync(`${directory}/logic/${name}`, 'utf8'),
    ]),
  );
}

const modelOf = (texts) => {
  const all = Object.values(texts).join('\n');
  return { model: /^using (\w+)/m.exec(all)[1], context: /^context (\w+)/m.exec(all)[1] };
};

/** The libraries of the rule set, ready for both engines, each knowing the others. */
function translateAll(texts, palpate, model) {
  const options = {
    sources: { ...texts, Palpate: palpate },
    models: { [model.model]: modelInfo(model) },
  };
  const libraries = Object.fromEntries(
    Object.entries({ ...texts, Palpate: palpate }).map(([name, text]) => {
      const library = quietly(() => new Library(text, options));
      if (library.failed) {
        throw new Error(
          `${name} does not translate: ${library.errors.map((e) => e.message).join('; ')}`,
        );
      }
      return [name, library];
    }),
  );
  const elm = Object.fromEntries(
    Object.entries(libraries).map(([name, library]) => [name, library.elm]),
  );
  for (const library of Object.values(libraries)) library.otherElm = elm;
  return libraries;
}

/** Definitions by library, each with its place in our rows. */
function grouped(definitions) {
  const groups = new Map();
  definitions.forEach((definition, index) => {
    if (!groups.has(definition.library)) groups.set(definition.library, []);
    groups.get(definition.library).push({ ...definition, index });
  });
  return groups;
}

/** {value} or {error} of each definition by name, for one record. */
async function evaluateRecord(library, names, model, slots, current) {
  current.slots = slots;
  const fromReference = library.runReferenceAll(names);
  const fromExecution = await library.runExecutionAll(
    names,
    () => new ExecutionSource(model, slots),
  );
  return names.map((_, i) => ({ reference: fromReference[i], execution: fromExecution[i] }));
}

export async function runRuleSet({ binary, directory, seed, count, progress = () => {} }) {
  const texts = logicTexts(directory);
  const palpate = run(binary, ['--library']);
  const { items, definitions } = readNames(run(binary, [directory, NOW]).split('\n'));
  const model = { ...modelOf(texts), items };
  const reference = /^id: (\S+)[^]*?^version: (\S+)/m.exec(
    readFileSync(`${directory}/intake.yaml`, 'utf8'),
  );
  const intakes = generateIntakes({
    seed,
    count,
    items,
    dictionary: `${reference[1]}@${reference[2]}`,
    numbers: cutOffs(Object.values(texts)),
  });
  const lines = run(binary, [directory, NOW], `${intakes.join('\n')}\n`).split('\n');
  const slots = rows(lines, 'slots').map((row) => row.map((cell) => cell.value));
  const values = rows(lines, 'values');
  if (values.length !== count) throw new Error(`${count} assessments gave ${values.length} rows`);
  const libraries = translateAll(texts, palpate, model);
  const current = {};
  const provider = referenceProvider(model, () => current.slots);
  for (const library of Object.values(libraries)) library.useData(MODEL_URI, provider);
  const result = {
    definitions: definitions.length,
    records: count,
    compared: 0,
    known: 0,
    agreements: { reference: 0, execution: 0 },
    disagreements: [],
  };
  const byLibrary = grouped(definitions);
  for (let record = 0; record < count; record += 1) {
    for (const [name, list] of byLibrary) {
      const theirs = await evaluateRecord(
        libraries[name],
        list.map((d) => d.name),
        model,
        slots[record],
        current,
      );
      list.forEach((definition, i) =>
        judge(result, definition, values[record][definition.index], theirs[i], record),
      );
    }
    progress(record + 1);
  }
  return result;
}

function judge(result, definition, ours, theirs, record) {
  result.compared += 1;
  if (ours.value && ours.value.kind !== 'null') result.known += 1;
  for (const engine of ['reference', 'execution']) {
    if (agree(ours, theirs[engine], engine)) result.agreements[engine] += 1;
    else {
      result.disagreements.push({
        engine,
        cause: `${definition.library}."${definition.name}"`,
        operator: 'definition',
        operandTypes: [],
        type: '',
        record,
        ours,
        theirs: theirs[engine],
      });
    }
  }
}
