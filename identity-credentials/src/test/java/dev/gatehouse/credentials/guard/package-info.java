/** Tests of the guard: real vended credentials, really signed requests, and what must be refused. */
@NullMarked
package dev.gatehouse.credentials.guard;

import org.jspecify.annotations.NullMarked;
