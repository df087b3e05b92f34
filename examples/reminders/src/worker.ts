import amqp from "amqplib";
import nodemailer from "nodemailer";

const broker = await amqp.connect(process.env.AMQP_URL ?? "amqp://broker:5672");
const channel = await broker.createChannel();
const mail = nodemailer.createTransport(process.env.SMTP_URL);

await channel.assertQueue("appointments");
await channel.consume("appointments", async (message) => {
  if (message === null) return;
  const { id } = JSON.parse(message.content.toString());
  const appointment = await (await fetch(`${process.env.BOOKING_URL}/api/appointments/${id}`)).json();
  await mail.sendMail({ to: appointment.owner, subject: `Tomorrow: ${appointment.pet}`, text: textOf(id, appointment) });
  channel.ack(message);
});

function textOf(id: number, { startsAt }: { startsAt: string }): string {
  return `We expect you at ${startsAt}. Is something in the way? ${process.env.PUBLIC_URL}/appointments/${id}`;
}
