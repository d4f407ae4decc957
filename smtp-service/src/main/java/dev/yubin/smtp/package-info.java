/// SMTP in: what a client sends becomes a record on `yubin.mail.accepted`, or a reply that says
/// why not.
@NullMarked
package dev.yubin.smtp;

import org.jspecify.annotations.NullMarked;
