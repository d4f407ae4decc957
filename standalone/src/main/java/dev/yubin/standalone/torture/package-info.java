/// `./yubin torture`: tries to break what the suite promises. [Cluster] runs every service,
/// the Kafka broker and PostgreSQL as processes of their own; [Load] sends mail with unique
/// ids, some of it to a [Sink] that misbehaves by script, while [Faults] kills and pauses
/// processes. When all has come back and [Settling] has seen the queues empty, the checks
/// compare what was answered with what is there, and [Report] tells. Mails, scripts and
/// faults follow from one seed.
@NullMarked
package dev.yubin.standalone.torture;

import org.jspecify.annotations.NullMarked;
