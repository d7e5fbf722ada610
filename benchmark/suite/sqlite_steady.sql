-- A second or so of database work in memory.
pragma journal_mode = off;
create table t(id integer primary key, a int, b text, c real);
with recursive n(i) as (select 1 union all select i + 1 from n where i < 60000)
  insert into t select i, (i * 7919) % 10007, printf('%d text %x', i, i * 31), i * 0.5 from n;
create index t_a on t(a);
create index t_b on t(b);
select count(*), sum(a), round(avg(c), 3), max(b) from t;
select count(*) from t x join t y on x.a = y.id where x.a < 3000;
update t set c = c + 1, b = b || '!' where a % 5 = 0;
select a % 10, count(*), group_concat(distinct substr(b, -1)) from t group by 1 order by 2 desc, 1;
delete from t where a between 100 and 900;
select count(*), sum(length(b)) from t where b like '%text f%';
select sum(r) from (select row_number() over (partition by a % 100 order by c) r from t);
with recursive f(a, b, n) as (select 0, 1, 0 union all select b, (a + b) % 1000003, n + 1 from f where n < 100000) select max(a) from f;
