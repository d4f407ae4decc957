/// How mail programs set themselves up: the person types an address, the program asks here which
/// servers there are. Each document is for another kind of program and is made of the same list,
/// [dev.yubin.mailbox.autoconfig.MailServers]. Everybody may ask: what is told are host names and
/// ports, whether the address exists is not. No state is here.
@NullMarked
package dev.yubin.mailbox.autoconfig;

import org.jspecify.annotations.NullMarked;
