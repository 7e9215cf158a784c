// The two engines behind one interface.
//
// A library is translated once, by the reference translator; both engines run that translation.
import { createRequire } from 'node:module';
import * as translator from '@cqframework/cql/cql-to-elm';
import { SystemModelInfoProvider } from '@cqframework/cql/cql';
import { VersionedIdentifier } from '@cqframework/cql/elm';
import * as reference from '@cqframework/cql/engine';
import { KtMutableSet, Pair } from '@cqframework/cql/kotlin-kotlin-stdlib';
import { divided, engineException, repairDecimals } from './decimals.mjs';
import { fromExecution, fromReference, plainDecimal, setIterate } from './values.mjs';

const require = createRequire(import.meta.url);
const execution = require('cql-execution');
const units = require('cql-execution/lib/util/units');
const ucum = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();

export const NOW = '2026-01-01T00:00:00.000+00:00';

setIterate(reference.iterableToList);

/** The reference engine takes no evaluation time from JavaScript, so the clock stands still. */
function stopTheClock() {
  const now = Date.parse(NOW);
  const Running = globalThis.Date;
  globalThis.Date = class extends Running {
    constructor(...args) {
      super(...(args.length === 0 ? [now] : args));
    }
    static now() {
      return now;
    }
  };
}

stopTheClock();

repairDecimals();

function convertUnit(value, from, to) {
  const result = ucum.convertUnitTo(from, Number(value), to);
  if (result.status !== 'succeeded') throw engineException();
  return plainDecimal(Number(result.toVal.toFixed(DECIMALS)));
}

function validateUnit(unit) {
  return ucum.validateUnitString(unit).status === 'valid' ? null : `invalid unit ${unit}`;
}

const DECIMALS = 8;

const combine = (number, unit) => (a, b) =>
  new Pair(number(a.first, b.first), unit(a.second, b.second) ?? '1');

const ucumService = translator.createUcumService(
  convertUnit,
  validateUnit,
  combine((a, b) => a.multiply(b), units.getProductOfUnits),
  combine((a, b) => divided(a, b, DECIMALS), units.getQuotientOfUnits),
);

function modelManager(models) {
  const manager = new translator.ModelManager();
  const loader = manager.modelInfoLoader;
  loader.registerModelInfoProvider(new SystemModelInfoProvider());
  const provide = (id) => (id in models ? translator.stringAsSource(models[id]) : null);
  loader.registerModelInfoProvider(translator.createModelInfoProvider(provide));
  return manager;
}

/** The engine writes a message for each failing definition, and one when it starts. */
export function quietly(action) {
  const { error, warn, info, log } = console;
  const { write } = process.stdout;
  Object.assign(console, { error() {}, warn() {}, info() {}, log() {} });
  process.stdout.write = () => true;
  try {
    return action();
  } finally {
    Object.assign(console, { error, warn, info, log });
    process.stdout.write = write;
  }
}

/** An outcome is {value} or {error}. */
const failure = (error) => ({
  error: String(error?.message ?? error)
    .split('\n')[0]
    .slice(0, 300),
});

export class Library {
  /** `sources`: texts of other libraries by name; `models`: model info XML by name. */
  constructor(text, { sources = {}, models = {} } = {}) {
    this.name = /library\s+(\w+)/.exec(text)[1];
    const all = { ...sources, [this.name]: text };
    this.manager = new translator.LibraryManager(
      modelManager(models),
      translator.CqlCompilerOptions.defaultOptions(),
      undefined,
      ucumService,
    );
    this.manager.librarySourceLoader.registerProvider(
      translator.createLibrarySourceProvider((id) =>
        id in all ? translator.stringAsSource(all[id]) : null,
      ),
    );
    this.translated = translator.CqlTranslator.fromText(text, this.manager);
    this.elm = JSON.parse(this.translated.toJson());
    this.errors = (this.elm.library.annotation ?? [])
      .filter((note) => note.type === 'CqlToElmError' && note.errorSeverity === 'error')
      .map((note) => ({ line: note.startLine, message: note.message }));
    this.failed = this.translated.errors.asJsReadonlyArrayView().length > 0;
  }

  /** Spares the reference engine a second translation. Only for definitions in order of name. */
  keepTranslation() {
    const id = new VersionedIdentifier();
    id.id = this.name;
    this.manager.compiledLibraries.asJsMapView().set(id, this.translated.translatedLibrary);
  }

