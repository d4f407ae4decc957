/// `./yubin up`: the words of the command become [dev.yubin.standalone.up.Settings]; ports and data
/// directory are checked before anything starts; [dev.yubin.standalone.up.Suite] starts PostgreSQL,
/// Kafka and the four services beside each other and stops them one after the other. All state
/// is in the data directory.
@NullMarked
package dev.yubin.standalone.up;

import org.jspecify.annotations.NullMarked;
