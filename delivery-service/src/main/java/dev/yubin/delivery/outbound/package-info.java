/// Mail for other hosts. [dev.yubin.delivery.outbound.OutboundDispatcher] claims what is due, and
/// for each destination starts a [dev.yubin.delivery.outbound.DestinationRun] on a virtual thread,
/// within the bounds of its [dev.yubin.delivery.outbound.Slots] and of
/// [dev.yubin.delivery.outbound.Sites]. A run asks
/// [dev.yubin.delivery.outbound.NextHops] for the hosts, hands the mails over with the SMTP client,
/// and has [dev.yubin.delivery.outbound.Settler] write down what came of it. All state is in the
/// queue's rows; a claim is a lease.
@NullMarked
package dev.yubin.delivery.outbound;

import org.jspecify.annotations.NullMarked;
