-- An invoice can be paid in parts, and a part can be paid back.
create table payment (
  id           bigint generated always as identity primary key,
  invoice_id   bigint not null references invoice (id),
  amount_cents integer not null,
  provider     text not null default 'stripe',
  intent       text not null unique,
  received_at  timestamptz not null default now()
);
create index payment_invoice_id on payment (invoice_id);
