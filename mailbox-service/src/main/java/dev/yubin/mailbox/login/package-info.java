/// How often a login may fail. Every login, of whatever protocol, passes
/// [dev.yubin.mailbox.login.LoginLimits] with what checks its password. State is in PostgreSQL
/// (`login_failure`, `login_network`), shared by all instances.
@NullMarked
package dev.yubin.mailbox.login;

import org.jspecify.annotations.NullMarked;
