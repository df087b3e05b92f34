-- What booking keeps. Billing brings its own tables: billing/migrations.
create table owner (
  id    bigint generated always as identity primary key,
  name  text not null,
  email text not null unique
);

create table pet (
  id       bigint generated always as identity primary key,
  owner_id bigint not null references owner (id),
  name     text not null,
  species  text not null
);

create table appointment (
  id        bigint generated always as identity primary key,
  pet_id    bigint not null references pet (id),
  starts_at timestamptz not null
);
create index appointment_starts_at on appointment (starts_at);
