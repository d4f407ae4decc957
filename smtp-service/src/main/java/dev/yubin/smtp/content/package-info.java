/// The octets of a mail on their way in, seen once. [dev.yubin.smtp.content.DataScanner] takes them
/// from the connection's buffer, finds the end of the data, removes the stuffed dots and checks the
/// line ends; what remains goes in runs to a [dev.yubin.smtp.content.IncomingMail]. It gathers the
/// header ([dev.yubin.smtp.content.HeaderCollector], bounded), drops the fields that are not kept,
/// and hands everything to Kafka's door; a [dev.yubin.smtp.content.Examination] sees header and
/// body pass. At the end the trace fields are made and the mail is accepted, or there is a
/// [dev.yubin.smtp.content.Flaw] to refuse it for. Memory does not grow with the mail.
@NullMarked
package dev.yubin.smtp.content;

import org.jspecify.annotations.NullMarked;
