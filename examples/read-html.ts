import { htmlLinks, htmlText, textLinks, visible } from "@posthorn/console/reading";

const html = '<h1>Hello, Zo&#235;</h1><p><a href="https://shop.example/confirm?code=1&amp;by=mail">Confirm</a> it.</p>';
console.log(htmlText(html));
console.log(htmlText(html, { urls: false }));
console.log(htmlLinks(html).join("\n"));

const text = "Confirm it (see https://shop.example/help).\x1b[2J";
console.log(textLinks(text).join("\n"));
console.log(visible(text));
