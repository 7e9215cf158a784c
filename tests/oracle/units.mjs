// Unit conversions: ours against @lhncbc/ucum-lhc, over the units that medicine uses.
import { createRequire } from 'node:module';
import { evaluateOurs } from './palpate.mjs';
import { plainDecimal } from './values.mjs';

const require = createRequire(import.meta.url);
const ucum = require('@lhncbc/ucum-lhc').UcumLhcUtils.getInstance();

/** Units of one dimension on a line. */
export const FAMILIES = {
  mass: 'kg g mg ug ng pg [lb_av] [oz_av] [gr] t',
  length: 'm cm mm um nm km dm [in_i] [ft_i] [yd_i] [mi_i]',
  area: 'm2 cm2 mm2 [sft_i] [sin_i]',
  volume: 'L dL cL mL uL nL fL m3 cm3 mm3 [foz_us] [pt_us] [gal_us]',
  time: 's ms us min h d wk a mo',
  temperature: 'Cel K [degF]',
  pressure: 'mm[Hg] Pa kPa hPa bar mbar atm cm[H2O] m[H2O] [psi]',
  amount: 'mol mmol umol nmol pmol',
  mass_concentration: 'g/L mg/dL mg/L ug/mL ug/L ng/mL ng/dL pg/mL g/dL g/mL kg/m3',
  molar_concentration: 'mol/L mmol/L umol/L nmol/L pmol/L mmol/dL mol/m3',
  molality: 'mol/kg mmol/kg mmol/g',
  catalytic: 'kat nkat ukat U mU umol/min mol/s',
  catalytic_concentration: 'U/L kat/L nkat/L ukat/L mU/mL umol/min/L',
  arbitrary: '[iU] k[iU] m[iU] [IU]',
  arbitrary_concentration: '[iU]/L [iU]/mL m[iU]/mL k[iU]/L m[iU]/L',
  counts: '1 % [ppth] [ppm] 10*3 10*6 10*9 10*-2',
  count_concentration: '/L /mL /uL 10*9/L 10*6/uL 10*3/uL 10*12/L /mm3',
  frequency: 'Hz /s /min /h kHz',
  speed: 'm/s cm/s km/h [mi_i]/h m/min',
  flow: 'L/min mL/min mL/h L/s mL/s L/h L/d',
  indexed_flow: 'mL/min/m2 L/min/m2 mL/s/m2',
  body_index: 'kg/m2 g/m2 g/cm2 [lb_av]/[in_i]2',
  force: 'N kN mN kgf dyn [lbf_av]',
  energy: 'J kJ cal kcal eV W.h kW.h',
  power: 'W kW mW J/s',
  angle: "deg rad ' '' gon circ",
  angle_speed: 'deg/s rad/s deg/min',
  dose_rate: 'mg/kg/d ug/kg/min mg/kg/h g/kg/d',
  dose: 'mg/kg ug/kg g/kg mg/g',
  volume_per_mass: 'mL/kg L/kg mL/g mL/100.g',
  radiation: 'Gy mGy cGy RAD',
  dose_equivalent: 'Sv mSv uSv REM',
  activity: 'Bq kBq MBq GBq Ci mCi uCi',
  voltage: 'V mV uV',
  resistance: 'Ohm kOhm',
  vascular: 'dyn.s/cm5 Pa.s/m3 mm[Hg].min/L',
  viscosity: 'Pa.s mPa.s P cP',
  osmolality: 'osm/kg mosm/kg osm/g',
  equivalents: 'eq/L meq/L eq/mL',
  torque: 'N.m mN.m N.cm',
  stiffness: 'N/m N/mm mN/mm',
  fever: 'K/d Cel/d',
};

/** Pairs that no factor joins. */
const STRANGERS = [
  ['mg', 'mL'],
  ['mg/dL', 'mmol/L'],
  ['Cel', 'kg'],
  ['mm[Hg]', 'mm'],
  ['[iU]', 'mg'],
  ['U', '[iU]'],
  ['deg', 's'],
  ['kg/m2', 'kg'],
  ['L/min', 'L'],
  ['Gy', 'mol'],
  ['meq/L', '%'],
  ['[iU]', "[arb'U]"],
];

const VALUES = ['1', '5', '37.5', '0.25', '1234.5678'];

export function conversions() {
  const list = [];
  for (const line of Object.values(FAMILIES)) {
    const units = line.split(' ');
    for (const from of units) {
      for (const to of units) {
        if (from !== to) for (const value of VALUES) list.push({ value, from, to });
      }
    }
  }
  for (const [a, b] of STRANGERS)
    list.push({ value: '5', from: a, to: b }, { value: '5', from: b, to: a });
  return list;
}

const escaped = (unit) => unit.replace(/'/g, "\\'");
const expression = ({ value, from, to }) =>
  `convert ${value} '${escaped(from)}' to '${escaped(to)}'`;

function theirs({ value, from, to }) {
  const result = ucum.convertUnitTo(from, Number(value), to);
  return result.status === 'succeeded' ? result.toVal : null;
}

/** Eight decimals are what a Decimal has; above 1, fifteen digits are what a double has. */
function agrees(ours, other) {
  if (ours === null || other === null) return ours === other;
  return Math.abs(ours - other) <= 5.1e-9 + 1e-12 * Math.abs(other);
}

export function runUnits({ binary }) {
  const list = conversions();
  const answers = evaluateOurs(binary, list.map(expression));
  const disagreements = [];
  let both = 0;
  list.forEach((conversion, i) => {
    const ours = answers[i].value?.kind === 'quantity' ? Number(answers[i].value.value) : null;
    const other = theirs(conversion);
    if (ours !== null && other !== null) both += 1;
    if (!agrees(ours, other)) {
      disagreements.push({
        engine: 'ucum',
        operator: 'convert',
        operandTypes: [],
        type: 'Quantity',
        cause: expression(conversion),
        ...conversion,
        ours: answers[i],
        theirs:
          other === null
            ? { error: 'no conversion' }
            : { value: { kind: 'number', text: plainDecimal(other) } },
      });
    }
  });
  return { count: list.length, converted: both, disagreements };
}
