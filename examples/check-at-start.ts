import { ConfigurationError, DeliveryError, openConnection } from "@posthorn/core";

try {
  const connection = await openConnection();
  await connection.close();
  console.log("mail can be sent");
} catch (error) {
  if (error instanceof ConfigurationError) console.log(`wrong setting: ${error.message}`);
  else if (error instanceof DeliveryError) console.log(`no server: ${error.message}`);
  else throw error;
  process.exitCode = 1;
}
