// Sends through classes and instances, chosen in each way there is, and prints how many each accepted.
import { configureMail, getConnection, sendMail } from "@posthorn/core";
import { DummyBackend } from "@posthorn/dummy";
import { MemoryBackend } from "@posthorn/memory";

const send = (options) => sendMail("Hello", "Hello.", "from@example.com", ["to@example.com"], options);
const outbox = [];
const instance = new MemoryBackend({ outbox });
const sent = [await send({ connection: instance }), await send({ connection: await getConnection(DummyBackend) })];
configureMail({ backend: DummyBackend });
sent.push(await send());
configureMail({ backend: instance });
sent.push(await send());
configureMail({ mailers: { class: { backend: MemoryBackend, options: { outbox } }, instance } });
sent.push(await send({ using: "class" }), await send({ using: "instance" }));
console.log(JSON.stringify({ sent, kept: outbox.length }));
