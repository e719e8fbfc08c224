/**
 * The other libraries, each used the way its own documentation shows, with its keys prepared once. Every one signs the
 * same claims and verifies the same tokens with the same key: signature, issuer and expiry are checked, and one claim
 * is read.
 */
@NullMarked
package dev.gatehouse.benchmarks.peer;

import org.jspecify.annotations.NullMarked;
