/**
 * The server's configuration: each key has one name, in a file, in the environment and on the command line, and one order
 * of precedence: command line, environment, file, default.
 */
@NullMarked
package dev.gatehouse.examples.server.config;

import org.jspecify.annotations.NullMarked;
