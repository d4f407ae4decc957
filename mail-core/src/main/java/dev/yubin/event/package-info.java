/// What became of a mail, told step by step on `yubin.mail.events`.
@NullMarked
package dev.yubin.event;

import org.jspecify.annotations.NullMarked;
