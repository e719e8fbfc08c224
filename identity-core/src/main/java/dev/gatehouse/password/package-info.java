/** Passwords: policy, hashing, and verification of imported hashes. */
@NullMarked
package dev.gatehouse.password;

import org.jspecify.annotations.NullMarked;
