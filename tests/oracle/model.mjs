// The data model of a rule set for the engines: model info from the dictionary, records from the
// literals that our side prints.
import { createRequire } from 'node:module';
import * as reference from '@cqframework/cql/engine';
import { KtList, KtMutableMap } from '@cqframework/cql/kotlin-kotlin-stdlib';
import { BigDecimal, QName } from '@cqframework/cql/shared';

const require = createRequire(import.meta.url);
const execution = require('cql-execution');

const SYSTEM = {
  boolean: 'Boolean',
  integer: 'Integer',
  decimal: 'Decimal',
  quantity: 'Quantity',
  choice: 'String',
  date: 'Date',
  text: 'String',
};
const MODEL_URI = 'urn:palpate:intake';

const sidedClass = (type) => `Sided${SYSTEM[type]}`;

function element(model, { id, type, sided }) {
  if (type === 'choices') {
    return `<element name="${id}"><elementTypeSpecifier xsi:type="ListTypeSpecifier" elementType="System.String"/></element>`;
  }
  const name = sided ? `${model}.${sidedClass(type)}` : `System.${SYSTEM[type]}`;
  return `<element name="${id}" elementType="${name}"/>`;
}

function sidedInfo(model, type) {
  const sides = ['left', 'right'].map(
    (side) => `<element name="${side}" elementType="System.${SYSTEM[type]}"/>`,
  );
  return `<typeInfo xsi:type="ClassInfo" namespace="${model}" name="${sidedClass(type)}" retrievable="false">${sides.join('')}</typeInfo>`;
}

export function modelInfo({ model, context, items }) {
  const sided = [...new Set(items.filter((item) => item.sided).map((item) => item.type))];
  return `<modelInfo xmlns="urn:hl7-org:elm-modelinfo:r1" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 name="${model}" version="1.0.0" url="${MODEL_URI}" targetQualifier="intake" patientClassName="${model}.${context}">
<requiredModelInfo name="System" version="1.0.0"/>
${sided.map((type) => sidedInfo(model, type)).join('\n')}
<typeInfo xsi:type="ClassInfo" namespace="${model}" name="${context}" identifier="${context}" label="${context}" retrievable="true">
${items.map((item) => element(model, item)).join('\n')}
</typeInfo>
<contextInfo name="${context}" keyElement="id"><contextType modelName="${model}" name="${context}"/></contextInfo>
</modelInfo>`;
}

const dateText = ({ fields }) =>
  fields.map((field, i) => String(field).padStart(i === 0 ? 4 : 2, '0')).join('-');

/** {item: value} and {item: {left, right}} from the values of the slots, in their order. */
function answersOf(items, slots) {
  let at = 0;
  const take = () => slots[at++];
  return items.map((item) => [item, item.sided ? { left: take(), right: take() } : take()]);
}

const toReference = {
  null: () => null,
  boolean: (v) => new reference.Boolean(v.value),
  number: (v) =>
    v.type === 'Integer'
      ? new reference.Integer(Number(v.text))
      : new reference.Decimal(BigDecimal.fromString(v.text)),
  string: (v) => new reference.String(v.value),
  quantity: (v) =>
    new reference.Quantity().withValue(BigDecimal.fromString(v.value)).withUnit(v.unit),
  date: (v) => reference.Date.fromDateString(dateText(v)),
  list: (v) =>
    new reference.List(KtList.fromJsArray(v.items.map((item) => toReference[item.kind](item)))),
};

const instance = (name, elements) =>
  new reference.ClassInstance(
    new QName(MODEL_URI, name),
    KtMutableMap.fromJsMap(new Map(elements)),
  );

function referenceRecord(context, items, slots) {
  const convert = (value) => toReference[value.kind](value);
  const elements = answersOf(items, slots).map(([item, answer]) => [
    item.id,
    item.sided
      ? instance(sidedClass(item.type), [
          ['left', convert(answer.left)],
          ['right', convert(answer.right)],
        ])
      : convert(answer),
  ]);
  return instance(context, elements);
}

const toExecution = {
  null: () => null,
  boolean: (v) => v.value,
  number: (v) => Number(v.text),
  string: (v) => v.value,
  quantity: (v) => new execution.Quantity(Number(v.value), v.unit),
  date: (v) => execution.Date.parse(dateText(v)),
  list: (v) => v.items.map((item) => toExecution[item.kind](item)),
};

function executionRecord(items, slots) {
  const convert = (value) => toExecution[value.kind](value);
  return Object.fromEntries(
    answersOf(items, slots).map(([item, answer]) => [
      item.id,
      item.sided ? { left: convert(answer.left), right: convert(answer.right) } : convert(answer),
    ]),
  );
}

/** What the reference engine asks for data; `current()` is the record. */
export function referenceProvider(model, current) {
  let last = { slots: null, found: null };
  const retrieve = () => {
    const slots = current();
    if (last.slots !== slots) {
      last = {
        slots,
        found: KtList.fromJsArray([referenceRecord(model.context, model.items, slots)]),
      };
    }
    return last.found;
  };
  return {
    retrieve,
    getContextPath: () => null,
    is: () => null,
    createInstance: () => null,
    objectEquivalent: () => null,
    resolveId: () => null,
    phiObfuscationSupplier: () => () => null,
  };
}

/** One patient for cql-execution. */
export class ExecutionSource {
  constructor(model, slots) {
    const record = executionRecord(model.items, slots);
    const self = { ...record, id: '1', getId: () => '1', get: (name) => record[name] ?? null };
    this.patient = { ...self, findRecords: () => [self] };
  }
  currentPatient() {
    return this.patient;
  }
  nextPatient() {
    this.patient = undefined;
    return undefined;
  }
}

export { MODEL_URI };
