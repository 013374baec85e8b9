// What workerd runs. The body of a request is a JSON array of names of messages whose octets are wanted.
import { answer } from "./answer.mjs";

export default {
  async fetch(request) {
    return new Response(await answer(await request.json()));
  },
};
