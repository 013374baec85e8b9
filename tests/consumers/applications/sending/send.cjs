const { sendMail } = require("@posthorn/core");

sendMail("Hello from CommonJS", "Hello, Bob.\n", "from@example.com", ["bob@example.com"]).then((sent) => {
  console.log(sent);
});
