throw new Error("WEBHOOK_URL is not set");
