const { sendMail } = require("@posthorn/core");

sendMail("From CommonJS", "Hello.", "from@example.com", ["to@example.com"]).then(console.log);
