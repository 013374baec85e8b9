import { type BackendUnderTest, readMail } from "@posthorn/testing/contract";
import BulkBackend from "../../../../examples/bulk-backend.ts";
import { HttpService } from "./http-service.ts";

interface Posted {
  readonly to: readonly string[];
  readonly mail: string;
}

const answer = (posted: unknown): unknown => (posted as Posted[]).map((_, at) => ({ id: `mail-${at}` }));
let service = new HttpService(answer);

/** The example that posts several messages at once. */
export const bulk: BackendUnderTest = {
  create: (options) => new BulkBackend(options),
  async received() {
    const posted = service.posts.flatMap((each) => each as Posted[]);
    return Promise.all(
      posted.map(async ({ to, mail }) => ({
        ...(await readMail(Buffer.from(mail, "base64"), { from: "", to })),
        envelope: { to },
      })),
    );
  },
  beforeCase: async () => {
    service = new HttpService(answer);
    await service.start();
    process.env.BULK_URL = service.url;
  },
  afterCase: () => {
    delete process.env.BULK_URL;
    return service.stop();
  },
};
