/// The way to the other services over HTTP: where they are, how long they may take, and the secret
/// that mailbox-service wants to see.
@NullMarked
package dev.yubin.smtp.services;

import org.jspecify.annotations.NullMarked;
