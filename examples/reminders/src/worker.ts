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
  await mail.sendMail({ to: appointment.owner, subject: `Tomorrow: ${appointment.pet}`, text: `We expect you at ${appointment.startsAt}.` });
  channel.ack(message);
});
