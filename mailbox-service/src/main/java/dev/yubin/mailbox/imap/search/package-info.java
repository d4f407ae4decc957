/// SEARCH over what the database cannot answer by itself. A
/// [dev.yubin.mailbox.imap.command.SearchKey] enters with the messages it may be about; what the
/// rows tell is asked of the database, texts are looked for in decoded headers and bodies, and a
/// set of UIDs leaves. No state is kept.
@NullMarked
package dev.yubin.mailbox.imap.search;

import org.jspecify.annotations.NullMarked;
