import { ConsoleBackend } from "@posthorn/console";
import {
  type BaseEmailBackend,
  type DeliveryReport,
  EmailMessage,
  getConnection,
  openConnection,
} from "@posthorn/core";
import Dummy, { DummyBackend } from "@posthorn/dummy";

const { signal } = new AbortController();
const message = new EmailMessage("Subject", "Body", null, ["to@example.com"]);

export const ofSetting: BaseEmailBackend = await getConnection();
export const ofMailer: BaseEmailBackend = await getConnection(null, { using: "marketing", failSilently: true });
export const ofSpecifier: BaseEmailBackend = await getConnection("@posthorn/file", { filePath: "sent" });
export const ofClass: DummyBackend = await getConnection(Dummy, { failSilently: true });
export const ofInstance: ConsoleBackend = await getConnection(new ConsoleBackend());

export async function held(): Promise<DeliveryReport> {
  await using connection = await openConnection(ConsoleBackend, { stream: process.stderr, signal });
  const sent: number = await connection.sendMessages([message], { failSilently: true, signal });
  const isNew: boolean = await connection.open({ signal });
  return isNew || sent === 1 ? connection.deliver(new Set([message]), { signal }) : { sent: 0, deliveries: [] };
}
export const opened: DummyBackend = await openConnection(new DummyBackend(), { signal });
await using ofDefault: BaseEmailBackend = await openConnection(undefined, { signal, using: "marketing" });
await ofDefault.sendMessages([message]);

// @ts-expect-error What a class does not take cannot be given to it.
await getConnection(ConsoleBackend, { stream: 1 });
// @ts-expect-error The type is that of the class.
export const other: ConsoleBackend = await getConnection(DummyBackend);
// @ts-expect-error A signal is an AbortSignal.
await openConnection(DummyBackend, { signal: new AbortController() });
// @ts-expect-error A backend is not any class.
await getConnection(Date);
// @ts-expect-error An alias is a string.
await getConnection(null, { using: 1 });
// @ts-expect-error One message is no list.
await ofSetting.sendMessages(message);
