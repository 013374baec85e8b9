const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

/** What is needed by every check behind it has failed. */
export class Stopped extends Error {}

/** Runs checks one after the other, prints each with its time, and counts. */
export class Checks {
  #begun = performance.now();
  #passed = 0;
  #failed = 0;

  get failed() {
    return this.#failed;
  }

  /** Runs one check; a failure is printed and counted, and the checks behind it still run. */
  async check(name, action) {
    const begun = performance.now();
    try {
      const result = await action();
      this.#passed += 1;
      console.log(`ok      ${name} (${seconds(begun)})`);
      return result;
    } catch (error) {
      this.#failed += 1;
      console.log(`FAILED  ${name} (${seconds(begun)})`);
      console.log(String(error?.message ?? error).replace(/^/gm, "        "));
      return undefined;
    }
  }

  /** Runs a check without which none behind it makes sense. */
  async need(name, action) {
    const failed = this.#failed;
    const result = await this.check(name, action);
    if (this.#failed > failed) throw new Stopped(`Stopped, since this failed: ${name}`);
    return result;
  }

  print() {
    console.log(`${seconds(this.#begun)} in all`);
    console.log(`${this.#passed} passed, ${this.#failed} failed, 0 skipped`);
  }
}
