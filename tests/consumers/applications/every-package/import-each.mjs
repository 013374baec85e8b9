// Imports every package named on the command line and prints how many names each exports.
const exported = {};
for (const name of process.argv.slice(2)) exported[name] = Object.keys(await import(name)).length;
console.log(JSON.stringify(exported));
