import amqp from "amqplib";
import Fastify from "fastify";
import { Redis } from "ioredis";
import pg from "pg";

const app = Fastify({ logger: true });
const db = new pg.Pool({ connectionString: process.env.DATABASE_URL });
const cache = new Redis(process.env.REDIS_URL ?? "redis://cache:6379");
const broker = await amqp.connect(process.env.AMQP_URL ?? "amqp://broker:5672");
const channel = await broker.createChannel();
await channel.assertQueue("appointments");

app.get("/healthz", async () => ({ ok: true }));

app.get("/api/appointments", async () => {
  const known = await cache.get("appointments:today");
  if (known !== null) return JSON.parse(known);
  const { rows } = await db.query("select id, pet_id, starts_at from appointment where starts_at::date = current_date");
  // One query for each appointment: fine for a morning of twelve, not for a chain of clinics.
  for (const row of rows) {
    const { rows: pets } = await db.query("select name from pet where id = $1", [row.pet_id]);
    row.pet = pets[0]?.name;
  }
  await cache.set("appointments:today", JSON.stringify(rows));
  return rows;
});

app.post<{ Body: { petId: number; startsAt: string } }>("/api/appointments", async ({ body }, reply) => {
  const { rows } = await db.query("insert into appointment (pet_id, starts_at) values ($1, $2) returning id", [body.petId, body.startsAt]);
  channel.sendToQueue("appointments", Buffer.from(JSON.stringify({ id: rows[0].id, ...body })));
  const invoice = await fetch(`${process.env.BILLING_URL}/api/invoices`, { method: "POST", body: JSON.stringify({ appointment: rows[0].id }) });
  return reply.code(201).send({ id: rows[0].id, invoice: await invoice.json() });
});

await app.listen({ host: "0.0.0.0", port: Number(process.env.PORT ?? 3000) });
