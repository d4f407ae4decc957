-- tls-rpt: what became of the TLS of sessions to domains that want to hear of it (RFC 8460) ----------

-- Counted, an outcome a row.
create table tls_session (
  day      date not null,                            -- UTC
  domain   text not null,                            -- of the recipients
  key      bytea not null,                           -- SHA-256 of outcome
  outcome  jsonb not null,                           -- {policy, failure?, host?, ours?, theirs?}
  sessions bigint not null,
  primary key (day, domain, key)
);

-- A day's report to a domain. Stands for a while after it has gone, so that none is made twice.
create table tls_report (
  day      date not null,
  domain   text not null,
  id       uuid not null default gen_random_uuid(),
  due_at   timestamptz not null,
  begun_at timestamptz,                              -- when it was first tried
  attempts int not null default 0,
  places   text[],                                   -- URIs that do not have it yet; null: not asked for yet
  done_at  timestamptz,
  primary key (day, domain)
);
create index tls_report_by_due on tls_report (due_at) where done_at is null;
