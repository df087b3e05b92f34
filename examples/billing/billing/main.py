import os
from pathlib import Path

import httpx
import psycopg
from fastapi import FastAPI
from pydantic import BaseModel

app = FastAPI()
BOOKING_URL = os.environ["BOOKING_URL"]
PAYMENTS_API = os.environ.get("PAYMENTS_API", "https://api.stripe.com")


class NewInvoice(BaseModel):
    appointment: int


def migrate():
    """Runs what has not run yet, in order, before the first request."""
    with psycopg.connect(os.environ["DATABASE_URL"]) as db:
        db.execute("create table if not exists billing_migration (name text primary key)")
        db.execute("lock table billing_migration in exclusive mode")
        done = {name for (name,) in db.execute("select name from billing_migration")}
        for file in sorted(Path("migrations").glob("*.sql")):
            if file.name not in done:
                db.execute(file.read_text())
                db.execute("insert into billing_migration (name) values (%s)", (file.name,))


migrate()


@app.get("/healthz")
def healthz():
    return {"ok": True}


@app.post("/api/invoices", status_code=201)
def create_invoice(new: NewInvoice):
    appointment = httpx.get(f"{BOOKING_URL}/api/appointments/{new.appointment}").json()
    with psycopg.connect(os.environ["DATABASE_URL"]) as db:
        row = db.execute(
            "insert into invoice (appointment_id, amount_cents) values (%s, %s) returning id",
            (new.appointment, appointment.get("price_cents", 4500)),
        ).fetchone()
    httpx.post(f"{PAYMENTS_API}/v1/payment_intents", headers={"authorization": f"Bearer {os.environ['PAYMENTS_SECRET_KEY']}"})
    return {"id": row[0]}