  /** A new engine for each call: what it has computed it keeps, whatever the data are. */
  referenceEngine() {
    this.environment ??= new reference.Environment(this.manager);
    return new reference.CqlEngine(this.environment, caching());
  }

  /** The engine's results, or {error}. */
  evaluateReference(definitions) {
    try {
      const library = new reference.EvaluationParams.LibraryParams.Builder();
      library.expressionsByName(definitions);
      const params = new reference.EvaluationParams.Builder();
      params.libraryByName(this.name, library.build());
      const results = quietly(() => this.referenceEngine().evaluate(params.build()));
      if (results.hasExceptions()) {
        return failure([...results.exceptions.asJsReadonlyMapView().values()][0]);
      }
      return results.onlyResultOrThrow;
    } catch (error) {
      return failure(error);
    }
  }

  runReference(definition) {
    const results = this.evaluateReference([definition]);
    return results.error ? results : { value: fromReference(results.getByName(definition).value) };
  }

  /** Where retrieves of a model's types go. */
  useData(uri, provider) {
    this.environment ??= new reference.Environment(this.manager);
    this.environment.registerDataProvider(uri, provider);
  }

  /** Many definitions at once; one that fails spoils the call, and then each runs alone. */
  runReferenceAll(definitions) {
    const results = this.evaluateReference(definitions);
    if (results.error) return definitions.map((name) => this.runReference(name));
    return definitions.map((name) => ({ value: fromReference(results.getByName(name).value) }));
  }

  async runExecutionAll(definitions, source) {
    const executor = new execution.Executor(this.executionLibrary());
    const outcomes = [];
    for (const definition of definitions) {
      try {
        const now = execution.DateTime.parse(NOW);
        const results = await executor.exec_expression(definition, source(), now);
        outcomes.push({
          value: fromExecution(Object.values(results.patientResults)[0][definition]),
        });
      } catch (error) {
        outcomes.push(failure(error));
      }
    }
    return outcomes;
  }

  executionLibrary() {
    if (!this.execution) {
      const repository = new execution.Repository({ [this.name]: this.elm, ...this.otherElm });
      this.execution = new execution.Library(this.elm, repository);
    }
    return this.execution;
  }

  async runExecution(definition) {
    const nobody = () => new execution.PatientSource([{ id: '1', recordType: 'Patient' }]);
    return (await this.runExecutionAll([definition], nobody))[0];
  }
}

/** Definitions that others use are computed once for a call. */
const caching = () =>
  KtMutableSet.fromJsSet(new Set([reference.CqlEngine.Options.EnableExpressionCaching]));

const BATCH = 40;

/** Padded: the reference engine looks definitions up by bisection, and expects them sorted. */
const name = (id) => `E${String(id).padStart(6, '0')}`;

/**
 * What both engines answer to each expression: a list of {reference, execution}, in order.
 * Expressions are translated many to a library; those that do not translate are tried alone.
 */
export async function evaluateAll(expressions, progress = () => {}) {
  const outcomes = new Array(expressions.length);
  for (let start = 0; start < expressions.length; start += BATCH) {
    const ids = [];
    for (let id = start; id < Math.min(start + BATCH, expressions.length); id += 1) ids.push(id);
    await evaluateBatch(ids, expressions, outcomes);
    progress(Math.min(start + BATCH, expressions.length));
  }
  return outcomes;
}

const libraryText = (ids, expressions) =>
  `library Batch version '1'\n${ids.map((id) => `define "${name(id)}": ${expressions[id]}\n`).join('')}`;

function translate(ids, expressions) {
  try {
    return new Library(libraryText(ids, expressions));
  } catch (error) {
    return { failed: true, errors: [failure(error)].map(({ error: message }) => ({ message })) };
  }
}

/** Halves the batch until what does not translate stands alone. */
async function evaluateBatch(ids, expressions, outcomes) {
  const library = quietly(() => translate(ids, expressions));
  if (!library.failed) {
    library.keepTranslation();
    for (const id of ids) {
      outcomes[id] = {
        reference: library.runReference(name(id)),
        execution: await library.runExecution(name(id)),
      };
    }
  } else if (ids.length === 1) {
    const message = library.errors
      .map((error) => error.message)
      .join('; ')
      .slice(0, 300);
    const outcome = { error: message || 'does not translate' };
    outcomes[ids[0]] = { reference: outcome, execution: outcome };
  } else {
    const middle = ids.length >> 1;
    await evaluateBatch(ids.slice(0, middle), expressions, outcomes);
    await evaluateBatch(ids.slice(middle), expressions, outcomes);
  }
}
