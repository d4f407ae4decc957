/// How much an account, or a client from outside, may send within a while. Each recipient that is
/// accepted passes [dev.yubin.smtp.allowance.SendingAllowance]. The count is mailbox-service's
/// ([dev.yubin.allowance.Allowances]), one for all instances; nothing is kept here.
@NullMarked
package dev.yubin.smtp.allowance;

import org.jspecify.annotations.NullMarked;
