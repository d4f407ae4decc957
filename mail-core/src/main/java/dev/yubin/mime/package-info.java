/// What a mail is made of. The octets of an RFC 5322 message pass once through a
/// [dev.yubin.mime.MimeScanner], at delivery or APPEND, and leave as a
/// [dev.yubin.mime.MimeStructure]: the part tree with the place of every part, and all that IMAP
/// tells of it (ENVELOPE, BODY, BODYSTRUCTURE). Its encoded form is stored beside the mail, so that
/// a section is found without reading the mail again. [dev.yubin.mime.HeaderFields] reads the raw
/// header block of a stored mail. No state is kept; text is held as octets, one a char
/// (ISO-8859-1), as it stands in the mail.
@NullMarked
package dev.yubin.mime;

import org.jspecify.annotations.NullMarked;
