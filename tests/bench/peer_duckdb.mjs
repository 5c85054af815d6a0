// The law of the benchmark as SQL, over all cases at once, on one thread. usage: node peer_duckdb.mjs CASES OUTPUT
// prints seconds: evaluated from tables, and end to end from the lines of JSON
import {DuckDBInstance} from '@duckdb/node-api';

const [, , input, output] = process.argv;
const instance = await DuckDBInstance.create(':memory:', {threads: '1'});
const db = await instance.connect();
const seconds = async (work) => {
  const start = process.hrtime.bigint();
  await work();
  return Number(process.hrtime.bigint() - start) / 1e9;
};

const READ = `
create or replace table facts as
  select id, facts.birth::date as birth, facts.claim::date as claim, facts.sex = 'female' as female,
         year(facts.claim::date) - year(facts.birth::date)
           - (strftime(facts.claim::date, '%m%d') < strftime(facts.birth::date, '%m%d'))::int as age
  from read_json('${input}', format = 'newline_delimited', columns = {id: 'varchar', facts: 'struct(birth varchar,
       claim varchar, sex varchar, career struct(id varchar, state varchar, "from" varchar, "to" varchar, kind varchar,
       earnings varchar, seq int)[])'});
create or replace table periods as
  select id, row.state, row."from"::date as start, row."to"::date as last,
         case row.kind when 'mandatory' then 0 when 'assimilated' then 1 else 2 end as rank,
         (replace(row.earnings, ' UNI', '')::decimal(12, 2) * 100)::bigint as cents, row.seq
  from (select id, unnest(facts.career) as row
        from read_json('${input}', format = 'newline_delimited', columns = {id: 'varchar', facts: 'struct(birth varchar,
       claim varchar, sex varchar, career struct(id varchar, state varchar, "from" varchar, "to" varchar, kind varchar,
       earnings varchar, seq int)[])'}));
`;
const LAW = `
create or replace table law as select * from (values
  ('AR', 65, 60, 10800, 4500, 150, 15, 15, 8500), ('BR', 65, 62, 5400, 6000, 200, 20, 15, 10000),
  ('PY', 60, 60, 9000, 5000, 150, 20, 20, 10000), ('UY', 60, 60, 10800, 4500, 100, 30, 30, 8250))
  as t(state, age_m, age_f, qualifying, base, step, from_m, from_f, most);
`;
const EVALUATE = `
create or replace table decided as
with counted as (
  select p.id, p.state, p.rank, p.cents, p.seq, p.start, least(p.last + 1, f.claim) as ends
  from periods p join facts f using (id)
  where p.start <= p.last and p.start >= f.birth and p.start < f.claim),
points as (select distinct id, day from (select id, start as day from counted union all select id, ends from counted)),
segments as (
  select id, day, lead(day) over (partition by id order by day) - day as days from points),
winners as (
  select s.id, s.day, s.days, c.state, min(c.rank) as rank, arg_min(c.cents, c.rank * 100 + c.seq) as cents
  from segments s join counted c on c.id = s.id and c.start <= s.day and c.ends > s.day
  where s.days > 0 group by all),
kept as (
  select * from (select *, min(rank) over (partition by id, day) as least from winners)
  where not (least = 0 and rank = 2)),
totals as (select id, sum(days)::bigint as total from (select distinct id, day, days from kept) group by id),
own as (select id, state, sum(days)::bigint as own, sum(days::bigint * cents)::bigint as weighted from kept group by all),
based as (
  select f.id, l.state, coalesce(o.own, 0) as own, coalesce(o.weighted, 0) as weighted, coalesce(t.total, 0) as total,
         f.age >= if(f.female, l.age_f, l.age_m) as of_age, if(f.female, l.from_f, l.from_m) as from_year, l.*
  from facts f cross join law l left join own o on o.id = f.id and o.state = l.state left join totals t on t.id = f.id),
routed as (
  select *, case when own < 360 or not of_age then null when own >= qualifying then 'independent'
                 when total >= qualifying then 'prorata' end as route,
         if(own >= qualifying, own, total) as basis
  from based),
priced as (
  select *, weighted::hugeint * least(most, base + step * greatest(0, basis // 360 - from_year)) as numerator,
         basis::hugeint * 10000 as denominator from routed)
select id, state, route,
       case when route is null then null else
         numerator // denominator + case when 2 * (numerator % denominator) > denominator
           or (2 * (numerator % denominator) = denominator and (numerator // denominator) % 2 = 1) then 1 else 0 end end
         as cents
from priced;
`;
const WRITE = `
copy (select '{"case":"' || id || '","awards":[' || string_agg('{"award":"pension","arguments":["' || state || '"],' ||
        if(route is null, '"status":"refused","amount":null,"route":null}',
           '"status":"granted","amount":"' || cents // 100 || '.' || lpad((cents % 100)::varchar, 2, '0') || ' UNI","route":"'
             || route || '"}'), ',' order by state) || ']}'
      from decided group by id order by id::bigint)
to '${output}' (format csv, header false, quote '', escape '', delimiter '\\x01');
`;

await db.run(LAW);
const reading = await seconds(() => db.run(READ));
const evaluated = await seconds(() => db.run(EVALUATE));
const writing = await seconds(() => db.run(WRITE));
const counted = await db.runAndReadAll('select count(*)::int from facts');
console.log(JSON.stringify({cases: counted.getRows()[0][0], evaluated, whole: reading + evaluated + writing}));
