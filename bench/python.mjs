import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const PYTHON = "python3";
const PROGRAM = fileURLToPath(new URL("python-email.py", import.meta.url));

/** A process of Python that builds mails and keeps time itself. */
export class PythonEmail {
  #child = spawn(PYTHON, [PROGRAM], { stdio: ["pipe", "pipe", "inherit"] });
  #answers = createInterface(this.#child.stdout)[Symbol.asyncIterator]();

  static version() {
    const { stdout, error } = spawnSync(PYTHON, ["-c", "import platform; print(platform.python_version())"], {
      encoding: "utf8",
    });
    if (error) throw new Error(`mime-build needs ${PYTHON}, which is one of the peers: ${error.message}`);
    return `Python ${stdout.trim()}`;
  }

  /** Hands over the mails that `build` is about. */
  load(mails) {
    const encoded = mails.map(({ attachment, ...mail }) =>
      attachment ? { ...mail, attachment: { ...attachment, content: attachment.content.toString("base64") } } : mail,
    );
    this.#tell({ mails: encoded });
  }

  /** Builds so many mails, from a running number on: the octets of the last, and how many milliseconds it took. */
  async build(from, count) {
    this.#tell({ from, count });
    const { value, done } = await this.#answers.next();
    if (done) throw new Error("The process of Python ended; what it wrote stands above.");
    const { seconds, made } = JSON.parse(value);
    return { made: Buffer.from(made, "base64"), elapsed: seconds * 1000 };
  }

  async close() {
    this.#child.stdin.end();
    if (this.#child.exitCode === null) await once(this.#child, "exit");
  }

  #tell(order) {
    this.#child.stdin.write(`${JSON.stringify(order)}\n`);
  }
}
