import { describe, expect, it } from "vitest";
import { HELP, readArguments, USAGE, UsageError } from "../src/arguments.ts";

describe("the command line", () => {
  it("needs nothing", () => {
    expect(readArguments([])).toEqual({ directory: undefined, port: 4100, smtpPort: 4125 });
  });

  it("takes a folder and two ports", () => {
    expect(readArguments(["my-folder", "--port", "0", "--smtp-port=2525"])).toEqual({
      directory: "my-folder",
      port: 0,
      smtpPort: 2525,
    });
  });

  it.each([[["--help"]], [["-h"]], [["my-folder", "--help", "--prot", "1"]]])("asks for help with %j", (args) => {
    expect(readArguments(args)).toBeUndefined();
    expect(HELP).toContain(USAGE);
  });

  it.each([
    [["--prot", "1"], "There is no option --prot."],
    [["-p", "1"], "There is no option -p."],
    [["--toString"], "There is no option --toString."],
    [["one", "two"], "Only one folder can be shown, not 2."],
    [["--port"], "--port needs a number from 0 to 65535."],
    [["--port", "http"], '--port needs a number from 0 to 65535, not "http".'],
    [["--port", ""], '--port needs a number from 0 to 65535, not "".'],
    [["--smtp-port", "65536"], '--smtp-port needs a number from 0 to 65535, not "65536".'],
  ])("is refused in one line as %j", (args, message) => {
    expect(() => readArguments(args)).toThrow(new UsageError(message));
  });
});
