.headers on
.mode column
create table person(id integer primary key, name text not null, born int, city references city(id));
create table city(id integer primary key, name text unique, size real);
insert into city(name, size) values ('Aachen', 0.25), ('Berlin', 3.7), ('Cairo', 9.5), ('Delhi', 16.8);
with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)
  insert into person select i, printf('p%05d', (i * 7919) % 2000), 1900 + (i * 31) % 120, 1 + i % 4 from n;
create index by_born on person(born, name); analyze;
select c.name, count(*) n, min(born), max(born), round(avg(born), 2) average, group_concat(distinct born % 10) from person p join city c on c.id = p.city group by c.name having n > 10 order by 2 desc, 1;
select name, born, rank() over w r, lag(name, 1, '-') over w before, sum(born) over (order by id rows between 2 preceding and current row) s from person where id <= 12 window w as (partition by city order by born desc) order by id;
select * from person where born between 1950 and 1951 and name like 'p00%' order by name limit 5;
explain query plan select * from person where born = 1950 order by name;
select city, count(*) from (select * from person union select id + 5000, name, born, city from person where id % 3 = 0) group by 1;
select a.id, b.id from person a left join person b on a.id = b.born - 1900 and b.city = 2 where a.id < 6 order by 1, 2;
with recursive mandel(cx, cy, x, y, i) as (select xa, ya, 0.0, 0.0, 0 from (select -2.0 + 0.1 * value xa from (with recursive v(value) as (select 0 union all select value + 1 from v where value < 28) select * from v)), (select -1.0 + 0.2 * value ya from (with recursive v(value) as (select 0 union all select value + 1 from v where value < 10) select * from v)) union all select cx, cy, x*x - y*y + cx, 2.0*x*y + cy, i + 1 from mandel where x*x + y*y < 4.0 and i < 28)
  select group_concat(s, char(10)) from (select group_concat(substr(' .+*#', 1 + min(n / 7, 4), 1), '') s from (select cy, cx, max(i) n from mandel group by cy, cx) group by cy);
update person set born = born + 1 where city = (select id from city where name = 'Cairo'); select changes(), total_changes();
delete from person where id % 2; select count(*), sum(length(name)) from person;
begin; savepoint a; insert into city(name) values ('Essen'); rollback to a; release a; insert or ignore into city(name) values ('Berlin'); commit; select count(*) from city;
insert into city(name) values ('Berlin');
insert into city(id, name, size) values (2, 'Bonn', 0.3) on conflict(id) do update set name = excluded.name returning id, name;
select count(*) from sqlite_schema; pragma integrity_check; pragma table_info(person);
