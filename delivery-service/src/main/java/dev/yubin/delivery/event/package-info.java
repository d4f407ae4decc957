/// What becomes of mails, told: each [dev.yubin.event.MailEvent] goes to `yubin.mail.events` and
/// counts in the metrics. Telling never fails the work that is told of.
@NullMarked
package dev.yubin.delivery.event;

import org.jspecify.annotations.NullMarked;
