/** The standalone server and its administrative command line; the manual is docs/features/server.md. */
@NullMarked
package dev.gatehouse.examples.server;

import org.jspecify.annotations.NullMarked;
