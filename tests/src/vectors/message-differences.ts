import type { Difference } from "./difference.ts";

/** Where Posthorn differs from a recorded message on purpose, by the ids of the vectors. */
export const messageDifferences: readonly Difference[] = [
  {
    id: "018",
    given: 'to: [""], cc: [""], bcc: [""]',
    differs: {
      error: ['expected a message, got error {"class":"BadAddressError"}'],
      recipients: ["expected [] got ['', '', '']"],
      envelope: ["expected {'from': 'from@example.com', 'to': []} got {'error': {'class': 'BadAddressError'}}"],
    },
    why: "An empty element is no address (RFC 5322, 3.4), and leaving it out hides a mistake.",
    right: "Posthorn",
    row: "B3.1",
  },
  {
    id: "034",
    given: 'to: ["a@example.com, b@example.com"]',
    differs: { error: ['expected a message, got error {"class":"BadAddressError"}'] },
    why: "An element is one mailbox (RFC 5322, 3.4); Django refuses it for SMTP alone, once the message is built.",
    right: "Posthorn",
    row: "B3.6",
  },
  {
    id: "046",
    given: 'headers: { "X-N": 1 }',
    differs: { error: ['expected a message, got error {"class":"TypeError"}'] },
    why: "Header text is text (RFC 5322, 2.2); nobody wants `X-Tag: None`.",
    right: "Posthorn",
    row: "B4.7",
  },
  {
    id: "048",
    given: 'headers: { from: "other@example.com" }',
    differs: { addresses: ["from: expected [['', 'from@example.com']] got [['', 'other@example.com']]"] },
    why: "The name of a field is the same in any letter case (RFC 5322, 1.2.2; RFC 5234, 2.3), and what was given must not vanish.",
    right: "Posthorn",
    row: "B4.10",
  },
  {
    id: "052",
    given: 'headers: { to: "list@example.com" }',
    differs: { addresses: ["to: expected [['', 'to@example.com']] got [['', 'list@example.com']]"] },
    why: "The name of a field is the same in any letter case (RFC 5322, 1.2.2; RFC 5234, 2.3), and what was given must not vanish.",
    right: "Posthorn",
    row: "B4.10",
  },
  {
    id: "055",
    given: 'headers: { CC: "override@example.com" }',
    differs: { addresses: ["cc: expected [['', 'cc@example.com']] got [['', 'override@example.com']]"] },
    why: "The name of a field is the same in any letter case (RFC 5322, 1.2.2; RFC 5234, 2.3), and what was given must not vanish.",
    right: "Posthorn",
    row: "B4.10",
  },
  {
    id: "060",
    given: 'headers: { From: "" }',
    differs: {
      error: ['expected a message, got error {"class":"BadAddressError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'BadAddressError'}}",
      ],
    },
    why: "From has at least one mailbox (RFC 5322, 3.6.2).",
    right: "Posthorn",
    row: "B4.6",
  },
  {
    id: "061",
    given: 'headers: { Bcc: "secret@example.com" }',
    differs: {
      error: ['expected a message, got error {"class":"InvalidMessageError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'InvalidMessageError'}}",
      ],
    },
    why: "A Bcc on the wire shows everybody who got a blind copy (RFC 5322, 3.6.3); a message has one Subject (3.6) and one Content-Type (RFC 2045, 3).",
    right: "Posthorn",
    row: "B4.13",
  },
  {
    id: "070",
    given: 'headers: { Subject: "second" }',
    differs: {
      error: ['expected a message, got error {"class":"InvalidMessageError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'InvalidMessageError'}}",
      ],
    },
    why: "A Bcc on the wire shows everybody who got a blind copy (RFC 5322, 3.6.3); a message has one Subject (3.6) and one Content-Type (RFC 2045, 3).",
    right: "Posthorn",
    row: "B4.13",
  },
  {
    id: "081",
    given: 'headers: { "X Bad": "v" }',
    differs: {
      error: ['expected a message, got error {"class":"BadHeaderError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'BadHeaderError'}}",
      ],
    },
    why: "A name is printable ASCII without blanks and colons (RFC 5322, 2.2); with a line break it is an injection.",
    right: "Posthorn",
    row: "B7.6",
  },
  {
    id: "082",
    given: 'headers: { "X:Bad": "v" }',
    differs: {
      error: ['expected a message, got error {"class":"BadHeaderError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'BadHeaderError'}}",
      ],
    },
    why: "A name is printable ASCII without blanks and colons (RFC 5322, 2.2); with a line break it is an injection.",
    right: "Posthorn",
    row: "B7.6",
  },
  {
    id: "108",
    given: 'subject: "=?utf-8?q?caf=C3=A9?="',
    differs: { headers: ["missing ['subject', 'café']", "unexpected ['subject', '=?utf-8?q?caf=C3=A9?=']"] },
    why: "It is text, and a reader must show what was typed: so it is encoded once more (RFC 2047, 5).",
    right: "Posthorn",
    row: "B5.6",
  },
  {
    id: "116",
    given: "subject: 42",
    differs: { error: ['expected a message, got error {"class":"TypeError"}'] },
    why: "A subject is text (RFC 5322, 3.6.5); what is no string is a slip of the program.",
    right: "Posthorn",
    row: "B1.17",
  },
  {
    id: "117",
    given: "subject: null",
    differs: { headers: ["missing ['subject', 'None']", "unexpected ['subject', '']"] },
    why: 'A message has a subject of text (RFC 5322, 3.6.5), and "None" is not what was meant; null is no subject, as a body of null is no body.',
    right: "Posthorn",
    row: "B4.7",
  },
  {
    id: "123",
    given: 'headers: { "Message-ID": "<é@example.com>" }',
    differs: {
      error: ['expected a message, got error {"class":"InvalidMessageError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'InvalidMessageError'}}",
      ],
    },
    why: "An encoded-word, which Django writes, must not stand in a msg-id (RFC 2047, 5), and a msg-id is ASCII (RFC 5322, 3.6.4).",
    right: "Posthorn",
    row: "B4.7",
  },
  {
    id: "145",
    given: 'to: ["=?utf-8?q?J=C3=BCrgen?= <to@example.com>"]',
    differs: {
      addresses: ["to: expected [['Jürgen', 'to@example.com']] got [['=?utf-8?q?J=C3=BCrgen?=', 'to@example.com']]"],
    },
    why: "A name is text, and a reader must show what was typed: so it is encoded once more (RFC 2047, 5). Names are given decoded.",
    right: "Posthorn",
    row: "B5.6",
  },
  {
    id: "155",
    given: 'to: ["to@faß.de"]',
    differs: {
      addresses: ["to: expected [['', 'to@fass.de']] got [['', 'to@xn--fa-hia.de']]"],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@fass.de']} got {'from': 'from@example.com', 'to': ['to@xn--fa-hia.de']}",
      ],
    },
    why: "Two domains of two owners: ß is a letter of its own (RFC 5891, 5; RFC 5894, 7.2).",
    right: "Posthorn",
    row: "B6.7",
  },
  {
    id: "161",
    given: 'to: ["用户@例子.测试"]',
    differs: {
      addresses: [
        "to: expected [['', '=?utf-8?b?55So5oi3?=@xn--fsqu00a.xn--0zwm56d']] got [['', '用户@xn--fsqu00a.xn--0zwm56d']]",
      ],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['=?utf-8?b?55So5oi3?=@xn--fsqu00a.xn--0zwm56d']} got {'from': 'from@example.com', 'to': ['用户@xn--fsqu00a.xn--0zwm56d']}",
      ],
    },
    why: "No encoded-word may stand in an address (RFC 2047, 5); it is written in UTF-8 for servers with SMTPUTF8 (RFC 6531, 3.3).",
    right: "Posthorn",
    row: "B6.10",
  },
  {
    id: "170",
    given: 'to: [".to@example.com"]',
    differs: {
      error: ['expected a message, got error {"class":"BadAddressError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['.to@example.com']} got {'error': {'class': 'BadAddressError'}}",
      ],
    },
    why: "Not a mailbox (RFC 5322, 3.4), and refused rather than guessed.",
    right: "Posthorn",
    row: "B6.2",
  },
  {
    id: "172",
    given: 'to: ["to@other.com@example.com"]',
    differs: { error: ['expected a message, got error {"class":"BadAddressError"}'] },
    why: "Not a mailbox (RFC 5322, 3.4), and refused rather than guessed.",
    right: "Posthorn",
    row: "B6.2",
  },
  {
    id: "173",
    given: 'to: ["to@other.com <to@example.com>"]',
    differs: { error: ['expected a message, got error {"class":"BadAddressError"}'] },
    why: "Not a mailbox (RFC 5322, 3.4), and refused rather than guessed.",
    right: "Posthorn",
    row: "B6.2",
  },
  {
    id: "174",
    given: 'to: ["@"]',
    differs: { error: ['expected a message, got error {"class":"BadAddressError"}'] },
    why: "Not a mailbox (RFC 5322, 3.4), and refused rather than guessed.",
    right: "Posthorn",
    row: "B6.2",
  },
  {
    id: "175",
    given: 'to: ["@example.com"]',
    differs: { error: ['expected a message, got error {"class":"BadAddressError"}'] },
    why: "Not a mailbox (RFC 5322, 3.4), and refused rather than guessed.",
    right: "Posthorn",
    row: "B6.2",
  },
  {
    id: "176",
    given: 'to: ["to@"]',
    differs: { error: ['expected a message, got error {"class":"BadAddressError"}'] },
    why: "Not a mailbox (RFC 5322, 3.4), and refused rather than guessed.",
    right: "Posthorn",
    row: "B6.2",
  },
  {
    id: "177",
    given: 'to: ["a b@example.com"]',
    differs: {
      error: ['expected a message, got error {"class":"BadAddressError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['\"a b\"@example.com']} got {'error': {'class': 'BadAddressError'}}",
      ],
    },
    why: "Not a mailbox (RFC 5322, 3.4), and refused rather than guessed.",
    right: "Posthorn",
    row: "B6.2",
  },
  {
    id: "178",
    given: 'to: ["Just A Name"]',
    differs: {
      error: ['expected a message, got error {"class":"BadAddressError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['Just A Name']} got {'error': {'class': 'BadAddressError'}}",
      ],
    },
    why: "Not a mailbox (RFC 5322, 3.4), and refused rather than guessed.",
    right: "Posthorn",
    row: "B6.2",
  },
  {
    id: "179",
    given: 'to: ["Name <to@example.com"]',
    differs: {
      error: ['expected a message, got error {"class":"BadAddressError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'BadAddressError'}}",
      ],
    },
    why: "Not a mailbox (RFC 5322, 3.4), and refused rather than guessed.",
    right: "Posthorn",
    row: "B6.2",
  },
  {
    id: "180",
    given: "to: ['\"Name <to@example.com>']",
    differs: {
      error: ['expected a message, got error {"class":"BadAddressError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['Name <to@example.com>']} got {'error': {'class': 'BadAddressError'}}",
      ],
    },
    why: "Not a mailbox (RFC 5322, 3.4), and refused rather than guessed.",
    right: "Posthorn",
    row: "B6.2",
  },
  {
    id: "182",
    given: 'to: ["Friends: a@example.com, b@example.com;"]',
    differs: { error: ['expected a message, got error {"class":"BadAddressError"}'] },
    why: "An element is one mailbox; a group is none (RFC 5322, 3.4).",
    right: "Posthorn",
    row: "B3.6",
  },
  {
    id: "185",
    given: "a local part of 65 letters in to",
    differs: {
      error: ['expected a message, got error {"class":"BadAddressError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['lllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllllll@example.com']} got {'error': {'class': 'BadAddressError'}}",
      ],
    },
    why: "A local part has at most 64 octets (RFC 5321, 4.5.3.1.1); no server need take a longer one.",
    right: "Posthorn",
    row: "B6.2",
  },
  {
    id: "191",
    given: 'to: ["Sürname <a@example.com>, b@example.com"]',
    differs: { error: ['expected a message, got error {"class":"BadAddressError"}'] },
    why: "An element is one mailbox (RFC 5322, 3.4); Django refuses it for SMTP alone, once the message is built.",
    right: "Posthorn",
    row: "B3.6",
  },
  {
    id: "197",
    given: 'cc: ["tó@example.com"]',
    differs: {
      addresses: ["cc: expected [['', '=?utf-8?b?dMOz?=@example.com']] got [['', 'tó@example.com']]"],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com', '=?utf-8?b?dMOz?=@example.com']} got {'from': 'from@example.com', 'to': ['to@example.com', 'tó@example.com']}",
      ],
    },
    why: "No encoded-word may stand in an address (RFC 2047, 5); it is written in UTF-8 for servers with SMTPUTF8 (RFC 6531, 3.3).",
    right: "Posthorn",
    row: "B6.10",
  },
  {
    id: "200",
    given: 'bcc: ["tó@example.com"]',
    differs: {
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com', '=?utf-8?b?dMOz?=@example.com']} got {'from': 'from@example.com', 'to': ['to@example.com', 'tó@example.com']}",
      ],
    },
    why: "No encoded-word may stand in an address (RFC 2047, 5); it is written in UTF-8 for servers with SMTPUTF8 (RFC 6531, 3.3).",
    right: "Posthorn",
    row: "B6.10",
  },
  {
    id: "203",
    given: 'replyTo: ["tó@example.com"]',
    differs: { addresses: ["reply-to: expected [['', '=?utf-8?b?dMOz?=@example.com']] got [['', 'tó@example.com']]"] },
    why: "No encoded-word may stand in an address (RFC 2047, 5); it is written in UTF-8 for servers with SMTPUTF8 (RFC 6531, 3.3).",
    right: "Posthorn",
    row: "B6.10",
  },
  {
    id: "259",
    given: 'headers: { to: "x@example.com\\nBcc: v@example.com" }',
    differs: {
      error: ['expected a message, got error {"class":"BadHeaderError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'BadHeaderError'}}",
      ],
    },
    why: "A line break in a value is an injection (RFC 5322, 2.2), also below a name that Django leaves out without looking.",
    right: "Posthorn",
    row: "B4.10",
  },
  {
    id: "260",
    given: 'headers: { "X-A\\nBcc": "victim@example.com" }',
    differs: {
      error: ['expected a message, got error {"class":"BadHeaderError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'BadHeaderError'}}",
      ],
    },
    why: "A name is printable ASCII without blanks and colons (RFC 5322, 2.2); with a line break it is an injection.",
    right: "Posthorn",
    row: "B7.6",
  },
  {
    id: "331",
    given: 'encoding: "iso-2022-jp"',
    differs: {
      error: ['expected a message, got error {"class":"UnsupportedEncodingError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'UnsupportedEncodingError'}}",
      ],
    },
    why: "The platform writes no set of several octets but UTF-8, which every reader reads (RFC 2277, 3.1); the line breaks of utf-16 are no CRLF (RFC 2046, 4.1.1).",
    right: "both",
    row: "B8.6",
  },
  {
    id: "332",
    given: 'encoding: "shift_jis"',
    differs: {
      error: ['expected a message, got error {"class":"UnsupportedEncodingError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'UnsupportedEncodingError'}}",
      ],
    },
    why: "The platform writes no set of several octets but UTF-8, which every reader reads (RFC 2277, 3.1); the line breaks of utf-16 are no CRLF (RFC 2046, 4.1.1).",
    right: "Posthorn",
    row: "B8.6",
  },
  {
    id: "333",
    given: 'encoding: "gb2312"',
    differs: {
      error: ['expected a message, got error {"class":"UnsupportedEncodingError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'UnsupportedEncodingError'}}",
      ],
    },
    why: "The platform writes no set of several octets but UTF-8, which every reader reads (RFC 2277, 3.1); the line breaks of utf-16 are no CRLF (RFC 2046, 4.1.1).",
    right: "both",
    row: "B8.6",
  },
  {
    id: "339",
    given: 'mixed_subtype = "related"',
    differs: {
      tree: [
        "expected ['multipart/related', ['text/plain', 'image/png']] got ['multipart/mixed', ['text/plain', 'image/png']]",
      ],
    },
    why: "There is no such attribute; a contentId makes multipart/related (RFC 2387, 3), and Django 6.0 dropped it.",
    right: "both",
    row: "B9.14",
  },
  {
    id: "353",
    given: 'alternatives: [[\'{"a":"é"}\', "application/json"]]',
    differs: { content: ["/multipart/alternative[1]/application/json: sha256 differs, expected size 9 got 10"] },
    why: "JSON and XML are UTF-8 (RFC 8259, 8.1; RFC 7303, 3); Django writes the octet E9, and a backslash escape for what ISO 8859-1 lacks.",
    right: "Posthorn",
    row: "B10.13",
  },
  {
    id: "365",
    given: 'attachments: [["a.tar.gz", octets]]',
    differs: {
      tree: [
        "expected ['multipart/mixed', ['text/plain', 'application/x-tar']] got ['multipart/mixed', ['text/plain', 'application/gzip']]",
      ],
    },
    why: "The octets are of gzip (RFC 1952, 2.2); a media type has no content encoding in mail.",
    right: "Posthorn",
    row: "B10.6",
  },
  {
    id: "368",
    given: 'attachments: [["invite.ics", text]]',
    differs: {
      tree: [
        "expected ['multipart/mixed', ['text/plain', 'application/octet-stream']] got ['multipart/mixed', ['text/plain', 'text/calendar']]",
      ],
    },
    why: "The registered type (RFC 5545, 8.1; RFC 9239, 6), on every machine the same; Django asks the machine.",
    right: "Posthorn",
    row: "B10.5",
  },
  {
    id: "372",
    given: 'attachments: [[null, "anonymous", "text/plain"]]',
    differs: { part: ["/multipart/mixed[1]/text/plain disposition: expected None got 'attachment'"] },
    why: "Without a disposition readers show it as a part of the body (RFC 2183, 2.2); Django has it from 6.0.",
    right: "Posthorn",
    row: "B10.15",
  },
  {
    id: "373",
    given: 'attachments: [[null, octets, "image/png"]]',
    differs: { part: ["/multipart/mixed[1]/image/png disposition: expected None got 'attachment'"] },
    why: "Without a disposition readers show it as a part of the body (RFC 2183, 2.2); Django has it from 6.0.",
    right: "Posthorn",
    row: "B10.15",
  },
  {
    id: "374",
    given: 'attachments: [[null, "x"]]',
    differs: {
      error: ["expected TypeError: 'expected str, bytes or os.PathLike object, not NoneType', got a message"],
    },
    why: "Content of an unknown type is application/octet-stream (RFC 2046, 4.5.1), not a crash.",
    right: "Posthorn",
    row: "B10.7",
  },
  {
    id: "395",
    given: 'attachments: [["a.js", text]]',
    differs: {
      tree: [
        "expected ['multipart/mixed', ['text/plain', 'application/javascript']] got ['multipart/mixed', ['text/plain', 'text/javascript']]",
      ],
    },
    why: "The registered type (RFC 5545, 8.1; RFC 9239, 6), on every machine the same; Django asks the machine.",
    right: "Posthorn",
    row: "B10.5",
  },
  {
    id: "397",
    given: 'attachments: [["a.bin", "x", "application/"]]',
    differs: {
      error: ['expected a message, got error {"class":"InvalidMessageError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'InvalidMessageError'}}",
      ],
    },
    why: "A media type has a subtype (RFC 2045, 5.1).",
    right: "Posthorn",
    row: "B9.13",
  },
  {
    id: "398",
    given: 'attachments: [["a.txt", "x", "text/plain; charset=us-ascii"]]',
    differs: {
      part: ["/multipart/mixed[1]/text/plain params: expected {'charset': 'utf-8'} got {'charset': 'us-ascii'}"],
    },
    why: "Parameters are no part of the subtype (RFC 2045, 5.1); the charset that was given holds.",
    right: "Posthorn",
    row: "B10.20",
  },
  {
    id: "405",
    given: 'attachments: [["une pièce jointe.pdf", …]]',
    differs: { part: ["/multipart/mixed[1]/application/pdf params: expected {} got {'name': 'une piece jointe.pdf'}"] },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "406",
    given: 'attachments: [["报告.pdf", …]]',
    differs: { part: ["/multipart/mixed[1]/application/pdf params: expected {} got {'name': '__.pdf'}"] },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "408",
    given: 'attachments: [["דוח.pdf", …]]',
    differs: { part: ["/multipart/mixed[1]/application/pdf params: expected {} got {'name': '___.pdf'}"] },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "418",
    given: "attachments: [[a name of 200 characters, …]]",
    differs: {
      part: [
        "/multipart/mixed[1]/application/pdf params: expected {} got {'name': 'ffffffffffffffffffffffffffffffffffffffffffffffffffff.pdf'}",
      ],
    },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "421",
    given: "attachments: [[a name of 124 characters, …]]",
    differs: {
      part: [
        "/multipart/mixed[1]/application/pdf params: expected {} got {'name': '____________________________________________________.pdf'}",
      ],
    },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "422",
    given: 'attachments: [["=?utf-8?q?x?=.pdf", octets, "application/pdf"]]',
    differs: {
      part: [
        "/multipart/mixed[1]/application/pdf filename: expected 'x.pdf' got '=?utf-8?q?x?=.pdf'",
        "/multipart/mixed[1]/application/pdf params: expected {} got {'name': '__utf-8_q_x__.pdf'}",
      ],
    },
    why: "The name of a file is text. An encoded-word must not stand in a quoted string (RFC 2047, 5), but readers decode it; the form of RFC 2231, 4 keeps it as it is.",
    right: "Posthorn",
    row: "B5.6",
  },
  {
    id: "426",
    given: 'attachments: [["é.pdf", …]]',
    differs: { part: ["/multipart/mixed[1]/application/pdf params: expected {} got {'name': 'e.pdf'}"] },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "427",
    given: 'attachments: [["Grüße.txt", …]]',
    differs: {
      part: [
        "/multipart/mixed[1]/text/plain params: expected {'charset': 'utf-8'} got {'charset': 'utf-8', 'name': 'Gru_e.txt'}",
      ],
    },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "447",
    given: 'attachments: [["in.eml", octets, "message/rfc822"]], the octets not UTF-8',
    differs: {
      error: [
        "expected DjangoUnicodeDecodeError: \"'utf-8' codec can't decode byte 0xe9 in position 15: invalid continuation byte. You passed in b'Subject: x\\\\n\\\\ncaf\\\\xe9\\\\n' (<class 'bytes'>)\", got a message",
      ],
    },
    why: "A nested message may be 8bit (RFC 2046, 5.2.1), in whichever character sets it says it is.",
    right: "Posthorn",
    row: "B11.5",
  },
  {
    id: "452",
    given: 'attachments: [["d", "Reporting-MTA: dns; x", "message/delivery-status"]]',
    differs: { error: ["expected AttributeError: \"'str' object has no attribute 'policy'\", got a message"] },
    why: "A crash is nobody's wish; it is text (RFC 3464, 2.1).",
    right: "Posthorn",
    row: "B11.9",
  },
  {
    id: "455",
    given: 'mixed_subtype = "related", beside an inline picture with its headers',
    differs: {
      tree: [
        "expected ['multipart/related', [['multipart/alternative', ['text/plain', 'text/html']], 'image/png']] got ['multipart/mixed', [['multipart/alternative', ['text/plain', 'text/html']], 'image/png']]",
      ],
    },
    why: "There is no such attribute; a contentId makes multipart/related (RFC 2387, 3), and Django 6.0 dropped it.",
    right: "both",
    row: "B9.14",
  },
  {
    id: "458",
    given: 'attachments: [["отчёт.pdf", …]]',
    differs: { part: ["/multipart/mixed[1]/application/pdf params: expected {} got {'name': '_____.pdf'}"] },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "F007",
    given: 'to: ["a@example.com", "", "b@example.com"]',
    differs: {
      error: ['expected a message, got error {"class":"BadAddressError"}'],
      recipients: ["expected ['a@example.com', 'b@example.com'] got ['a@example.com', '', 'b@example.com']"],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['a@example.com', 'b@example.com']} got {'error': {'class': 'BadAddressError'}}",
      ],
    },
    why: "An empty element is no address (RFC 5322, 3.4), and leaving it out hides a mistake.",
    right: "Posthorn",
    row: "B3.1",
  },
  {
    id: "F028",
    given: 'headers: { "Content-Type": "text/html" }',
    differs: {
      error: ['expected a message, got error {"class":"InvalidMessageError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'InvalidMessageError'}}",
      ],
    },
    why: "A Bcc on the wire shows everybody who got a blind copy (RFC 5322, 3.6.3); a message has one Subject (3.6) and one Content-Type (RFC 2045, 3).",
    right: "Posthorn",
    row: "B4.13",
  },
  {
    id: "F033",
    given: 'headers: { "X-Note": "=?utf-8?q?caf=C3=A9?=" }',
    differs: { headers: ["missing ['x-note', 'café']", "unexpected ['x-note', '=?utf-8?q?caf=C3=A9?=']"] },
    why: "It is text, and a reader must show what was typed: so it is encoded once more (RFC 2047, 5).",
    right: "Posthorn",
    row: "B5.6",
  },
  {
    id: "F034",
    given: 'headers: { "X-Tag": null }',
    differs: { error: ['expected a message, got error {"class":"TypeError"}'] },
    why: "Header text is text (RFC 5322, 2.2); nobody wants `X-Tag: None`.",
    right: "Posthorn",
    row: "B4.7",
  },
  {
    id: "F035",
    given: 'headers: { "Resent-Bcc": "secret@example.com" }',
    differs: {
      error: ['expected a message, got error {"class":"InvalidMessageError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'InvalidMessageError'}}",
      ],
    },
    why: "A Bcc on the wire shows everybody who got a blind copy (RFC 5322, 3.6.3); a message has one Subject (3.6) and one Content-Type (RFC 2045, 3).",
    right: "Posthorn",
    row: "B4.13",
  },
  {
    id: "F036",
    given: 'headers: { bcc: "secret@example.com" }',
    differs: {
      error: ['expected a message, got error {"class":"InvalidMessageError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'InvalidMessageError'}}",
      ],
    },
    why: "A Bcc on the wire shows everybody who got a blind copy (RFC 5322, 3.6.3); a message has one Subject (3.6) and one Content-Type (RFC 2045, 3).",
    right: "Posthorn",
    row: "B4.13",
  },
  {
    id: "F045",
    given: 'subject: "Hello =?utf-8?q?x?= world"',
    differs: {
      headers: ["missing ['subject', 'Hello x world']", "unexpected ['subject', 'Hello =?utf-8?q?x?= world']"],
    },
    why: "It is text, and a reader must show what was typed: so it is encoded once more (RFC 2047, 5).",
    right: "Posthorn",
    row: "B5.6",
  },
  {
    id: "F053",
    given: 'subject: "a\\x0bb"',
    differs: {
      error: ['expected a message, got error {"class":"BadHeaderError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'BadHeaderError'}}",
      ],
    },
    why: "Only blanks and printable characters stand in a header (RFC 5322, 2.2); Django breaks the line there, or loses the character.",
    right: "Posthorn",
    row: "B5.9",
  },
  {
    id: "F054",
    given: 'subject: "a\\x0cb"',
    differs: {
      error: ['expected a message, got error {"class":"BadHeaderError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'BadHeaderError'}}",
      ],
    },
    why: "Only blanks and printable characters stand in a header (RFC 5322, 2.2); Django breaks the line there, or loses the character.",
    right: "Posthorn",
    row: "B5.9",
  },
  {
    id: "F055",
    given: 'subject: "a\\x85b"',
    differs: {
      error: ['expected a message, got error {"class":"BadHeaderError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'BadHeaderError'}}",
      ],
    },
    why: "Only blanks and printable characters stand in a header (RFC 5322, 2.2); Django breaks the line there, or loses the character.",
    right: "Posthorn",
    row: "B5.9",
  },
  {
    id: "F056",
    given: 'subject: "a\\u2028b"',
    differs: {
      error: ['expected a message, got error {"class":"BadHeaderError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'BadHeaderError'}}",
      ],
    },
    why: "Only blanks and printable characters stand in a header (RFC 5322, 2.2); Django breaks the line there, or loses the character.",
    right: "Posthorn",
    row: "B5.9",
  },
  {
    id: "F057",
    given: 'subject: "a\\0b"',
    differs: {
      error: ['expected a message, got error {"class":"BadHeaderError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'BadHeaderError'}}",
      ],
    },
    why: "A NUL must not stand in a header (RFC 5322, 2.2).",
    right: "Posthorn",
    row: "B5.10",
  },
  {
    id: "F060",
    given: 'subject: "日本", encoding: "iso-8859-1"',
    differs: {
      error: [
        "expected UnicodeEncodeError: \"'latin-1' codec can't encode characters in position 0-1: ordinal not in range(256)\", got a message",
      ],
    },
    why: "Encoded-words are in UTF-8, which has every letter (RFC 2047, 3), whatever the body is in.",
    right: "Posthorn",
    row: "B5.5",
  },
  {
    id: "F080",
    given: 'to: ["!#$%&\'*+/=?^_`{|}~-@example.com"]',
    differs: {
      error: ['expected a message, got error {"class":"BadAddressError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': [\"!#$%&'*+/=?^_`{|}~-@example.com\"]} got {'error': {'class': 'BadAddressError'}}",
      ],
    },
    why: 'A dot-atom may hold "=?" (RFC 5322, 3.2.3), and yet readers decode from there on (RFC 2047, 5); no server has such an address, and whoever sends one means to be misread.',
    right: "both",
    row: "B6.2",
  },
  {
    id: "F083",
    given: 'to: ["A@B.C <x@example.com>"]',
    differs: { error: ['expected a message, got error {"class":"BadAddressError"}'] },
    why: "Not a mailbox (RFC 5322, 3.4), and refused rather than guessed.",
    right: "Posthorn",
    row: "B6.2",
  },
  {
    id: "F086",
    given: 'to: ["x@example.com (Comment)"]',
    differs: {
      error: ['expected a message, got error {"class":"BadAddressError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['x@example.com']} got {'error': {'class': 'BadAddressError'}}",
      ],
    },
    why: "A comment is legal (RFC 5322, 3.2.2) and belongs to no part of a mailbox; Posthorn takes names and addresses alone, and says so.",
    right: "both",
    row: "B6.2",
  },
  {
    id: "F087",
    given: 'to: ["Ünïcödé (Comment) <x@example.com>"]',
    differs: {
      error: ['expected a message, got error {"class":"BadAddressError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['x@example.com']} got {'error': {'class': 'BadAddressError'}}",
      ],
    },
    why: "A comment is legal (RFC 5322, 3.2.2) and belongs to no part of a mailbox; Posthorn takes names and addresses alone, and says so.",
    right: "both",
    row: "B6.2",
  },
  {
    id: "F089",
    given: 'fromEmail: "a@example.com, b@example.com"',
    differs: { error: ['expected a message, got error {"class":"BadAddressError"}'] },
    why: "An element is one mailbox (RFC 5322, 3.4); Django refuses it for SMTP alone, once the message is built.",
    right: "Posthorn",
    row: "B3.6",
  },
  {
    id: "F144",
    given: 'attachments: [["a\\nb.png", octets, "image/png"]]',
    differs: {
      error: ['expected a message, got error {"class":"BadHeaderError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'BadHeaderError'}}",
      ],
    },
    why: "A line break in a parameter is an injection (RFC 5322, 2.2), whatever stands behind it.",
    right: "Posthorn",
    row: "B7.7",
  },
  {
    id: "F149",
    given: 'to: ["a\\0@example.com"]',
    differs: {
      error: ['expected a message, got error {"class":"BadHeaderError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['a\\x00@example.com']} got {'error': {'class': 'BadHeaderError'}}",
      ],
    },
    why: "A NUL must not stand in a header (RFC 5322, 2.2).",
    right: "Posthorn",
    row: "B5.10",
  },
  {
    id: "F194",
    given: 'encoding: "latin1"',
    differs: {
      error: ['expected a message, got error {"class":"UnsupportedEncodingError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'UnsupportedEncodingError'}}",
      ],
    },
    why: "The name stands in the message, and is one that IANA prefers (RFC 2046, 4.1.2; RFC 2978, 2.3); these are Python's.",
    right: "both",
    row: "B8.8",
  },
  {
    id: "F195",
    given: 'encoding: "utf8"',
    differs: {
      error: ['expected a message, got error {"class":"UnsupportedEncodingError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'UnsupportedEncodingError'}}",
      ],
    },
    why: "The name stands in the message, and is one that IANA prefers (RFC 2046, 4.1.2; RFC 2978, 2.3); these are Python's.",
    right: "both",
    row: "B8.8",
  },
  {
    id: "F196",
    given: 'encoding: "utf-16"',
    differs: {
      error: ['expected a message, got error {"class":"UnsupportedEncodingError"}'],
      envelope: [
        "expected {'from': 'from@example.com', 'to': ['to@example.com']} got {'error': {'class': 'UnsupportedEncodingError'}}",
      ],
    },
    why: "The platform writes no set of several octets but UTF-8, which every reader reads (RFC 2277, 3.1); the line breaks of utf-16 are no CRLF (RFC 2046, 4.1.1).",
    right: "Posthorn",
    row: "B8.6",
  },
  {
    id: "F204",
    given: 'alternatives: [[html, "TEXT/HTML"]]',
    differs: { part: ["/multipart/alternative[1]/text/html params: expected {} got {'charset': 'utf-8'}"] },
    why: "A media type is the same in any letter case (RFC 2045, 5.1), and text has a charset.",
    right: "Posthorn",
    row: "B10.21",
  },
  {
    id: "F221",
    given: 'attachments: [["a.json", \'{"a":"é"}\', "application/json"]]',
    differs: { content: ["/multipart/mixed[1]/application/json: sha256 differs, expected size 9 got 10"] },
    why: "JSON and XML are UTF-8 (RFC 8259, 8.1; RFC 7303, 3); Django writes the octet E9, and a backslash escape for what ISO 8859-1 lacks.",
    right: "Posthorn",
    row: "B10.13",
  },
  {
    id: "F222",
    given: 'attachments: [["a.svg", "<svg>é</svg>", "image/svg+xml"]]',
    differs: { content: ["/multipart/mixed[1]/image/svg+xml: sha256 differs, expected size 12 got 13"] },
    why: "JSON and XML are UTF-8 (RFC 8259, 8.1; RFC 7303, 3); Django writes the octet E9, and a backslash escape for what ISO 8859-1 lacks.",
    right: "Posthorn",
    row: "B10.13",
  },
  {
    id: "F223",
    given: 'attachments: [["a.txt", "x", "TEXT/PLAIN"]]',
    differs: { part: ["/multipart/mixed[1]/text/plain params: expected {} got {'charset': 'utf-8'}"] },
    why: "A media type is the same in any letter case (RFC 2045, 5.1), and text has a charset.",
    right: "Posthorn",
    row: "B10.21",
  },
  {
    id: "F226",
    given: 'attachments: [[null, "x", "text/plain"]]',
    differs: { part: ["/multipart/mixed[1]/text/plain disposition: expected None got 'attachment'"] },
    why: "Without a disposition readers show it as a part of the body (RFC 2183, 2.2); Django has it from 6.0.",
    right: "Posthorn",
    row: "B10.15",
  },
  {
    id: "F238",
    given: 'attachments: [["a.gz", octets]]',
    differs: {
      tree: [
        "expected ['multipart/mixed', ['text/plain', 'application/octet-stream']] got ['multipart/mixed', ['text/plain', 'application/gzip']]",
      ],
    },
    why: "The octets are of gzip (RFC 1952, 2.2); a media type has no content encoding in mail.",
    right: "Posthorn",
    row: "B10.6",
  },
  {
    id: "F239",
    given: 'attachments: [["a.txt.gz", octets]]',
    differs: {
      tree: [
        "expected ['multipart/mixed', ['text/plain', 'text/plain']] got ['multipart/mixed', ['text/plain', 'application/gzip']]",
      ],
    },
    why: "The octets are of gzip (RFC 1952, 2.2); a media type has no content encoding in mail.",
    right: "Posthorn",
    row: "B10.6",
  },
  {
    id: "F250",
    given: 'attachments: [["une pièce jointe.pdf", …]]',
    differs: { part: ["/multipart/mixed[1]/application/pdf params: expected {} got {'name': 'une piece jointe.pdf'}"] },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "F251",
    given: 'attachments: [["отчёт.pdf", …]]',
    differs: { part: ["/multipart/mixed[1]/application/pdf params: expected {} got {'name': '_____.pdf'}"] },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "F252",
    given: 'attachments: [["😀.pdf", …]]',
    differs: { part: ["/multipart/mixed[1]/application/pdf params: expected {} got {'name': '_.pdf'}"] },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "F253",
    given: "attachments: [[a name of 64 characters, …]]",
    differs: {
      part: [
        "/multipart/mixed[1]/application/pdf params: expected {} got {'name': 'ffffffffffffffffffffffffffffffffffffffffffffffffffff.pdf'}",
      ],
    },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "F254",
    given: "attachments: [[a name of 64 characters, …]]",
    differs: {
      part: [
        "/multipart/mixed[1]/application/pdf params: expected {} got {'name': 'eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee.pdf'}",
      ],
    },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "F259",
    given: 'attachments: [["a\\tb.pdf", …]]',
    differs: { part: ["/multipart/mixed[1]/application/pdf params: expected {} got {'name': 'a_b.pdf'}"] },
    why: "Readers that do not know filename* (RFC 2231, 4) find a name in ASCII in Content-Type; those that do prefer filename*.",
    right: "both",
    row: "B10.16",
  },
  {
    id: "F277",
    given: 'attachments: [[null, message, "message/rfc822"]]',
    differs: { part: ["/multipart/mixed[1]/message/rfc822 disposition: expected None got 'attachment'"] },
    why: "Without a disposition readers show it as a part of the body (RFC 2183, 2.2); Django has it from 6.0.",
    right: "Posthorn",
    row: "B10.15",
  },
];
