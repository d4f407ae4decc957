/// The door of every admin API. A request enters; one that shows the password of
/// `yubin.admin.password` comes to the controller, any other is told what it lacks, and an address
/// from which many wrong passwords came has to wait. State: the wrong passwords of the last
/// minutes, by address.
@NullMarked
package dev.yubin.admin;

import org.jspecify.annotations.NullMarked;
