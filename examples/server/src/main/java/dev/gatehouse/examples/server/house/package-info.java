/** What the server and the administrative commands work on: the stores, the keys, the user pools and the identity pools. */
@NullMarked
package dev.gatehouse.examples.server.house;

import org.jspecify.annotations.NullMarked;
