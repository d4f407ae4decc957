/// Accepted mail arrives. [dev.yubin.delivery.arrival.ArrivalConsumer] polls `yubin.mail.accepted`;
/// [dev.yubin.delivery.arrival.Deliverer] reads the records, has the recipients routed, works out
/// each mail's structure and stores the batch with its offsets in one transaction. After the commit
/// it wakes the outbound queue and the mailboxes' sessions. What cannot be processed goes to
/// `yubin.mail.accepted-dlt`. [dev.yubin.delivery.arrival.HeldMails] has what was held arrive when
/// its time has come. The offsets in the database and the held rows are the only state.
@NullMarked
package dev.yubin.delivery.arrival;

import org.jspecify.annotations.NullMarked;
