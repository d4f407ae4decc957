/// A mail in motion. An [dev.yubin.mail.Envelope] and the octets of RFC 5322 enter through
/// [dev.yubin.mail.MailPublisher], travel as [dev.yubin.mail.MailRecord]s on `yubin.mail.accepted`
/// and leave as [dev.yubin.mail.AcceptedMail] on the consumer's side. No state is kept here.
@NullMarked
package dev.yubin.mail;

import org.jspecify.annotations.NullMarked;
