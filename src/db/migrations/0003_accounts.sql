create table accounts (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  created_at timestamptz not null default baton_now()
);
call guard_table('accounts');

create table account_domains (
  domain text primary key,
  account_id uuid not null references accounts on delete cascade
);
create index account_domains_account on account_domains (account_id);
call guard_table('account_domains');
