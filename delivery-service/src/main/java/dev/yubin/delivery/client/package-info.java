/// The sending side of SMTP. [dev.yubin.delivery.client.SmtpClient] takes a host with its addresses
/// and gives an [dev.yubin.delivery.client.Opening]: a greeted, where possible encrypted
/// [dev.yubin.delivery.client.SmtpSession], or why there is none. A session takes one
/// [dev.yubin.delivery.client.Outgoing] mail after another, streams its octets and gives a
/// [dev.yubin.delivery.client.RecipientOutcome] a recipient. A session that has done its work is
/// kept a while for the next mail.
@NullMarked
package dev.yubin.delivery.client;

import org.jspecify.annotations.NullMarked;
