/// What the administrator may see and do: the cache, and why an answer is trusted or not.
/// Everything that this package serves wants the password of `yubin.admin.password`. State: none
/// of its own.
@NullMarked
package dev.yubin.resolver.admin;

import org.jspecify.annotations.NullMarked;
