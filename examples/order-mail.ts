import { checkOptions, EmailMultiAlternatives } from "@posthorn/core";

interface Order {
  readonly number: string;
  readonly email: string;
}

/** A mail about an order, of which the archive gets a copy whatever the caller puts into `bcc`. */
class OrderMail extends EmailMultiAlternatives {
  constructor(order: Order, options: { readonly isUrgent?: boolean } = {}) {
    checkOptions("OrderMail", options, ["isUrgent"]);
    super({
      subject: `Your order ${order.number}`,
      fromEmail: "Example Shop <orders@example.com>",
      to: [order.email],
      headers: options.isUrgent ? { Importance: "high" } : {},
    });
  }

  override recipients(): string[] {
    return [...super.recipients(), "archive@example.com"];
  }
}

const message = new OrderMail({ number: "PH-20417", email: "zoe@example.com" }, { isUrgent: true });
message.body = "It left our workshop this morning.";
message.html = "<p>It left our workshop <b>this morning</b>.</p>";
await message.send();
